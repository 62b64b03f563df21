package io.lockstep.app.samples;

import io.lockstep.app.snapshot.Reading;
import io.lockstep.app.snapshot.Snapshot;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/// Takes samples out of snapshots: each live reading once, and none of a stale one, so that what
/// was not read stays a gap.
public final class Sampler implements Consumer<Snapshot> {
    private final Samples samples;
    private final Map<String, Instant> latest = new HashMap<>();

    public Sampler(Samples samples) {
        this.samples = samples;
    }

    @Override
    public synchronized void accept(Snapshot snapshot) {
        take("gpus", snapshot.gpus(), Measured::of);
        take("host", snapshot.host(), Measured::of);
        snapshot.elsewhere()
                .forEach(machine -> {
                    var name = machine.host();
                    take(
                            "gpus " + name,
                            machine.gpus(),
                            gpus -> Measured.at(name, Measured.of(gpus)));
                    take(
                            "host " + name,
                            machine.load(),
                            load -> Measured.at(name, Measured.of(load)));
                });
    }

    private <T> void take(
            String source, Reading<T> reading, Function<T, Map<String, Double>> values) {
        if (reading instanceof Reading.Live<T>(var value, var at, _)
                && at.isAfter(latest.getOrDefault(source, Instant.MIN))) {
            latest.put(source, at);
            samples.add(at, values.apply(value));
        }
    }
}
