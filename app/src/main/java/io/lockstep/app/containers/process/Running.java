package io.lockstep.app.containers.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The process of a container, known by its number and the time it began: numbers are used again.
final class Running {
    /// The system tells start times through its clock, which may be set in between.
    private static final Duration SLACK = Duration.ofSeconds(2);

    private static final Duration AFTER_KILL = Duration.ofSeconds(10);

    private Running() {}

    static Optional<ProcessHandle> of(StoredContainer container) {
        return container.everStarted()
                ? ProcessHandle.of(container.pid()).filter(handle -> same(handle, container))
                : Optional.empty();
    }

    /// Notes how a process of ours ends; nobody else hears it from the system.
    static void watch(Process process, Path folder) {
        Thread.ofVirtual()
                .name("exit of " + process.pid())
                .start(() -> {
                    try {
                        var code = Integer.toString(process.waitFor());
                        Files.writeString(folder.resolve("exit-" + process.pid()), code);
                    } catch (NoSuchFileException e) {
                        // The container was removed as soon as it had ended; nobody will ask.
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    static Optional<String> exit(Path folder, long pid) {
        try {
            return Optional.of(Files.readString(folder.resolve("exit-" + pid)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean same(ProcessHandle handle, StoredContainer container) {
        return handle.isAlive()
                && !defunct(handle.pid())
                && Math.abs(startedAt(handle) - container.life().startedAtMillis())
                        <= SLACK.toMillis();
    }

    static long startedAt(ProcessHandle handle) {
        return handle.info().startInstant().map(at -> at.toEpochMilli()).orElse(0L);
    }

    /// A process whose end nobody has taken note of still has a number, and nothing else.
    private static boolean defunct(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.substring(stat.lastIndexOf(')') + 1).startsWith(" Z");
        } catch (IOException e) {
            return false;
        }
    }

    /// Asks, waits up to `grace`, then forces; the rest of its tree goes with it.
    static void end(StoredContainer container, Duration grace) {
        of(container)
                .ifPresent(handle -> {
                    handle.destroy();
                    if (!ended(container, handle, grace)) {
                        handle.destroyForcibly();
                        ended(container, handle, AFTER_KILL);
                    }
                });
    }

    private static boolean ended(StoredContainer container, ProcessHandle handle, Duration limit) {
        try {
            handle.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return of(container).isEmpty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
