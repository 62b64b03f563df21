package io.lockstep.app.upgrade;

import io.lockstep.app.snapshot.Snapshot;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/// Makes the clean-up's list of what is known at a moment, and sees to it that sizes and inventory
/// get known. Safe on any thread; only [#counted] blocks.
final class CleanUpListing {
    private final Planner planner;
    private final ActBook acts;
    private final Decisions decisions;
    private final Runnable learnt;
    private final StockTaking stock;
    private final Map<String, OptionalLong> freed = new ConcurrentHashMap<>();

    /// @param learnt runs once a list would say more than the last one
    CleanUpListing(
            Planner planner, ActBook acts, Decisions decisions, Clock clock, Runnable learnt) {
        this.planner = planner;
        this.acts = acts;
        this.decisions = decisions;
        this.learnt = learnt;
        this.stock = new StockTaking(acts::inventory, clock, learnt);
    }

    /// Somebody looks at the list whatever the plan says.
    void wanted() {
        stock.wanted();
    }

    /// What was counted counts no more.
    void changed() {
        stock.changed();
    }

    /// Counts the host anew; blocks.
    CleanUpList counted(Snapshot snapshot) {
        return planner.leftovers(snapshot, acts.inventory(), decisions.now(), this::freed);
    }

    /// Empty while neither the plan nor anybody asks for one.
    Optional<CleanUpList> shown(Optional<Plan> plan, Snapshot snapshot) {
        var listed =
                plan.flatMap(known ->
                        planner.cleanUp(
                                snapshot,
                                known.goal(),
                                decisions.now(),
                                _ -> OptionalLong.empty()));
        if (listed.isEmpty() && !stock.isWanted()) {
            return Optional.empty();
        }
        return stock.now()
                .map(found -> planner.leftovers(snapshot, found, decisions.now(), this::freed))
                .or(() -> listed.map(CleanUpList::uncounted));
    }

    /// Asks once for each image, on a thread of its own: the host may be slow.
    private OptionalLong freed(String imageId) {
        var known = freed.putIfAbsent(imageId, OptionalLong.empty());
        if (known != null) {
            return known;
        }
        Thread _ =
                Thread.ofVirtual()
                        .name("size of " + imageId)
                        .start(() -> {
                            freed.put(imageId, acts.bytesFreed(imageId));
                            learnt.run();
                        });
        return OptionalLong.empty();
    }
}
