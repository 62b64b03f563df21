package io.lockstep.app.rehearsal.mlnode;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The memory of a GPU that only one process can hold: an exclusive lock on a file that all share.
///
/// The operating system frees it when the process that holds it ends, however that happens.
final class PretendGpu implements AutoCloseable {
    /// A probe of another process holds the file for an instant; that is not out of memory yet.
    private static final int TRIES = 10;

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(20);

    private final Optional<Path> file;
    private @Nullable FileChannel channel;
    private boolean held;

    PretendGpu(Optional<Path> file) {
        this.file = file;
    }

    /// False when another process holds it.
    synchronized boolean take() throws IOException, InterruptedException {
        for (int i = 0; i < TRIES && !held; i++) {
            if (i > 0) {
                Thread.sleep(BETWEEN_TRIES);
            }
            held = file.isEmpty() || lock(file.get());
        }
        return held;
    }

    synchronized void release() {
        held = false;
        var open = channel;
        channel = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                throw new IllegalStateException("the lock file cannot be closed", e);
            }
        }
    }

    /// Whether anybody holds it.
    synchronized boolean used() throws IOException {
        if (held || file.isEmpty()) {
            return held;
        }
        try (var probe = open(file.get());
                var lock = probe.tryLock(0, Long.MAX_VALUE, true)) {
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }

    @Override
    public void close() {
        release();
    }

    private boolean lock(Path path) throws IOException {
        var opened = open(path);
        try {
            FileLock lock = opened.tryLock();
            if (lock != null) {
                channel = opened;
                return true;
            }
        } catch (OverlappingFileLockException e) {
            opened.close();
            return false;
        }
        opened.close();
        return false;
    }

    private static FileChannel open(Path path) throws IOException {
        return FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }
}
