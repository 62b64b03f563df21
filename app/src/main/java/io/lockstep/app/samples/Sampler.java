package io.lockstep.app.samples;

import io.lockstep.app.gpu.HostGpus;
import io.lockstep.app.host.HostLoad;
import io.lockstep.app.snapshot.Reading;
import io.lockstep.app.snapshot.Snapshot;
import java.time.Instant;
import java.util.function.Consumer;

/// Takes samples out of snapshots: each live reading once, and none of a stale one, so that what
/// was not read stays a gap.
public final class Sampler implements Consumer<Snapshot> {
    private final Samples samples;
    private Instant gpusAt = Instant.MIN;
    private Instant hostAt = Instant.MIN;

    public Sampler(Samples samples) {
        this.samples = samples;
    }

    @Override
    public synchronized void accept(Snapshot snapshot) {
        if (snapshot.gpus() instanceof Reading.Live<HostGpus>(var gpus, var at, _)
                && at.isAfter(gpusAt)) {
            gpusAt = at;
            samples.add(at, Measured.of(gpus));
        }
        if (snapshot.host() instanceof Reading.Live<HostLoad>(var load, var at, _)
                && at.isAfter(hostAt)) {
            hostAt = at;
            samples.add(at, Measured.of(load));
        }
    }
}
