package io.lockstep.engine.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lockstep.chain.problem.Problem;
import io.lockstep.engine.change.DrainView;
import io.lockstep.engine.change.EnginePlan;
import io.lockstep.engine.change.EngineRoutes;
import io.lockstep.engine.change.GenerationRecord;
import java.util.List;
import java.util.Optional;

/// The answer to the message with that id: one of the things that can be asked for, or a problem.
///
/// @param id 0 when the message had none that could be read
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record ControlAnswer(
        int v,
        long id,
        Optional<EngineStatus> status,
        Optional<EnginePlan> plan,
        Optional<EngineRoutes> routes,
        Optional<List<GenerationRecord>> history,
        Optional<DrainView> drain,
        Optional<Problem> problem) {

    static ControlAnswer of(long id, EngineStatus status) {
        return new ControlAnswer(
                id, Optional.of(status), Optional.empty(), Optional.empty(), Optional.empty());
    }

    static ControlAnswer of(long id, EnginePlan plan) {
        return new ControlAnswer(
                id, Optional.empty(), Optional.of(plan), Optional.empty(), Optional.empty());
    }

    static ControlAnswer of(long id, EngineRoutes routes) {
        return new ControlAnswer(
                ControlJson.VERSION,
                id,
                Optional.empty(),
                Optional.empty(),
                Optional.of(routes),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static ControlAnswer of(long id, List<GenerationRecord> history) {
        return new ControlAnswer(
                ControlJson.VERSION,
                id,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(history),
                Optional.empty(),
                Optional.empty());
    }

    static ControlAnswer of(long id, DrainView drain) {
        return new ControlAnswer(
                id, Optional.empty(), Optional.empty(), Optional.of(drain), Optional.empty());
    }

    static ControlAnswer of(long id, Problem problem) {
        return new ControlAnswer(
                id, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(problem));
    }

    private ControlAnswer(
            long id,
            Optional<EngineStatus> status,
            Optional<EnginePlan> plan,
            Optional<DrainView> drain,
            Optional<Problem> problem) {
        this(
                ControlJson.VERSION,
                id,
                status,
                plan,
                Optional.empty(),
                Optional.empty(),
                drain,
                problem);
    }
}
