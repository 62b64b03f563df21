package io.lockstep.chain;

import java.lang.management.ManagementFactory;
import java.util.stream.LongStream;

/// What is alive on the heap.
public final class Heap {
    private Heap() {}

    /// Bytes that are still reachable; the least of a few looks, as collectors take their time.
    public static long used() {
        var memory = ManagementFactory.getMemoryMXBean();
        return LongStream.range(0, 5)
                .map(_ -> {
                    memory.gc();
                    return memory.getHeapMemoryUsage().getUsed();
                })
                .min()
                .orElseThrow();
    }
}
