package io.lockstep.app.ui.overview;

import io.lockstep.app.nodes.Epoch;
import io.lockstep.app.nodes.NodesView;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.ui.text.Figures;
import io.lockstep.app.ui.text.Texts;
import io.lockstep.app.ui.upgrade.Stage;
import io.lockstep.app.upgrade.Plan;
import io.lockstep.app.upgrade.Step;
import io.lockstep.app.upgrade.StepName;
import io.lockstep.chain.follow.ChainView;
import io.lockstep.chain.follow.Head;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The way to the upgrade height on one line. Preparations stand in their order; between now and
/// the cutover the line is true to blocks.
///
/// @param now where we are, as a share of the line
/// @param poc the proof-of-compute window that still lies ahead of the cutover
record TimelineFacts(List<Mark> marks, double now, Optional<Window> poc) {
    static final double CUTOVER = 0.87;
    static final double SWITCHED = 0.62;
    static final double CLEAN_UP = 0.95;
    private static final double FIRST = 0.05;
    private static final double STEP = 0.13;
    private static final List<StepName> PREPARATIONS =
            List.of(StepName.KNOW_THE_PLAN, StepName.PULL, StepName.CANDIDATE, StepName.ARM);

    enum Kind {
        DONE,
        OPEN,
        CUTOVER
    }

    /// @param above the height, where the mark has one
    record Mark(String label, String above, double at, Kind kind) {}

    record Window(double from, double to, String label) {}

    static TimelineFacts of(Plan plan, Snapshot snapshot, Texts texts, Figures figures) {
        var over = done(plan, StepName.CUTOVER);
        var ready = PREPARATIONS.stream().filter(name -> done(plan, name)).toList();
        var now = over ? between(SWITCHED, CLEAN_UP) : before(plan, snapshot, ready.size());
        var cutover = over ? SWITCHED : CUTOVER;
        List<Mark> marks = new ArrayList<>();
        for (var i = 0; i < ready.size(); i++) {
            marks.add(mark(texts, ready.get(i), FIRST + STEP * i, Kind.DONE));
        }
        var open = PREPARATIONS.stream().filter(name -> !done(plan, name)).toList();
        for (var i = 0; i < open.size() && !over; i++) {
            var step = (cutover - now) / (open.size() + 1);
            marks.add(mark(texts, open.get(i), now + step * (i + 1), Kind.OPEN));
        }
        var height = plan.goal().upgrade().height();
        marks.add(
                new Mark(
                        texts.of("overview.mark", StepName.CUTOVER),
                        figures.whole(height),
                        cutover,
                        Kind.CUTOVER));
        marks.add(mark(texts, StepName.CLEAN_UP, CLEAN_UP, Kind.OPEN));
        return new TimelineFacts(
                List.copyOf(marks),
                now,
                over ? Optional.empty() : poc(snapshot, height, now, texts, figures));
    }

    /// Before the cutover is over; from its beginning on that is the cutover's own place.
    private static double before(Plan plan, Snapshot snapshot, int ready) {
        var reached =
                snapshot.chain()
                        .latest()
                        .flatMap(ChainView::head)
                        .filter(head -> head.appliedHeight() >= plan.goal().upgrade().height());
        return reached.isPresent() || Stage.of(snapshot) instanceof Stage.UnderWay
                ? CUTOVER
                : FIRST + STEP * (ready - 0.1);
    }

    private static double between(double from, double to) {
        return (from + to) / 2;
    }

    private static Mark mark(Texts texts, StepName name, double at, Kind kind) {
        return new Mark(texts.of("overview.mark", name), "", at, kind);
    }

    private static boolean done(Plan plan, StepName name) {
        return plan.steps().stream().filter(step -> step.name() == name).anyMatch(Step::done);
    }

    private static Optional<Window> poc(
            Snapshot snapshot, long height, double now, Texts texts, Figures figures) {
        var head = snapshot.chain().latest().flatMap(ChainView::head).map(Head::appliedHeight);
        return head.flatMap(applied ->
                snapshot.nodes()
                        .latest()
                        .flatMap(NodesView::epoch)
                        .flatMap(epoch -> ahead(epoch, applied))
                        .filter(span -> span.start() < height && applied < height)
                        .map(span -> {
                            var scale = (CUTOVER - now) / (height - applied);
                            var from = now + Math.max(0, span.start() - applied) * scale;
                            var to = now + Math.min(height, span.end()) * scale - applied * scale;
                            return new Window(
                                    from,
                                    Math.max(to, from + 0.01),
                                    texts.get(
                                            "overview.poc",
                                            figures.span(span.start(), span.end())));
                        }));
    }

    /// The window that is open or comes next.
    static Optional<Span> ahead(Epoch epoch, long applied) {
        if (epoch.pocEnd() > applied) {
            return Optional.of(new Span(epoch.pocStart(), epoch.pocEnd()));
        }
        var length = epoch.pocEnd() - epoch.pocStart();
        return epoch.nextPocStart() > 0 && epoch.nextPocStart() + length > applied
                ? Optional.of(new Span(epoch.nextPocStart(), epoch.nextPocStart() + length))
                : Optional.empty();
    }

    /// First and last block of a window.
    record Span(long start, long end) {}
}
