package io.lockstep.app.samples;

import java.time.Duration;
import java.time.Instant;

/// How finely samples of an age are kept.
enum Tier {
    /// Readings come a little more than a second apart, so now and then a slot stays empty.
    SECOND(0, Duration.ofSeconds(1), Duration.ofMinutes(10), Duration.ofSeconds(4)),
    TEN_SECONDS(1, Duration.ofSeconds(10), Duration.ofDays(1), Duration.ofSeconds(15)),
    MINUTE(2, Duration.ofMinutes(1), Duration.ofDays(30), Duration.ofSeconds(90));

    private final int number;
    private final Duration step;
    private final Duration kept;
    private final Duration gap;

    Tier(int number, Duration step, Duration kept, Duration gap) {
        this.number = number;
        this.step = step;
        this.kept = kept;
        this.gap = gap;
    }

    /// As the file knows it; never given to another tier.
    int number() {
        return number;
    }

    Duration step() {
        return step;
    }

    Duration kept() {
        return kept;
    }

    /// Two points farther apart than this have a gap between them.
    Duration gap() {
        return gap;
    }

    /// The slot a moment falls into, in seconds of the epoch.
    long slot(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), step.toSeconds()) * step.toSeconds();
    }

    /// The finest tier that reaches back that far.
    static Tier reaching(Duration back) {
        for (var tier : values()) {
            if (back.compareTo(tier.kept) <= 0) {
                return tier;
            }
        }
        return MINUTE;
    }
}
