package io.lockstep.engine.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lockstep.chain.problem.Problem;
import java.util.Optional;

/// The answer to the message with that id: a status or a problem.
///
/// @param id 0 when the message had none that could be read
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record ControlAnswer(int v, long id, Optional<EngineStatus> status, Optional<Problem> problem) {

    static ControlAnswer of(long id, EngineStatus status) {
        return new ControlAnswer(ControlJson.VERSION, id, Optional.of(status), Optional.empty());
    }

    static ControlAnswer of(long id, Problem problem) {
        return new ControlAnswer(ControlJson.VERSION, id, Optional.empty(), Optional.of(problem));
    }
}
