package io.lockstep.app.rehearsal.chain.edge;

import io.lockstep.app.rehearsal.chain.answer.Answer;
import java.time.Duration;
import java.util.Optional;

/// How a server treats a request at a moment.
///
/// @param answers whether it answers at all; otherwise the client is left waiting
/// @param delay before each answer
/// @param instead what everything is answered with, where the server is broken
public record Conduct(boolean answers, Duration delay, Optional<Answer> instead) {
    public static final Conduct PLAIN = new Conduct(true, Duration.ZERO, Optional.empty());
    public static final Conduct SILENT = new Conduct(false, Duration.ZERO, Optional.empty());

    public static Conduct slow(Duration delay) {
        return new Conduct(true, delay, Optional.empty());
    }

    public static Conduct broken(Answer instead) {
        return new Conduct(true, Duration.ZERO, Optional.of(instead));
    }
}
