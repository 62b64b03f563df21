package io.lockstep.app.rehearsal.chain.edge;

import io.lockstep.app.rehearsal.chain.answer.Answer;
import io.lockstep.app.rehearsal.chain.answer.Request;
import java.util.Optional;

/// Answers requests. Called on an event loop, so it must not block.
@FunctionalInterface
public interface Desk {
    /// Empty to never answer and leave the client waiting.
    Optional<Answer> answer(Request request);
}
