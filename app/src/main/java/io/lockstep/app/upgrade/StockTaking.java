package io.lockstep.app.upgrade;

import io.lockstep.chain.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/// Keeps an inventory for the clean-up's list. It is taken on a thread of its own, since a host may
/// be slow to count, and again after something changed or some time passed. Safe on any thread.
final class StockTaking {
    private static final Duration FRESH = Duration.ofMinutes(2);

    private final Supplier<Inventory> taking;
    private final Clock clock;
    private final Runnable taken;
    private Optional<Inventory> newest = Optional.empty();
    private Instant due = Instant.MIN;
    private boolean underWay;
    private boolean wanted;

    /// @param taken runs once there is a new inventory
    StockTaking(Supplier<Inventory> taking, Clock clock, Runnable taken) {
        this.taking = taking;
        this.clock = clock;
        this.taken = taken;
    }

    /// Somebody looks at the list whatever the plan says.
    synchronized void wanted() {
        wanted = true;
        due = Instant.MIN;
    }

    synchronized boolean isWanted() {
        return wanted;
    }

    synchronized void changed() {
        due = Instant.MIN;
    }

    /// The newest there is, while a newer one is taken where it is due; empty before the first.
    synchronized Optional<Inventory> now() {
        if (!underWay && !clock.instant().isBefore(due)) {
            underWay = true;
            due = clock.instant().plus(FRESH);
            Thread _ = Thread.ofVirtual().name("inventory").start(this::take);
        }
        return newest;
    }

    private void take() {
        var found = Optional.<Inventory>empty();
        try {
            found = Optional.of(taking.get());
        } catch (ProblemException e) {
            System.getLogger(StockTaking.class.getName())
                    .log(System.Logger.Level.WARNING, "no inventory: " + e.problem().what());
        } finally {
            ended(found);
        }
        taken.run();
    }

    private synchronized void ended(Optional<Inventory> found) {
        underWay = false;
        newest = found.or(() -> newest);
    }
}
