package io.lockstep.app.upgrade;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.problem.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// The right to carry out steps. Whoever holds the lock on the data folder acts, every other one
/// only looks; the system takes it back when its holder dies.
public final class ConsoleLock implements AutoCloseable {
    private final FileChannel channel;
    private final FileLock lock;

    private ConsoleLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /// Empty while another console holds it.
    public static Optional<ConsoleLock> take(Path folder) {
        try {
            Files.createDirectories(folder);
            var channel =
                    FileChannel.open(
                            folder.resolve("lockstep.lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            return lock(channel);
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            "home.unwritable",
                            "The folder %s cannot be written: %s.".formatted(folder, Reason.of(e)),
                            "Nothing was begun.",
                            "Make it writable, or choose another with --home."),
                    e);
        }
    }

    @Override
    public void close() {
        try (channel) {
            lock.release();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<ConsoleLock> lock(FileChannel channel) throws IOException {
        try {
            var lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(new ConsoleLock(channel, lock));
            }
        } catch (OverlappingFileLockException e) {
            System.getLogger(ConsoleLock.class.getName())
                    .log(System.Logger.Level.DEBUG, "this program holds the lock already", e);
        }
        channel.close();
        return Optional.empty();
    }
}
