package io.lockstep.app.ui.overview;

import io.lockstep.app.nodes.NodesView;
import io.lockstep.app.snapshot.Reading;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.ui.parts.Moment;
import io.lockstep.app.ui.parts.Place;
import io.lockstep.app.ui.parts.Row;
import io.lockstep.app.ui.parts.Sign;
import io.lockstep.app.ui.text.Figures;
import io.lockstep.app.ui.text.Texts;
import io.lockstep.app.ui.upgrade.Stage;
import io.lockstep.app.upgrade.Plan;
import io.lockstep.app.upgrade.Step;
import io.lockstep.app.upgrade.StepName;
import io.lockstep.app.upgrade.StepState;
import io.lockstep.chain.follow.ChainView;
import io.lockstep.chain.follow.Head;
import io.lockstep.engine.cutover.CutoverRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the operator has to do, as one sentence, its evidence and at most one act.
///
/// @param disarm whether an armed cutover may be taken back
public record NextFacts(
        String sentence, String why, List<Row> evidence, Optional<Act> act, boolean disarm) {

    /// What the button does, and what it is called.
    public sealed interface Act {
        String label();

        record CarryOut(StepName step, String label) implements Act {}

        record Open(Place place, String label) implements Act {}
    }

    static NextFacts of(Moment moment, Texts texts, Figures figures) {
        return new Builder(moment, texts, figures).build(Stage.of(moment.snapshot()));
    }

    private record Builder(Moment moment, Texts texts, Figures figures) {

        NextFacts build(Stage stage) {
            return switch (stage) {
                case Stage.Unknown _ -> unknown();
                case Stage.Quiet _ -> say("quiet", List.of(), Optional.empty());
                case Stage.Coming(var plan, var armed) ->
                        armed.isPresent() ? sleep(plan) : step(plan);
                case Stage.UnderWay(_, var cutover) ->
                        say("underWay", phases(cutover), Optional.of(open("watch")));
                case Stage.FellBack(var plan, var cutover) -> fellBack(plan, cutover);
                case Stage.After(var plan, var cutover) -> after(plan, cutover);
            };
        }

        private NextFacts unknown() {
            var problem = moment.snapshot().chain().trouble();
            return problem.map(known ->
                            new NextFacts(
                                    known.what(),
                                    known.stands() + " " + known.remedy(),
                                    List.of(),
                                    Optional.of(
                                            new Act.Open(
                                                    Place.SETTINGS,
                                                    texts.get("overview.openSettings"))),
                                    false))
                    .orElseGet(() -> say("loading", List.of(), Optional.empty()));
        }

        private NextFacts say(String key, List<Row> evidence, Optional<Act> act) {
            return new NextFacts(
                    texts.get("overview.next." + key),
                    texts.get("overview.why." + key),
                    evidence,
                    act,
                    false);
        }

        private Act open(String label) {
            return new Act.Open(Place.UPGRADE, texts.get("overview.open." + label));
        }

        private NextFacts sleep(Plan plan) {
            return new NextFacts(
                    texts.get("overview.next.armed"),
                    texts.get("overview.why.armed"),
                    evidence(plan),
                    Optional.of(open("upgrade")),
                    true);
        }

        private NextFacts step(Plan plan) {
            var current = plan.current();
            if (current.isEmpty()) {
                return say("quiet", List.of(), Optional.empty());
            }
            var name = current.get().name();
            return switch (current.get().state()) {
                case StepState.Ready(var act) -> ready(plan, name, act);
                case StepState.Waiting(var on) ->
                        new NextFacts(
                                texts.of("overview.doing", name, version(plan)),
                                sentence(on),
                                evidence(plan),
                                Optional.of(open("upgrade")),
                                false);
                case StepState.Refused(var reason) ->
                        new NextFacts(
                                figures.spaced(reason.what()),
                                figures.spaced(reason.stands() + " " + reason.remedy()),
                                evidence(plan),
                                Optional.of(open("upgrade")),
                                false);
                case StepState.Done _ -> say("quiet", List.of(), Optional.empty());
            };
        }

        private NextFacts ready(Plan plan, StepName name, String act) {
            var automatic = moment.snapshot().upgrade().automatic();
            Act button =
                    automatic || name == StepName.CLEAN_UP
                            ? open(name == StepName.CLEAN_UP ? "cleanUp" : "upgrade")
                            : new Act.CarryOut(name, texts.of("upgrade.act", name, version(plan)));
            return new NextFacts(
                    texts.of("overview.ready", name, version(plan), height(plan)),
                    automatic
                            ? texts.get("overview.automatic", figures.spaced(act))
                            : texts.of("overview.consequence", name, plan.goal().incumbent()),
                    evidence(plan),
                    Optional.of(button),
                    false);
        }

        private NextFacts fellBack(Plan plan, CutoverRecord cutover) {
            var problem = cutover.problem();
            return new NextFacts(
                    texts.get("overview.next.fellBack", plan.goal().incumbent()),
                    problem.map(known -> figures.spaced(known.sentence()))
                            .orElseGet(() -> texts.get("overview.why.fellBack")),
                    phases(cutover),
                    Optional.of(open("upgrade")),
                    false);
        }

        private NextFacts after(Plan plan, CutoverRecord cutover) {
            var current = plan.current().map(Step::name).orElse(StepName.CLEAN_UP);
            var ready = plan.current().filter(step -> step.state() instanceof StepState.Ready);
            var why =
                    plan.current()
                            .filter(step -> step.state() instanceof StepState.Waiting)
                            .map(step -> sentence(((StepState.Waiting) step.state()).on()))
                            .orElseGet(
                                    () -> texts.get("overview.why.after", plan.goal().incumbent()));
            return new NextFacts(
                    ready.isPresent()
                            ? texts.of("overview.ready", current, version(plan), height(plan))
                            : texts.get("overview.next.after", version(plan)),
                    why,
                    results(cutover),
                    Optional.of(open(ready.isPresent() ? "cleanUp" : "upgrade")),
                    false);
        }

        List<Row> results(CutoverRecord cutover) {
            return Results.of(cutover, texts, figures);
        }

        private List<Row> phases(CutoverRecord cutover) {
            List<Row> rows = new ArrayList<>();
            for (var entry : cutover.log()) {
                var last = entry.equals(cutover.log().getLast());
                rows.add(
                        Row.evidence(
                                last ? Sign.RUNNING : Sign.PROVEN,
                                texts.of("overview.phase", entry.phase()),
                                figures.second(entry.at())));
            }
            return List.copyOf(rows);
        }

        private List<Row> evidence(Plan plan) {
            var snapshot = moment.snapshot();
            List<Row> rows = new ArrayList<>();
            rows.add(heights(snapshot));
            rows.add(engine(snapshot));
            rows.add(candidate(snapshot, plan));
            poc(snapshot, plan).ifPresent(rows::add);
            return List.copyOf(rows);
        }

        private Row heights(Snapshot snapshot) {
            var view = snapshot.chain().latest();
            int all = view.map(chain -> chain.rpcs().size()).orElse(0);
            int agreeing = view.flatMap(ChainView::head).map(Head::agreeing).orElse(0);
            var good = agreeing == all && snapshot.chain().live().isPresent();
            return Row.evidence(
                    good ? Sign.PROVEN : Sign.LOOK,
                    texts.get("overview.evidence.heights", agreeing, all),
                    age(snapshot.chain()));
        }

        private Row engine(Snapshot snapshot) {
            var live = snapshot.proxy() instanceof Reading.Live;
            return Row.evidence(
                    live ? Sign.PROVEN : Sign.OPEN,
                    texts.get(live ? "overview.evidence.engine" : "overview.evidence.noEngine"),
                    age(snapshot.proxy()));
        }

        private Row candidate(Snapshot snapshot, Plan plan) {
            var answers =
                    snapshot.nodes().live().stream()
                            .flatMap(nodes -> nodes.mlNodes().stream())
                            .filter(node -> node.version().equals(version(plan)))
                            .anyMatch(node -> node.state().isPresent());
            return Row.evidence(
                    answers ? Sign.PROVEN : Sign.OPEN,
                    texts.get(
                            answers
                                    ? "overview.evidence.candidate"
                                    : "overview.evidence.noCandidate"),
                    answers ? age(snapshot.nodes()) : "");
        }

        private Optional<Row> poc(Snapshot snapshot, Plan plan) {
            var applied =
                    snapshot.chain().latest().flatMap(ChainView::head).map(Head::appliedHeight);
            var span =
                    applied.flatMap(height ->
                            snapshot.nodes()
                                    .latest()
                                    .flatMap(NodesView::epoch)
                                    .flatMap(epoch -> TimelineFacts.ahead(epoch, height)));
            return span.map(window -> {
                var height = plan.goal().upgrade().height();
                var inside = height >= window.start() && height <= window.end();
                var left = window.start() - applied.orElse(0L);
                return Row.evidence(
                        height < window.start() ? Sign.PROVEN : Sign.LOOK,
                        left > 0
                                ? texts.get("overview.evidence.poc", figures.whole(left))
                                : texts.get("overview.evidence.pocNow"),
                        texts.get(
                                inside
                                        ? "overview.evidence.inside"
                                        : height > window.end()
                                                ? "overview.evidence.after"
                                                : "overview.evidence.before"));
            });
        }

        private String age(Reading<?> reading) {
            return switch (reading) {
                case Reading.Live<?>(_, var at, _) -> ago(at);
                case Reading.Stale<?>(_, var at, _, _) -> ago(at);
                case Reading.Pending<?> _, Reading.Failed<?> _ -> texts.get("state.unknown");
            };
        }

        private String ago(Instant at) {
            return texts.get("state.ago", figures.duration(Duration.between(at, moment.now())));
        }

        private String sentence(String words) {
            return figures.sentence(words + ".");
        }

        private static String version(Plan plan) {
            return plan.goal().upgrade().version();
        }

        private String height(Plan plan) {
            return figures.whole(plan.goal().upgrade().height());
        }
    }
}
