package io.lockstep.app.observe;

import io.lockstep.app.snapshot.Reading;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Reads one source again and again on a thread of its own.
///
/// A read that outlasts the deadline is shown as failed and waited for in silence: a source that
/// hangs is never asked twice at a time and slows no other one. After failures the pause grows.
final class Watch<T> implements AutoCloseable {

    /// How a source is read.
    @FunctionalInterface
    interface Probe<T> {
        T read() throws InterruptedException;
    }

    /// @param name of the thread and of the source as shown
    /// @param period between two reads, asked anew each time
    record Spec<T>(
            String name,
            Probe<T> probe,
            Supplier<Duration> period,
            Duration deadline,
            Duration slowest) {}

    private final Spec<T> spec;
    private final Consumer<UnaryOperator<Reading<T>>> publish;
    private final Clock clock;
    private final Thread thread;
    private long started;
    private long ended;
    private boolean woken;
    private boolean closed;

    /// @param publish applies a change to this source's part of the snapshot
    Watch(Spec<T> spec, Consumer<UnaryOperator<Reading<T>>> publish, Clock clock) {
        this.spec = spec;
        this.publish = publish;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("watch " + spec.name()).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// Asks for a read that begins from now on; the number is for [#await].
    synchronized long request() {
        woken = true;
        notifyAll();
        return started + 1;
    }

    /// Returns once that read has ended, or at its deadline.
    synchronized void await(long number) throws InterruptedException {
        var end = System.nanoTime() + spec.deadline().toNanos();
        while (ended < number && !closed) {
            var left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return;
            }
            wait(left);
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        thread.interrupt();
    }

    private void run() {
        var failures = 0;
        try {
            while (true) {
                begin();
                failures = read() ? 0 : failures + 1;
                pause(after(failures));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void begin() {
        started++;
        woken = false;
    }

    private synchronized void end(long number) {
        ended = Math.max(ended, number);
        notifyAll();
    }

    private synchronized void pause(Duration pause) throws InterruptedException {
        var end = System.nanoTime() + pause.toNanos();
        while (!woken) {
            var left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return;
            }
            wait(left);
        }
    }

    private boolean read() throws InterruptedException {
        var task = new FutureTask<>(spec.probe()::read);
        var reader = Thread.ofVirtual().name("read " + spec.name()).start(task);
        try {
            var value = task.get(spec.deadline().toMillis(), TimeUnit.MILLISECONDS);
            var at = clock.instant();
            publish(_ -> new Reading.Live<>(value, at, spec.name()));
            return true;
        } catch (ExecutionException e) {
            fail(problem(e));
        } catch (TimeoutException e) {
            fail(hangs());
            reader.interrupt();
            reader.join();
        } catch (InterruptedException e) {
            reader.interrupt();
            throw e;
        }
        return false;
    }

    private void fail(Problem problem) {
        publish(before -> before.failed(problem, clock.instant()));
    }

    private void publish(UnaryOperator<Reading<T>> change) {
        publish.accept(change);
        long number;
        synchronized (this) {
            number = started;
        }
        end(number);
    }

    private Duration after(int failures) {
        var period = spec.period().get();
        if (failures == 0) {
            return period;
        }
        var grown = period.multipliedBy(1L << Math.min(failures - 1, 8));
        return grown.compareTo(spec.slowest()) > 0 ? spec.slowest() : grown;
    }

    private Problem hangs() {
        return new Problem(
                "observe.hangs",
                "%s gave no answer within %d s."
                        .formatted(spec.name(), spec.deadline().toSeconds()),
                "The last reading is shown with its age.",
                "Look at it by hand; it is asked again as soon as it answers.");
    }

    private Problem problem(ExecutionException failed) {
        var cause = failed.getCause();
        if (cause instanceof ProblemException known) {
            return known.problem();
        }
        System.getLogger(Watch.class.getName())
                .log(System.Logger.Level.WARNING, "reading " + spec.name(), cause);
        return new Problem(
                "observe.unexpected",
                "%s could not be read: %s.".formatted(spec.name(), cause),
                "The last reading is shown with its age.",
                "It is read again; report this with the log.");
    }
}
