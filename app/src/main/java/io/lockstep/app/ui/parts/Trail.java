package io.lockstep.app.ui.parts;

import io.lockstep.app.snapshot.Reading;
import io.lockstep.app.snapshot.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The request rates the window has seen, oldest first. A gap in the readings stays a gap.
public record Trail(List<Sample> samples) {
    private static final int LIMIT = 600;
    private static final Duration STEP = Duration.ofMillis(900);
    public static final Trail EMPTY = new Trail(List.of());

    public record Sample(Instant at, double requestsPerSecond) {}

    /// Takes over the engine's newest reading, unless it is the one already seen.
    public Trail with(Snapshot snapshot) {
        if (!(snapshot.proxy() instanceof Reading.Live<?>(_, var at, _))) {
            return this;
        }
        if (!samples.isEmpty() && at.isBefore(samples.getLast().at().plus(STEP))) {
            return this;
        }
        var rate =
                snapshot.proxy()
                        .live()
                        .map(engine -> engine.traffic().requestsPerSecond())
                        .orElse(0.0);
        List<Sample> more = new ArrayList<>(samples);
        more.add(new Sample(at, rate));
        return new Trail(List.copyOf(more.subList(Math.max(0, more.size() - LIMIT), more.size())));
    }
}
