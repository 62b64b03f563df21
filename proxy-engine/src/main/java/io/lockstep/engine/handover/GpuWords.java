package io.lockstep.engine.handover;

import io.lockstep.engine.cutover.GpuWord;
import java.time.Duration;
import java.util.Optional;

/// What was said last about the GPUs from outside, with the moment it was read. It lives in memory
/// alone: after a restart only what is said anew counts. Safe on any thread.
final class GpuWords {
    private record Heard(GpuWord word, long readAt) {}

    private volatile Optional<Heard> last = Optional.empty();

    void hear(GpuWord word) {
        var age = Duration.ofMillis(Math.min(word.ageMillis(), Integer.MAX_VALUE));
        last = Optional.of(new Heard(word, System.nanoTime() - age.toNanos()));
    }

    /// The word if it was read after that moment and not longer ago than `fresh`.
    ///
    /// @param since by [System#nanoTime()]
    Optional<GpuWord> since(long since, Duration fresh) {
        var now = System.nanoTime();
        return last.filter(heard -> heard.readAt() - since >= 0)
                .filter(heard -> now - heard.readAt() <= fresh.toNanos())
                .map(Heard::word);
    }
}
