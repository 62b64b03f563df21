package io.lockstep.engine.mlnode;

/// The memory of one GPU as an MLNode tells it.
public record GpuDevice(int index, long totalMemoryMb, long usedMemoryMb) {

    /// A driver without a model takes a few hundred MiB; a model takes nine tenths.
    public boolean free() {
        return usedMemoryMb * 10 <= totalMemoryMb;
    }
}
