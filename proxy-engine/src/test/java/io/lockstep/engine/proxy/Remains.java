package io.lockstep.engine.proxy;

import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/// What this process holds besides its heap.
///
/// @param directKib reserved by Netty's allocators
/// @param threads platform threads
record Remains(long directKib, long descriptors, long threads) {

    static Remains now() {
        return new Remains(
                PlatformDependent.usedDirectMemory() >> 10,
                descriptorsNow(),
                ManagementFactory.getThreadMXBean().getThreadCount());
    }

    private static long descriptorsNow() {
        try (var open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Not more than that, but for what a running Java program takes and gives by itself.
    boolean atMost(Remains before) {
        return directKib <= before.directKib() + 2048
                && descriptors <= before.descriptors() + 3
                && threads <= before.threads() + 2;
    }
}
