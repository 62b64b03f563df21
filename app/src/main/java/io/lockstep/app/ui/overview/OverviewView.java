package io.lockstep.app.ui.overview;

import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.ui.parts.Column;
import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Freshness;
import io.lockstep.app.ui.parts.GpuList;
import io.lockstep.app.ui.parts.Moment;
import io.lockstep.app.ui.parts.Panel;
import io.lockstep.app.ui.parts.Paragraph;
import io.lockstep.app.ui.parts.Place;
import io.lockstep.app.ui.parts.Scrolled;
import io.lockstep.app.ui.parts.Sheet;
import io.lockstep.app.ui.parts.Split;
import io.lockstep.app.ui.parts.View;
import io.lockstep.app.ui.upgrade.Stage;
import io.lockstep.app.upgrade.Plan;
import java.util.List;
import java.util.Optional;
import javafx.scene.Parent;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Is everything all right, what happens next and when, and is there something to do.
public final class OverviewView implements View {
    private static final double FOLD = 1000;

    private final Deck deck;
    private final HeadlinePanel headline;
    private final QuietPanels quiet;
    private final TrafficPicture picture;
    private final Panel traffic;
    private final NextPanel next;
    private final Sheet proposals =
            new Sheet(
                            Column.fixed(14),
                            Column.grow(1.75),
                            Column.grow(1),
                            Column.fixed(96).toTheRight())
                    .named("proposals");
    private final Paragraph noProposals = new Paragraph("remark");
    private final Panel proposalsPanel;
    private final Hyperlink allProposals;
    private final GpuList gpus;
    private final Panel gpuPanel;
    private final Sheet activity =
            new Sheet(Column.fixed(40), Column.grow(1)).named("overview-activity");
    private final Paragraph noActivity = new Paragraph("remark");
    private final Panel activityPanel;
    private final Split middle;
    private final Split lower;
    private final VBox page = new VBox();
    private final Parent root;
    private Optional<List<Region>> arranged = Optional.empty();

    public OverviewView(Deck deck) {
        this.deck = deck;
        var texts = deck.texts();
        headline = new HeadlinePanel(deck);
        quiet = new QuietPanels(deck);
        picture = new TrafficPicture(texts, deck.still());
        traffic = new Panel(texts.get("overview.traffic"), picture).named("traffic");
        VBox.setVgrow(picture, Priority.ALWAYS);
        next = new NextPanel(deck);
        allProposals = link("all-proposals", Place.GOVERNANCE);
        proposalsPanel =
                new Panel(texts.get("overview.proposals"), proposals, noProposals)
                        .corner(allProposals);
        gpus = new GpuList(texts, deck.figures());
        gpuPanel = new Panel(texts.get("overview.gpus"), gpus).named("gpus");
        var journal = link("open-journal", Place.ACTIVITY);
        journal.setText(texts.get("overview.journal"));
        activityPanel =
                new Panel(texts.get("overview.activity"), activity, noActivity).corner(journal);
        middle = new Split(FOLD, new double[] {1.915, 1}, traffic, next.root());
        lower =
                new Split(
                        FOLD,
                        new double[] {1.665, 0.9, 1.1},
                        proposalsPanel,
                        gpuPanel,
                        activityPanel);
        page.getStyleClass().add("page");
        root = Scrolled.of(page);
        root.setId("view-overview");
    }

    private Hyperlink link(String id, Place place) {
        var link = new Hyperlink();
        link.setId(id);
        link.setOnAction(_ -> deck.go().accept(place));
        return link;
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void render(Moment moment) {
        var snapshot = moment.snapshot();
        Stage.of(snapshot)
                .upgrade()
                .ifPresentOrElse(plan -> upgrade(plan, moment), () -> rest(moment));
        traffic(snapshot, moment);
        next.render(moment);
        proposals(moment);
        gpus.show(snapshot.gpus());
        gpuPanel.aside(gpus.summary(snapshot.gpus()));
        activity.show(JournalRows.of(snapshot.journal(), 5, deck.figures()));
        noActivity.say(snapshot.journal().isEmpty() ? deck.texts().get("overview.noJournal") : "");
    }

    private void upgrade(Plan plan, Moment moment) {
        headline.render(plan, moment);
        arrange(List.of(headline.root(), middle, lower));
    }

    private void rest(Moment moment) {
        quiet.render(moment);
        arrange(
                Stage.of(moment.snapshot()) instanceof Stage.Unknown
                        ? List.of(middle, lower)
                        : List.of(quiet.head(), quiet.facts(), lower));
    }

    private void arrange(List<Region> parts) {
        if (arranged.filter(parts::equals).isPresent()) {
            return;
        }
        arranged = Optional.of(parts);
        page.getChildren().setAll(parts);
        parts.forEach(part -> VBox.setVgrow(part, Priority.NEVER));
        VBox.setVgrow(parts.getLast(), Priority.ALWAYS);
    }

    private void traffic(Snapshot snapshot, Moment moment) {
        picture.render(TrafficFacts.of(snapshot, deck.texts(), deck.figures()));
        traffic.freshness(
                Freshness.of(snapshot.proxy(), moment.now(), deck.texts(), deck.figures()));
    }

    private void proposals(Moment moment) {
        var reading = moment.snapshot().proposals();
        var rows = new ProposalRows(deck.texts(), deck.figures()).of(moment, 5);
        proposals.show(rows);
        var count = reading.latest().map(List::size).orElse(0);
        allProposals.setText(deck.texts().get("overview.all", count));
        allProposals.setVisible(count > 0);
        noProposals.say(
                rows.isEmpty()
                        ? deck.texts()
                                .get(
                                        reading.latest().isPresent()
                                                ? "overview.noProposals"
                                                : "state.pending")
                        : "");
        proposalsPanel.trouble(Freshness.of(reading, moment.now(), deck.texts(), deck.figures()));
    }
}
