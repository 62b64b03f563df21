package io.lockstep.app.ui;

import io.lockstep.app.containers.watch.HostSight;
import io.lockstep.app.snapshot.Reading;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.ui.overview.ProposalRows;
import io.lockstep.app.ui.parts.Moment;
import io.lockstep.app.ui.parts.Place;
import io.lockstep.app.ui.parts.Tone;
import io.lockstep.app.ui.text.Figures;
import io.lockstep.app.ui.text.Texts;
import io.lockstep.app.ui.upgrade.Stage;
import io.lockstep.app.upgrade.Plan;
import io.lockstep.app.upgrade.StepState;
import io.lockstep.chain.follow.ChainView;
import io.lockstep.chain.follow.Head;
import io.lockstep.chain.governance.ProposalStatus;
import java.util.Map;
import java.util.Optional;

/// What the frame says whichever view is open.
///
/// @param beat the height as a number, for the pulse; -1 while unknown
/// @param badges how many things in a view need the operator
record FrameFacts(
        Item network,
        Item height,
        long beat,
        Item pace,
        Item rpcs,
        Item hosts,
        Pill pill,
        String journal,
        String engine,
        String clock,
        Map<Place, Integer> badges) {

    record Item(String text, Tone tone) {}

    /// @param kind names the look
    record Pill(Kind kind, String text) {
        enum Kind {
            NONE,
            SCHEDULED,
            ARMED,
            UNDER_WAY,
            FELL_BACK,
            SERVING
        }
    }

    static FrameFacts of(Moment moment, Texts texts, Figures figures) {
        return new Builder(moment, texts, figures).build();
    }

    private record Builder(Moment moment, Texts texts, Figures figures) {

        FrameFacts build() {
            var snapshot = moment.snapshot();
            var head = snapshot.chain().latest().flatMap(ChainView::head);
            var tone = snapshot.chain() instanceof Reading.Live ? Tone.PLAIN : Tone.LOOK;
            return new FrameFacts(
                    network(head, snapshot.rehearsal()),
                    item(head.map(Head::appliedHeight).map(figures::whole), tone),
                    head.map(Head::appliedHeight).orElse(-1L),
                    item(head.flatMap(Head::pace).map(pace -> figures.seconds(pace.mean())), tone),
                    rpcs(snapshot.chain()),
                    hosts(snapshot),
                    pill(Stage.of(snapshot)),
                    journal(),
                    engine(snapshot),
                    figures.clock(moment.now()),
                    Map.of(
                            Place.GOVERNANCE,
                            voting(snapshot),
                            Place.UPGRADE,
                            snapshot.plan().filter(plan -> waitsForUs(plan)).isPresent() ? 1 : 0));
        }

        private Item network(Optional<Head> head, boolean rehearsal) {
            return item(
                    head.map(Head::chainId)
                            .map(id -> rehearsal ? texts.get("frame.rehearsal") : id),
                    Tone.PLAIN);
        }

        private Item item(Optional<String> text, Tone tone) {
            return text.map(known -> new Item(known, tone))
                    .orElseGet(() -> new Item(texts.get("state.unknown"), Tone.MUTED));
        }

        private Item rpcs(Reading<ChainView> chain) {
            var view = chain.latest();
            if (view.isEmpty()) {
                return item(Optional.empty(), Tone.MUTED);
            }
            int all = view.get().rpcs().size();
            int agreeing = view.get().head().map(Head::agreeing).orElse(0);
            var good = agreeing == all && chain instanceof Reading.Live;
            return new Item(texts.get("frame.agree", agreeing, all), good ? Tone.PLAIN : Tone.LOOK);
        }

        /// Of several hosts how many are live; one that only upgrades are done on may be the only
        /// one.
        private Item hosts(Snapshot snapshot) {
            var fleet = snapshot.fleet();
            var up = fleet.stream().filter(HostSight::up).count();
            if (fleet.size() > 1) {
                var all = figures.whole(fleet.size());
                return up == fleet.size()
                        ? new Item(all, Tone.PLAIN)
                        : new Item(texts.get("frame.hostsLive", figures.whole(up), all), Tone.LOOK);
            }
            return switch (snapshot.containers()) {
                case Reading.Live<?> _ -> new Item("1", Tone.PLAIN);
                case Reading.Pending<?> _ -> item(Optional.empty(), Tone.MUTED);
                case Reading.Stale<?> _, Reading.Failed<?> _ ->
                        new Item(texts.get("frame.hostAway"), Tone.LOOK);
            };
        }

        private Pill pill(Stage stage) {
            return switch (stage) {
                case Stage.Unknown _ -> new Pill(Pill.Kind.NONE, texts.get("frame.pill.UNKNOWN"));
                case Stage.Quiet _ -> new Pill(Pill.Kind.NONE, texts.get("frame.pill.NONE"));
                case Stage.Coming(var plan, var armed) ->
                        pill(armed.isPresent() ? Pill.Kind.ARMED : Pill.Kind.SCHEDULED, plan);
                case Stage.UnderWay(var plan, _) -> pill(Pill.Kind.UNDER_WAY, plan);
                case Stage.FellBack(var plan, _) -> pill(Pill.Kind.FELL_BACK, plan);
                case Stage.After(var plan, _) -> pill(Pill.Kind.SERVING, plan);
            };
        }

        private Pill pill(Pill.Kind kind, Plan plan) {
            var upgrade = plan.goal().upgrade();
            return new Pill(
                    kind,
                    texts.of(
                            "frame.pill",
                            kind,
                            upgrade.version(),
                            figures.whole(upgrade.height())));
        }

        private String journal() {
            return moment.snapshot().journal().stream()
                    .findFirst()
                    .map(entry ->
                            texts.get(
                                    "frame.journal",
                                    figures.sentence(entry.text()),
                                    figures.second(entry.at()),
                                    figures.whole(entry.number())))
                    .orElseGet(() -> texts.get("frame.noJournal"));
        }

        private String engine(Snapshot snapshot) {
            return switch (snapshot.proxy()) {
                case Reading.Live(var engine, _, _) ->
                        texts.get(
                                "frame.engine",
                                engine.version(),
                                figures.whole(engine.generation()));
                case Reading.Stale(var engine, _, _, _) ->
                        texts.get("frame.engineAway", figures.whole(engine.generation()));
                case Reading.Pending<?> _, Reading.Failed<?> _ -> texts.get("frame.noEngine");
            };
        }

        private static int voting(Snapshot snapshot) {
            return (int)
                    snapshot.proposals().latest().stream()
                            .flatMap(list -> list.stream())
                            .filter(one -> one.status() == ProposalStatus.VOTING_PERIOD)
                            .filter(one ->
                                    snapshot.own().accounts().isEmpty()
                                            || ProposalRows.missing(one, snapshot))
                            .count();
        }

        private boolean waitsForUs(Plan plan) {
            return plan.current()
                    .filter(step ->
                            step.state() instanceof StepState.Refused
                                    || (step.state() instanceof StepState.Ready
                                            && !moment.snapshot().upgrade().automatic()))
                    .isPresent();
        }
    }
}
