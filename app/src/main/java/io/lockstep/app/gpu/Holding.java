package io.lockstep.app.gpu;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Who holds the memory of one card.
///
/// @param gpu label of the card or MIG device
/// @param unexplainedBytes in use and held by no process that is seen; empty when the driver does
///   not tell processes
public record Holding(
        String gpu, OptionalLong usedBytes, List<Holder> holders, OptionalLong unexplainedBytes) {

    /// @param container name, where it runs in one
    /// @param version the MLNode version that container stands for
    /// @param free the command that frees the memory, for what nothing else will end
    public record Holder(
            GpuProcess process,
            Standing standing,
            Optional<String> container,
            Optional<String> version,
            Optional<String> free) {}

    /// What a process is to the upgrade.
    public enum Standing {
        INCUMBENT,
        CANDIDATE,
        /// Its container has ended and it has not.
        ORPHAN,
        FOREIGN
    }
}
