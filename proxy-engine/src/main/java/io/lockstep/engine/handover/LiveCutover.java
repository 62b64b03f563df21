package io.lockstep.engine.handover;

import io.lockstep.chain.follow.ChainView;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.cutover.CutoverRecord;
import io.lockstep.engine.cutover.CutoverRecord.Phase;
import io.lockstep.engine.mlnode.MlNodes;
import io.lockstep.engine.route.Routing;
import java.time.Duration;

/// One cutover in this process: on a thread of its own it waits for the trigger, then runs.
final class LiveCutover implements AutoCloseable {
    private static final Duration END_LIMIT = Duration.ofSeconds(10);

    private final Watch watch;
    private final Progress progress;
    private final Routing routing;
    private final MlNodes nodes;
    private final GpuWords words;
    private final Timing timing;
    private final Thread thread;
    private boolean begun;
    private boolean takenBack;

    LiveCutover(
            Watch watch,
            Progress progress,
            Routing routing,
            MlNodes nodes,
            GpuWords words,
            Timing timing) {
        this.watch = watch;
        this.progress = progress;
        this.routing = routing;
        this.nodes = nodes;
        this.words = words;
        this.timing = timing;
        this.begun = progress.record().phase() != Phase.ARMED;
        this.thread =
                Thread.ofVirtual()
                        .name("cutover " + progress.record().armed().id())
                        .unstarted(this::live);
    }

    LiveCutover started() {
        thread.start();
        return this;
    }

    CutoverRecord record() {
        return progress.record();
    }

    ChainView chain() {
        return watch.view();
    }

    /// Runs `forget` unless the cutover has begun, and keeps it from beginning meanwhile. False
    /// when it has.
    synchronized boolean takeBack(Runnable forget) {
        if (begun) {
            return false;
        }
        forget.run();
        takenBack = true;
        return true;
    }

    /// Ends its work where it is, writing nothing more; what was kept says where to go on.
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(END_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void live() {
        try {
            if (begin()) {
                new CutoverRun(progress, routing, nodes, words, timing).run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ProblemException e) {
            progress.problem(e.problem());
        } catch (RuntimeException e) {
            progress.problem(CutoverProblems.broke(e));
        } finally {
            watch.close();
        }
    }

    /// False when it was taken back instead.
    private boolean begin() throws InterruptedException {
        if (progress.record().phase() != Phase.ARMED) {
            return true;
        }
        var seenAt = watch.await();
        synchronized (this) {
            if (!takenBack) {
                begun = true;
                progress.begin(seenAt, watch::blockTime);
            }
            return begun;
        }
    }
}
