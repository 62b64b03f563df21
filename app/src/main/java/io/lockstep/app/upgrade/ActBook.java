package io.lockstep.app.upgrade;

import io.lockstep.app.snapshot.Snapshot;
import java.util.Optional;
import java.util.OptionalLong;

/// Knows the act of each step, and the ways back.
public interface ActBook {

    /// The way forward; empty for a step that comes true by itself.
    Optional<Act> forward(StepName step, Goal goal, Snapshot snapshot);

    Act disarm(String id);

    /// Before the cutover it removes the candidate; afterwards it switches back to the incumbent.
    Act rollBack(Goal goal, Snapshot snapshot);

    /// Bytes that removing an image would free; blocks, empty when it cannot be told.
    OptionalLong bytesFreed(String imageId);
}
