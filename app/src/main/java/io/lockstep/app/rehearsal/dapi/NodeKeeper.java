package io.lockstep.app.rehearsal.dapi;

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

    private final NodeClient client;
    private final Timers timers;
    private final boolean models;
    private final boolean reconcilesFirst;
    private final Supplier<String> prefix;
    private final Clock clock;
    private final Semaphore wake = new Semaphore(0);
    private final Queue<String> toStop = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean blockDue;
    private volatile Status status;

    /// What the API node knows of its MLNode.
    ///
    /// @param reconciling whether something is being done about it
    record Status(
            String intended, String current, boolean reconciling, String failure, Instant at) {}

    /// @param models whether the node has models for this epoch
    /// @param reconcilesFirst whether it acts at once instead of looking first
    NodeKeeper(
            NodeClient client,
            Timers timers,
            boolean models,
            boolean reconcilesFirst,
            Supplier<String> prefix,
            Clock clock) {
        this.client = client;
        this.timers = timers;
        this.models = models;
        this.reconcilesFirst = reconcilesFirst;
        this.prefix = prefix;
        this.clock = clock;
        this.status = new Status("INFERENCE", "UNKNOWN", false, "", clock.instant());
        this.thread = Thread.ofVirtual().name("api node keeps its MLNode").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    Status status() {
        return status;
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

    @Override
    public void close() {
        thread.interrupt();
        client.close();
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
            attempt(() -> client.stop(left));
            acted = true;
        }
        return reconcile() || acted;
    }

    private void poll() {
        attempt(() -> {
            var now = prefix.get();
            var state = client.state(now);
            if (state.equals("INFERENCE") && !client.healthy(now)) {
                become("FAILED", "the inference service is not healthy");
            } else {
                become(state, "");
            }
        });
    }

    /// Whether there was something to do.
    private boolean reconcile() {
        if (models && status.current().equals("INFERENCE")) {
            return false;
        }
        attempt(() -> {
            if (models) {
                bringUp();
            } else {
                String _ = client.state(prefix.get());
                client.stop(prefix.get());
                become("FAILED", "No epoch models available for this node");
            }
        });
        return true;
    }

    private void bringUp() throws IOException {
        var before = status;
        status = new Status(before.intended(), before.current(), true, "", before.at());
        var now = prefix.get();
        if (!client.state(now).equals("INFERENCE") || !client.healthy(now)) {
            client.stop(now);
            client.bringUp(now);
        }
        become("INFERENCE", "");
    }

    private void become(String current, String failure) {
        status = new Status("INFERENCE", current, false, failure, clock.instant());
    }

    private void attempt(Attempt attempt) {
        try {
            attempt.run();
        } catch (IOException e) {
            become("FAILED", String.valueOf(e.getMessage()));
            LOG.log(System.Logger.Level.DEBUG, "the MLNode did not answer", e);
        }
    }

    private interface Attempt {
        void run() throws IOException;
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
