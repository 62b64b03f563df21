package io.lockstep.app.upgrade;

import io.lockstep.app.snapshot.Snapshot;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/// Knows the act of each step, and the ways back.
public interface ActBook {

    /// The way forward; empty for a step that comes true by itself.
    Optional<Act> forward(StepName step, Goal goal, Snapshot snapshot);

    Act disarm(String id);

    /// Before the cutover it removes the candidate; afterwards it switches back to the incumbent.
    Act rollBack(Goal goal, Snapshot snapshot);

    /// Removes exactly what is ticked of the list that `fresh` gives when it begins, and nothing at
    /// all if that list does not have all of it.
    ///
    /// @param goal whose incumbent it may be about
    Act cleanUp(Optional<Goal> goal, Set<String> ticked, Supplier<CleanUpList> fresh);

    /// Takes the right to act on the host, before each act; throws the problem who has it.
    default void hold() {}

    /// Gives it back, when no further act will come.
    default void release() {}

    /// What lies about now; blocks, for a while on a large host.
    Inventory inventory();

    /// Bytes that removing an image would free; blocks, empty when it cannot be told.
    OptionalLong bytesFreed(String imageId);
}
