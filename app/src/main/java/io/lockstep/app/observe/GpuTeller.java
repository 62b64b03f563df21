package io.lockstep.app.observe;

import io.lockstep.app.gpu.GpuVerdict;
import io.lockstep.app.gpu.Holding.Standing;
import io.lockstep.app.gpu.HostGpus;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.control.EngineControl;
import io.lockstep.engine.cutover.CutoverRecord;
import io.lockstep.engine.cutover.CutoverRecord.Phase;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// Tells the engine who holds the GPUs, while a cutover waits for them. Without us it goes by what
/// the MLNodes say of themselves.
final class GpuTeller {
    private final EngineControl engine;
    private final Supplier<Snapshot> current;

    GpuTeller(EngineControl engine, Supplier<Snapshot> current) {
        this.engine = engine;
        this.current = current;
    }

    /// @param age how long ago that reading began
    void saw(HostGpus gpus, Duration age) {
        leaving()
                .flatMap(standing -> GpuVerdict.of(gpus, standing, age))
                .ifPresent(word -> {
                    try {
                        var _ = engine.gpu(word);
                    } catch (ProblemException e) {
                        System.getLogger(GpuTeller.class.getName())
                                .log(System.Logger.Level.DEBUG, "the engine does not hear", e);
                    }
                });
    }

    private Optional<Standing> leaving() {
        var status = current.get().proxy().latest();
        return status.flatMap(now -> now.cutover())
                .map(CutoverRecord::phase)
                .flatMap(GpuTeller::leaving);
    }

    private static Optional<Standing> leaving(Phase phase) {
        return switch (phase) {
            case STOPPING, WAITING_FOR_GPU -> Optional.of(Standing.INCUMBENT);
            case FALLING_BACK -> Optional.of(Standing.CANDIDATE);
            case ARMED, DRAINING, BRINGING_UP, SERVING, FELL_BACK -> Optional.empty();
        };
    }
}
