package io.lockstep.engine.control;

import io.lockstep.chain.follow.ChainView;
import io.lockstep.engine.cutover.ArmedCutover;
import io.lockstep.engine.cutover.CutoverRecord;
import io.lockstep.engine.cutover.GpuWord;
import java.util.Optional;

/// What the control channel asks of whoever keeps the armed cutover.
public interface Armory {

    /// Persists the cutover and returns its record; throws `ProblemException` with the reason when
    /// it refuses. The same id with the same content again changes nothing.
    CutoverRecord arm(ArmedCutover cutover);

    /// Takes an armed cutover back; refused once it has begun. Nothing armed is nothing to do.
    void disarm(String id);

    /// Hears who holds the GPUs. It counts while a cutover waits for them, and is kept nowhere.
    void hear(GpuWord word);

    /// The armed, running or last ended cutover.
    Optional<CutoverRecord> record();

    /// The chain as the engine sees it, while it follows one.
    Optional<ChainView> chain();
}
