package io.lockstep.app.containers.watch;

import io.lockstep.chain.problem.ProblemException;
import java.time.Duration;
import java.util.Optional;

/// Where the listener of a host's events tells its reader that there is something to read, or that
/// nobody listens any more. Any number of rings is one.
final class Bell {
    private boolean rung;
    private boolean over;
    private Optional<ProblemException> reason = Optional.empty();

    synchronized void ring() {
        rung = true;
        notifyAll();
    }

    synchronized void end(Optional<ProblemException> why) {
        over = true;
        reason = why;
        notifyAll();
    }

    /// Whether it rang meanwhile.
    ///
    /// @throws ProblemException why the listener ended
    synchronized boolean await(Duration longest) throws InterruptedException {
        var end = System.nanoTime() + longest.toNanos();
        var left = longest.toMillis();
        while (!rung && !over && left > 0) {
            wait(left);
            left = (end - System.nanoTime()) / 1_000_000;
        }
        reason.ifPresent(problem -> {
            throw problem;
        });
        return rung;
    }

    synchronized boolean over() {
        return over;
    }

    /// What is read from now on sees whatever rang before.
    synchronized void answer() {
        rung = false;
    }
}
