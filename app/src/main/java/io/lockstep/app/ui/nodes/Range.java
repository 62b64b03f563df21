package io.lockstep.app.ui.nodes;

import java.time.Duration;

/// How far charts reach back, as finely as samples are kept for that long.
enum Range {
    TEN_MINUTES(Duration.ofMinutes(10), Duration.ofSeconds(2)),
    DAY(Duration.ofDays(1), Duration.ofSeconds(10)),
    MONTH(Duration.ofDays(30), Duration.ofMinutes(1));

    private final Duration back;
    private final Duration again;

    Range(Duration back, Duration again) {
        this.back = back;
        this.again = again;
    }

    Duration back() {
        return back;
    }

    /// How often there is something new to draw.
    Duration again() {
        return again;
    }
}
