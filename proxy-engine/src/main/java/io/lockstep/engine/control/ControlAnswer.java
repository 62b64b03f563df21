package io.lockstep.engine.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lockstep.chain.problem.Problem;
import java.util.Optional;

/// The answer to the message with that id: a status, with what was asked for beside it, or a
/// problem.
///
/// @param id 0 when the message had none that could be read
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record ControlAnswer(
        int v,
        long id,
        Optional<EngineStatus> status,
        Optional<Problem> problem,
        Optional<Observed> observed,
        Optional<String> metrics) {

    static ControlAnswer of(long id, EngineStatus status) {
        return new ControlAnswer(
                ControlJson.VERSION,
                id,
                Optional.of(status),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static ControlAnswer of(long id, Problem problem) {
        return new ControlAnswer(
                ControlJson.VERSION,
                id,
                Optional.empty(),
                Optional.of(problem),
                Optional.empty(),
                Optional.empty());
    }

    ControlAnswer with(Observed seen) {
        return new ControlAnswer(v, id, status, problem, Optional.of(seen), metrics);
    }

    ControlAnswer with(String text) {
        return new ControlAnswer(v, id, status, problem, observed, Optional.of(text));
    }
}
