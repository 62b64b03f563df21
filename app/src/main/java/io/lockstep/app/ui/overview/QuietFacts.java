package io.lockstep.app.ui.overview;

import io.lockstep.app.nodes.NodesView;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.ui.parts.Cell;
import io.lockstep.app.ui.parts.Moment;
import io.lockstep.app.ui.parts.Row;
import io.lockstep.app.ui.parts.Sign;
import io.lockstep.app.ui.text.Figures;
import io.lockstep.app.ui.text.Texts;
import io.lockstep.chain.follow.ChainView;
import io.lockstep.chain.follow.Head;
import io.lockstep.chain.governance.ProposalStatus;
import io.lockstep.chain.problem.Problem;
import io.lockstep.engine.control.EngineStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What there is to say while no upgrade is decided.
///
/// @param needs what the operator should look at, most pressing first
public record QuietFacts(
        String head, String sentence, List<Row> since, List<Row> needs, List<String> notices) {

    static QuietFacts of(Moment moment, Texts texts, Figures figures) {
        var snapshot = moment.snapshot();
        var troubles = troubles(snapshot);
        var needs = new ArrayList<Row>();
        var rows = new ProposalRows(texts, figures);
        snapshot.proposals().latest().stream()
                .flatMap(list -> list.stream())
                .filter(one -> one.status() == ProposalStatus.VOTING_PERIOD)
                .forEach(one ->
                        needs.add(
                                Row.of(
                                                Cell.signed(
                                                        Sign.NONE,
                                                        texts.get(
                                                                "overview.needsProposal",
                                                                figures.whole(one.id()),
                                                                rows.effect(one))),
                                                Cell.muted(rows.status(one, moment)))
                                        .named("needs-proposal-" + one.id())));
        return new QuietFacts(
                texts.get(troubles.isEmpty() ? "overview.quiet" : "overview.quietBut"),
                sentence(moment, texts, figures),
                snapshot.proxy()
                        .latest()
                        .flatMap(EngineStatus::cutover)
                        .map(cutover -> Results.of(cutover, texts, figures))
                        .orElse(List.of()),
                List.copyOf(needs),
                troubles.stream().map(problem -> problem.what() + " " + problem.remedy()).toList());
    }

    /// What stands in the way of a whole picture; a machine without a GPU driver is none of it.
    static List<Problem> troubles(Snapshot snapshot) {
        return Stream.of(
                        snapshot.chain().trouble(),
                        snapshot.proposals().trouble(),
                        snapshot.upgrades().trouble(),
                        snapshot.containers().trouble(),
                        snapshot.proxy().trouble(),
                        snapshot.nodes().trouble(),
                        snapshot.chain().latest().flatMap(ChainView::problem))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    private static String sentence(Moment moment, Texts texts, Figures figures) {
        var snapshot = moment.snapshot();
        List<String> parts = new ArrayList<>();
        snapshot.proxy()
                .latest()
                .flatMap(EngineStatus::defaultUpstream)
                .ifPresent(version -> parts.add(texts.get("overview.serves", version)));
        parts.add(texts.get("overview.nothingScheduled"));
        var head = snapshot.chain().latest().flatMap(ChainView::head);
        head.flatMap(known ->
                        snapshot.nodes()
                                .latest()
                                .flatMap(NodesView::epoch)
                                .flatMap(epoch -> TimelineFacts.ahead(epoch, known.appliedHeight()))
                                .map(span -> poc(known, span.start(), texts, figures)))
                .ifPresent(parts::add);
        return String.join(" ", parts);
    }

    private static String poc(Head head, long start, Texts texts, Figures figures) {
        var left = start - head.appliedHeight();
        if (left <= 0) {
            return texts.get("overview.pocNow");
        }
        return head.pace()
                .map(pace ->
                        texts.get(
                                "overview.nextPocAbout",
                                figures.whole(left),
                                figures.duration(pace.mean().multipliedBy(left))))
                .orElseGet(() -> texts.get("overview.nextPoc", figures.whole(left)));
    }
}
