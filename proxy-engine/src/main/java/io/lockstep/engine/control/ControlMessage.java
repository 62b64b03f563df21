package io.lockstep.engine.control;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.lockstep.engine.change.EngineChange;
import io.lockstep.engine.cutover.ArmedCutover;
import io.lockstep.engine.cutover.GpuWord;
import io.lockstep.engine.observe.LogSettings;
import java.net.URI;

/// What can be asked over the control channel, one JSON object a line.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "tag")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ControlMessage.Status.class, name = "status"),
    @JsonSubTypes.Type(value = ControlMessage.Route.class, name = "route"),
    @JsonSubTypes.Type(value = ControlMessage.RouteDefault.class, name = "route-default"),
    @JsonSubTypes.Type(value = ControlMessage.Unroute.class, name = "unroute"),
    @JsonSubTypes.Type(value = ControlMessage.Arm.class, name = "arm"),
    @JsonSubTypes.Type(value = ControlMessage.Disarm.class, name = "disarm"),
    @JsonSubTypes.Type(value = ControlMessage.Gpu.class, name = "gpu"),
    @JsonSubTypes.Type(value = ControlMessage.Plan.class, name = "plan"),
    @JsonSubTypes.Type(value = ControlMessage.Change.class, name = "change"),
    @JsonSubTypes.Type(value = ControlMessage.Routes.class, name = "routes"),
    @JsonSubTypes.Type(value = ControlMessage.History.class, name = "history"),
    @JsonSubTypes.Type(value = ControlMessage.PlanRollback.class, name = "plan-rollback"),
    @JsonSubTypes.Type(value = ControlMessage.Rollback.class, name = "rollback"),
    @JsonSubTypes.Type(value = ControlMessage.Drain.class, name = "drain"),
    @JsonSubTypes.Type(value = ControlMessage.Cut.class, name = "cut"),
    @JsonSubTypes.Type(value = ControlMessage.Quit.class, name = "quit"),
    @JsonSubTypes.Type(value = ControlMessage.Watch.class, name = "watch"),
    @JsonSubTypes.Type(value = ControlMessage.Metrics.class, name = "metrics"),
    @JsonSubTypes.Type(value = ControlMessage.AccessLog.class, name = "access-log")
})
sealed interface ControlMessage {

    /// What is carried out one at a time and answered with the status after it.
    sealed interface Act extends ControlMessage {}

    record Status() implements ControlMessage {}

    record Route(String version, URI upstream) implements Act {}

    record RouteDefault(String version) implements Act {}

    record Unroute(String version) implements Act {}

    record Arm(ArmedCutover cutover) implements Act {}

    record Disarm(String cutover) implements Act {}

    record Gpu(GpuWord word) implements ControlMessage {}

    record Plan(EngineChange change) implements ControlMessage {}

    record Change(EngineChange change) implements ControlMessage {}

    record Routes() implements ControlMessage {}

    record History() implements ControlMessage {}

    record PlanRollback(long generation) implements ControlMessage {}

    record Rollback(long generation, boolean unchecked) implements ControlMessage {}

    record Drain(String version) implements ControlMessage {}

    record Cut(String version) implements ControlMessage {}

    record Quit() implements Act {}

    record Watch() implements ControlMessage {}

    record Metrics() implements ControlMessage {}

    record AccessLog(LogSettings settings) implements ControlMessage {}
}
