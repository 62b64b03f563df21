package io.lockstep.app.session;

import io.lockstep.app.observe.Observers;
import io.lockstep.app.observe.Sources;
import io.lockstep.app.proxy.EngineLink;
import io.lockstep.app.settings.Settings;
import io.lockstep.app.snapshot.Reading;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.snapshot.Source;
import io.lockstep.app.snapshot.Store;
import io.lockstep.chain.follow.ChainView;
import io.lockstep.chain.follow.Head;
import io.lockstep.chain.governance.GovernanceView;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Observes without planning or acting: no lock, no journal, no file is written.
public final class Look implements AutoCloseable {
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private final Store store;
    private final HostLink hosts;
    private final EngineLink engine;
    private final Observers observers;

    Look(Settings settings, Parts parts, Clock clock) {
        store = new Store(Snapshot.empty(clock.instant(), false));
        hosts = new HostLink(() -> parts.hosts().apply(settings.docker()));
        engine = new EngineLink(settings.engine(), hosts, parts.sockets(), parts.engines());
        observers =
                Observers.start(
                        store,
                        Sources.ofThisMachine(settings, hosts, engine, Optional.empty()),
                        clock);
    }

    /// The first snapshot in which every source has answered or failed; at the deadline whatever is
    /// known by then.
    public Snapshot once(Duration deadline) throws InterruptedException {
        var all = new CountDownLatch(1);
        try (var _ =
                store.subscribe(snapshot -> {
                    if (answered(snapshot)) {
                        all.countDown();
                    }
                })) {
            if (all.await(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
                settle();
            }
        }
        return store.current();
    }

    /// What depends on another part is read again, now that the other is known: the schedule holds
    /// proposals and knows a halt by the height, MLNodes are asked through the engine, the API
    /// node's generation is told by the chain, too, the load of the host is the share since its
    /// reading before.
    private void settle() throws InterruptedException {
        var again = EnumSet.of(Source.HOST);
        if (store.current().upgrades().live().isPresent()) {
            again.add(Source.UPGRADES);
            again.add(Source.NODES);
        }
        if (store.current().proxy().live().isPresent()) {
            again.add(Source.NODES);
        }
        observers.reread(again);
        awaitPace();
    }

    /// A moment more for the pace, without which no moment can be named.
    private void awaitPace() throws InterruptedException {
        var paced = new CountDownLatch(1);
        try (var _ =
                store.subscribe(snapshot -> {
                    if (paced(snapshot)) {
                        paced.countDown();
                    }
                })) {
            var _ = paced.await(A_MOMENT.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static boolean paced(Snapshot snapshot) {
        var head = snapshot.chain().latest().flatMap(ChainView::head);
        return head.isEmpty() || head.flatMap(Head::pace).isPresent();
    }

    public Snapshot again(Duration pause) throws InterruptedException {
        Thread.sleep(pause);
        return store.current();
    }

    @Override
    public void close() {
        observers.close();
        engine.close();
        hosts.close();
    }

    private static boolean answered(Snapshot snapshot) {
        return Stream.of(
                                snapshot.governance(),
                                snapshot.upgrades(),
                                snapshot.containers(),
                                snapshot.gpus(),
                                snapshot.host(),
                                snapshot.proxy(),
                                snapshot.nodes(),
                                snapshot.chain())
                        .noneMatch(reading -> reading instanceof Reading.Pending<?>)
                && snapshot.governance().latest().map(GovernanceView::complete).orElse(true)
                && snapshot.chain().latest().map(Look::judged).orElse(true);
    }

    /// Agreement is told at once, disagreement only when every node has spoken.
    private static boolean judged(ChainView view) {
        return view.head().isPresent()
                || view.rpcs().stream()
                        .allMatch(rpc -> rpc.status().isPresent() || rpc.problem().isPresent());
    }
}
