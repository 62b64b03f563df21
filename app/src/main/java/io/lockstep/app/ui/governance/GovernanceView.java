package io.lockstep.app.ui.governance;

import io.lockstep.app.ui.overview.ProposalRows;
import io.lockstep.app.ui.parts.Bar;
import io.lockstep.app.ui.parts.Cell;
import io.lockstep.app.ui.parts.Column;
import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Freshness;
import io.lockstep.app.ui.parts.Moment;
import io.lockstep.app.ui.parts.Panel;
import io.lockstep.app.ui.parts.Paragraph;
import io.lockstep.app.ui.parts.Row;
import io.lockstep.app.ui.parts.Scrolled;
import io.lockstep.app.ui.parts.Sheet;
import io.lockstep.app.ui.parts.Split;
import io.lockstep.app.ui.parts.View;
import io.lockstep.chain.governance.Proposal;
import io.lockstep.chain.governance.Tally;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// All proposals and, beside them, one in full.
public final class GovernanceView implements View {
    private final Deck deck;
    private final Map<Long, ProposalCard> cards = new HashMap<>();
    private final VBox list = new VBox();
    private final Paragraph none = new Paragraph("remark");
    private final Panel listPanel;
    private final Label title = new Label();
    private final Paragraph summary = new Paragraph("tone-muted");
    private final Bar bar = new Bar();
    private final Sheet tally =
            new Sheet(Column.grow(1), Column.fixed(180).toTheRight(), Column.fixed(72).toTheRight())
                    .named("tally");
    private final Paragraph rule = new Paragraph("remark");
    private final Sheet dates = new Sheet(Column.fixed(130), Column.grow(1)).named("dates");
    private final VBox detail;
    private final Parent root;
    private Optional<Long> chosen = Optional.empty();
    private Optional<Moment> shown = Optional.empty();

    public GovernanceView(Deck deck) {
        this.deck = deck;
        var texts = deck.texts();
        list.getStyleClass().add("proposal-list");
        list.setId("governance-list");
        listPanel = new Panel(texts.get("governance.title"), list, none);
        title.getStyleClass().add("step-heading");
        title.setId("proposal-heading");
        title.setWrapText(true);
        bar.getStyleClass().add("tall-bar");
        detail = new VBox(title, summary, bar, tally, rule, dates);
        detail.getStyleClass().addAll("panel", "step-panel");
        var split = new Split(940, new double[] {1.1, 1}, listPanel, detail);
        VBox.setVgrow(split, Priority.ALWAYS);
        var page = new VBox(split);
        page.getStyleClass().add("page");
        root = Scrolled.of(page);
        root.setId("view-governance");
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void render(Moment moment) {
        shown = Optional.of(moment);
        var reading = moment.snapshot().proposals();
        var proposals = reading.latest().orElse(List.of());
        listPanel.freshness(Freshness.of(reading, moment.now(), deck.texts(), deck.figures()));
        none.say(
                reading.latest().isPresent() && proposals.isEmpty()
                        ? deck.texts().get("overview.noProposals")
                        : "");
        var open =
                chosen.flatMap(id -> proposals.stream().filter(p -> p.id() == id).findFirst())
                        .or(() -> proposals.stream().findFirst());
        list(proposals, open, moment);
        detail.setVisible(open.isPresent());
        open.ifPresent(proposal -> detail(proposal, moment));
    }

    private void list(List<Proposal> proposals, Optional<Proposal> open, Moment moment) {
        var nodes = new ArrayList<javafx.scene.Node>();
        for (var proposal : proposals) {
            var card =
                    cards.computeIfAbsent(
                            proposal.id(), id -> new ProposalCard(deck, id, this::choose));
            card.render(proposal, moment, open.filter(proposal::equals).isPresent());
            nodes.add(card.root());
        }
        if (!list.getChildren().equals(nodes)) {
            list.getChildren().setAll(nodes);
        }
    }

    private void detail(Proposal proposal, Moment moment) {
        var texts = deck.texts();
        title.setText(
                texts.get(
                        "governance.heading",
                        deck.figures().whole(proposal.id()),
                        proposal.title()));
        summary.say(proposal.summary());
        TallyBar.show(bar, proposal);
        tally.show(votes(proposal.tally()));
        rule.say(
                texts.get(
                        "governance.rule",
                        deck.figures()
                                .percent(
                                        proposal.expedited()
                                                ? TallyBar.EXPEDITED
                                                : TallyBar.THRESHOLD),
                        deck.figures().percent(TallyBar.VETO)));
        dates.show(dates(proposal, moment));
    }

    private List<Row> votes(Tally tally) {
        return List.of(
                vote("governance.yes", tally.yes(), tally),
                vote("governance.abstain", tally.abstain(), tally),
                vote("governance.no", tally.no(), tally),
                vote("governance.veto", tally.noWithVeto(), tally));
    }

    private Row vote(String key, BigInteger power, Tally tally) {
        return Row.of(
                Cell.plain(deck.texts().get(key)),
                Cell.plain(
                        power.bitLength() < 63
                                ? deck.figures().whole(power.longValue())
                                : power.toString()),
                Cell.muted(
                        tally.total().signum() == 0
                                ? "–"
                                : deck.figures().percent(TallyBar.share(power, tally.total()))));
    }

    private List<Row> dates(Proposal proposal, Moment moment) {
        var rows = new ProposalRows(deck.texts(), deck.figures());
        var lines = new ArrayList<Row>();
        lines.add(line("governance.does", rows.effect(proposal)));
        lines.add(line("governance.stands", rows.status(proposal, moment)));
        date("governance.submitted", proposal.submitTime()).ifPresent(lines::add);
        date("governance.depositEnd", proposal.depositEnd()).ifPresent(lines::add);
        date("governance.votingEnd", proposal.votingEnd()).ifPresent(lines::add);
        lines.add(line("governance.proposer", proposal.proposer()));
        if (!proposal.failedReason().isEmpty()) {
            lines.add(line("governance.failed", proposal.failedReason()));
        }
        return List.copyOf(lines);
    }

    private Row line(String key, String value) {
        return Row.of(
                Cell.muted(deck.texts().get(key)),
                key.equals("governance.proposer") ? Cell.mono(value) : Cell.plain(value));
    }

    private Optional<Row> date(String key, Optional<Instant> at) {
        return at.map(time -> line(key, deck.figures().day(time)));
    }

    private void choose(long id) {
        chosen = Optional.of(id);
        shown.ifPresent(this::render);
    }
}
