package io.lockstep.app.observe;

import io.lockstep.app.chronicle.ChainEvent;
import io.lockstep.app.chronicle.Chronicle;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.snapshot.Store;
import io.lockstep.chain.follow.ChainView;
import io.lockstep.chain.follow.Head;
import io.lockstep.chain.governance.ProposalEvent;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.upgrade.ScheduleChanges;
import io.lockstep.chain.upgrade.UpgradeView;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Writes down what changed on the chain, and shows the newest of it. What changed while nobody
/// looked is told apart from the schedule of the last start.
///
/// Without an agreed head nothing is recorded: the height and the chain it belongs to are unknown.
final class Recorder {
    private static final int SHOWN = 200;

    private final Store store;
    private final Optional<Chronicle> chronicle;
    private final Clock clock;
    private final List<ProposalEvent> waiting = new ArrayList<>();
    private List<ChainEvent> told = List.of();
    private Optional<UpgradeView> before = Optional.empty();
    private Optional<String> chain = Optional.empty();

    Recorder(Store store, Optional<Chronicle> chronicle, Clock clock) {
        this.store = store;
        this.chronicle = chronicle;
        this.clock = clock;
    }

    /// Hears a reading of the schedule and the snapshot that it was read beside.
    synchronized void schedule(UpgradeView now, Snapshot beside) {
        head(beside)
                .ifPresent(head -> {
                    begin(head.chainId());
                    var changed =
                            before.map(old ->
                                            ScheduleChanges.between(old, now, head.appliedHeight()))
                                    .orElse(List.of());
                    if (before.isEmpty() || !before.get().scheduled().equals(now.scheduled())) {
                        quietly(kept -> kept.schedule(head.chainId(), now.scheduled()));
                    }
                    before = Optional.of(now);
                    tell(
                            head.chainId(),
                            changed.stream()
                                    .map(event ->
                                            ChainEvent.of(
                                                    event, clock.instant(), head.appliedHeight()))
                                    .toList());
                });
    }

    synchronized void proposals(List<ProposalEvent> events, Snapshot beside) {
        waiting.addAll(events);
        head(beside)
                .ifPresent(head -> {
                    begin(head.chainId());
                    tell(
                            head.chainId(),
                            waiting.stream()
                                    .map(event ->
                                            ChainEvent.of(
                                                    event, clock.instant(), head.appliedHeight()))
                                    .toList());
                    waiting.clear();
                });
    }

    private static Optional<Head> head(Snapshot snapshot) {
        return snapshot.chain().latest().flatMap(ChainView::head);
    }

    /// Recalls that chain's past, once.
    private void begin(String chainId) {
        if (chain.filter(chainId::equals).isPresent()) {
            return;
        }
        chain = Optional.of(chainId);
        told = List.of();
        before = Optional.empty();
        quietly(kept -> {
            told = kept.newest(chainId, SHOWN);
            before = kept.schedule(chainId).map(Recorder::view);
        });
        show();
    }

    private void tell(String chainId, List<ChainEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        quietly(kept -> kept.happened(chainId, events));
        List<ChainEvent> all = new ArrayList<>(events.reversed());
        all.addAll(told);
        told = List.copyOf(all.subList(0, Math.min(SHOWN, all.size())));
        show();
    }

    private void show() {
        var shown = told;
        store.update(snapshot ->
                snapshot.withOwn(
                        clock.instant(), new Snapshot.Own(snapshot.own().accounts(), shown)));
    }

    private static UpgradeView view(List<io.lockstep.chain.upgrade.ScheduledUpgrade> scheduled) {
        return new UpgradeView(
                io.lockstep.chain.upgrade.Generation.R0, Optional.empty(), scheduled);
    }

    private void quietly(java.util.function.Consumer<Chronicle> work) {
        try {
            chronicle.ifPresent(work);
        } catch (ProblemException e) {
            System.getLogger(Recorder.class.getName())
                    .log(System.Logger.Level.WARNING, "changes of the chain are not kept", e);
        }
    }
}
