package io.lockstep.engine.control;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.lockstep.engine.cutover.ArmedCutover;
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
    @JsonSubTypes.Type(value = ControlMessage.Quit.class, name = "quit"),
    @JsonSubTypes.Type(value = ControlMessage.Watch.class, name = "watch"),
    @JsonSubTypes.Type(value = ControlMessage.Metrics.class, name = "metrics"),
    @JsonSubTypes.Type(value = ControlMessage.AccessLog.class, name = "access-log")
})
sealed interface ControlMessage {
    record Status() implements ControlMessage {}

    record Route(String version, URI upstream) implements ControlMessage {}

    record RouteDefault(String version) implements ControlMessage {}

    record Unroute(String version) implements ControlMessage {}

    record Arm(ArmedCutover cutover) implements ControlMessage {}

    record Disarm(String cutover) implements ControlMessage {}

    record Quit() implements ControlMessage {}

    record Watch() implements ControlMessage {}

    record Metrics() implements ControlMessage {}

    record AccessLog(LogSettings settings) implements ControlMessage {}
}
