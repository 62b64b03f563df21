package io.lockstep.app.rehearsal.dapi;

import io.lockstep.chain.upgrade.Generation;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Keeps one MLNode in the status it should have, by polls and reconciliations, one request after
/// another.
///
/// It learns of a changed version only by the prefix it is told to use: what it knows about the
/// node's status stays true for it until its next poll.
final class NodeKeeper implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(NodeKeeper.class.getName());

    private static final Duration LONGEST_END = Duration.ofSeconds(5);

    private final NodeClient client;
    private final Commands commands;
    private final Timers timers;
    private final boolean reconcilesFirst;
    private final Supplier<String> prefix;
    private final Supplier<Duty> duty;
    private final Clock clock;
    private final Semaphore wake = new Semaphore(0);
    private final Queue<String> toStop = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean blockDue;
    private volatile boolean reconciling;
    private volatile Known known = Known.NOTHING;
    private volatile Instant at;

    /// What the API node tells operators about its MLNode.
    ///
    /// @param reconciling whether something is being done about it
    record Status(Duty intended, Known known, boolean reconciling, Instant at) {}

    /// @param prefix what to put in front of paths now
    /// @param duty what the MLNode should be doing now
    NodeKeeper(
            NodeClient client,
            ApiNodeConfig config,
            Supplier<String> prefix,
            Supplier<Duty> duty,
            Clock clock) {
        this.client = client;
        this.commands = new Commands(client, config.epochModels());
        this.timers = config.timers();
        this.reconcilesFirst = config.generation() != Generation.R0;
        this.prefix = prefix;
        this.duty = duty;
        this.clock = clock;
        this.at = clock.instant();
        this.thread = Thread.ofVirtual().name("api node keeps its MLNode").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    Status status() {
        return new Status(duty.get(), known, reconciling, at);
    }

    /// A block came at which reconciling is due.
    void onBlockDue() {
        blockDue = true;
        wake.release();
    }

    /// The version of this prefix is no longer used; it is stopped at the next timed reconcile.
    void leave(String prefix) {
        toStop.add(prefix);
    }

    /// Nothing is asked any more when this returns.
    @Override
    public void close() {
        thread.interrupt();
        client.close();
        try {
            if (thread.isAlive() && !thread.join(LONGEST_END)) {
                LOG.log(System.Logger.Level.WARNING, "a request to the MLNode does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        var polls = new Beat(timers.poll());
        var reconciles = new Beat(timers.reconcile());
        try {
            begin();
            while (!Thread.interrupted()) {
                var pause = Math.min(polls.nanosLeft(), reconciles.nanosLeft());
                if (wake.tryAcquire(Math.max(pause, 0), TimeUnit.NANOSECONDS)) {
                    wake.drainPermits();
                }
                var acted = reconciles.due() && onReconcileTimer();
                if (polls.due() && !acted) {
                    poll();
                }
                if (blockDue) {
                    blockDue = false;
                    boolean _ = reconcile();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void begin() {
        if (reconcilesFirst) {
            boolean _ = reconcile();
        } else {
            poll();
        }
    }

    private boolean onReconcileTimer() {
        var acted = false;
        for (var old = toStop.poll(); old != null; old = toStop.poll()) {
            var left = old;
            attempt(() -> {
                commands.stop(left);
                return known;
            });
            acted = true;
        }
        return reconcile() || acted;
    }

    private void poll() {
        attempt(() -> commands.look(known, prefix.get()));
    }

    /// Whether there was something to do.
    private boolean reconcile() {
        var due = duty.get();
        if (known.does(due)) {
            return false;
        }
        reconciling = true;
        attempt(() -> commands.perform(due, prefix.get()));
        reconciling = false;
        return true;
    }

    private void attempt(Attempt attempt) {
        try {
            known = attempt.run();
        } catch (IOException e) {
            known = Known.failed(String.valueOf(e.getMessage()));
            LOG.log(System.Logger.Level.DEBUG, "the MLNode did not answer", e);
        }
        at = clock.instant();
    }

    private interface Attempt {
        Known run() throws IOException;
    }

    /// A timer that leaves out what it missed.
    private static final class Beat {
        private final long every;
        private long next;

        Beat(Duration every) {
            this.every = every.toNanos();
            this.next = System.nanoTime() + this.every;
        }

        long nanosLeft() {
            return next - System.nanoTime();
        }

        boolean due() {
            if (nanosLeft() > 0) {
                return false;
            }
            while (nanosLeft() <= 0) {
                next += every;
            }
            return true;
        }
    }
}
