package io.lockstep.app.host.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Runs programs on this machine.
///
/// A program may be stuck in the kernel, where no signal ends it, or leave a child that holds its
/// output open. Such a one is abandoned: its reader is a daemon thread that nobody waits for, and
/// it is counted until it ends.
public final class LocalCommand implements RemoteCommand {
    private final List<Attempt> abandoned = new CopyOnWriteArrayList<>();

    @Override
    public String place() {
        return "this machine";
    }

    @Override
    public Outcome run(List<String> command, Duration deadline) throws InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
        } catch (IOException e) {
            return new Outcome.Missing();
        }
        return await(new Attempt(process), deadline);
    }

    @Override
    public int abandoned() {
        abandoned.removeIf(Attempt::over);
        return abandoned.size();
    }

    private Outcome await(Attempt attempt, Duration deadline) throws InterruptedException {
        try {
            var printed = attempt.printed().get(deadline.toMillis(), TimeUnit.MILLISECONDS);
            return attempt.process().waitFor(1, TimeUnit.SECONDS)
                    ? new Outcome.Ended(attempt.process().exitValue(), printed)
                    : late(attempt);
        } catch (TimeoutException e) {
            return late(attempt);
        } catch (ExecutionException e) {
            return new Outcome.Unreachable("its output broke off");
        } catch (InterruptedException e) {
            late(attempt);
            throw e;
        }
    }

    private Outcome late(Attempt attempt) {
        attempt.process().descendants().forEach(ProcessHandle::destroyForcibly);
        attempt.process().destroyForcibly();
        abandoned.add(attempt);
        return new Outcome.Late();
    }

    /// One start of a program and what it has printed.
    private record Attempt(Process process, CompletableFuture<String> printed) {
        Attempt(Process process) {
            this(process, new CompletableFuture<>());
            Thread.ofPlatform()
                    .daemon()
                    .name("output of " + process.pid())
                    .start(() -> read(process, printed));
        }

        /// Ended, and nobody holds its output any more.
        boolean over() {
            return !process.isAlive() && printed.isDone();
        }

        private static void read(Process process, CompletableFuture<String> printed) {
            try (var output = process.getInputStream()) {
                var kept = new ByteArrayOutputStream();
                var piece = new byte[1 << 14];
                for (var n = output.read(piece); n >= 0; n = output.read(piece)) {
                    kept.write(piece, 0, Math.min(n, MOST - kept.size()));
                }
                printed.complete(kept.toString(StandardCharsets.UTF_8));
            } catch (IOException e) {
                printed.completeExceptionally(e);
            }
        }
    }
}
