package io.lockstep.app.upgrade;

import io.lockstep.chain.problem.Printable;
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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// The right to carry out steps. Whoever holds the lock on the data folder acts, every other one
/// only looks; the system takes it back when its holder dies.
public final class ConsoleLock implements AutoCloseable {
    private static final String HOLDER = "lockstep.holder";

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
            var lock = lock(channel);
            if (lock.isPresent()) {
                Files.writeString(folder.resolve(HOLDER), whoAmI());
            }
            return lock;
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

    /// Who holds it, in words for people; empty where nobody said so.
    public static Optional<String> holder(Path folder) {
        try {
            return Optional.of(Printable.line(Files.readString(folder.resolve(HOLDER)).strip()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// This program, as another one should call it.
    public static String whoAmI() {
        return "%s, process %d, since %s"
                .formatted(
                        System.getProperty("user.name", "somebody"),
                        ProcessHandle.current().pid(),
                        Instant.now().truncatedTo(ChronoUnit.SECONDS));
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
