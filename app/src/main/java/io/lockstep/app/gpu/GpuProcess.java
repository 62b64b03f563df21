package io.lockstep.app.gpu;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// A process that uses a GPU.
///
/// @param pid as the machine with the driver counts, not as a container does
/// @param type `C` for compute, `G` for graphics, `C+G` for both
/// @param gpuInstance the MIG part it runs on
public record GpuProcess(
        long pid,
        String program,
        Optional<String> type,
        OptionalLong memoryBytes,
        OptionalInt gpuInstance) {}
