package io.lockstep.engine.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lockstep.chain.problem.Problem;
import io.lockstep.engine.change.DrainView;
import io.lockstep.engine.change.EnginePlan;
import io.lockstep.engine.change.EngineRoutes;
import io.lockstep.engine.change.GenerationRecord;
import java.util.List;
import java.util.Optional;

/// The answer to the message with that id: what was asked for, or a problem.
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
        Optional<Observed> observed,
        Optional<String> metrics,
        Optional<Problem> problem) {

    static ControlAnswer of(long id, EngineStatus status) {
        return of(id, Optional.of(status), Optional.empty());
    }

    static ControlAnswer of(long id, Problem problem) {
        return of(id, Optional.empty(), Optional.of(problem));
    }

    static ControlAnswer of(long id, EnginePlan plan) {
        return new ControlAnswer(
                ControlJson.VERSION,
                id,
                Optional.empty(),
                Optional.of(plan),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
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
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static ControlAnswer of(long id, DrainView drain) {
        return new ControlAnswer(
                ControlJson.VERSION,
                id,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(drain),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    ControlAnswer with(Observed seen) {
        return new ControlAnswer(
                v, id, status, plan, routes, history, drain, Optional.of(seen), metrics, problem);
    }

    ControlAnswer with(String text) {
        return new ControlAnswer(
                v, id, status, plan, routes, history, drain, observed, Optional.of(text), problem);
    }

    private static ControlAnswer of(
            long id, Optional<EngineStatus> status, Optional<Problem> problem) {
        return new ControlAnswer(
                ControlJson.VERSION,
                id,
                status,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                problem);
    }
}
