package io.lockstep.app.ui.containers;

import io.lockstep.app.containers.ContainerDetails;
import io.lockstep.app.hand.HandDesk;
import io.lockstep.app.ui.parts.Cell;
import io.lockstep.app.ui.parts.CellLabel;
import io.lockstep.app.ui.parts.Chip;
import io.lockstep.app.ui.parts.Column;
import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Moment;
import io.lockstep.app.ui.parts.Paragraph;
import io.lockstep.app.ui.parts.Sheet;
import io.lockstep.app.ui.parts.Split;
import io.lockstep.app.ui.text.Foreign;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// One container in full: what it is, what it uses, what it says and how it differs.
final class ContainerDetail {
    private final Deck deck;
    private final Optional<Supplier<HandDesk>> hands;
    private final FleetWords words;
    private final ContainerFacts facts;
    private final CellLabel name = new CellLabel();
    private final Chip chip = new Chip();
    private final CellLabel state = new CellLabel();
    private final ContainerActs acts;
    private final UsagePane usage;
    private final LogPane log;
    private final ComparePane compare;
    private final Sheet definition = pairs("definition");
    private final Sheet life = pairs("life");
    private final Sheet ports = new Sheet(Column.fixed(88), Column.grow(1)).named("ports");
    private final Sheet mounts =
            new Sheet(Column.grow(1), Column.grow(1.2), Column.fixed(72)).named("mounts");
    private final Sheet environment =
            new Sheet(Column.grow(0.8), Column.grow(1)).named("environment");
    private final Button copyDigest = new Button();
    private final ToggleGroup choice = new ToggleGroup();
    private final StackPane place = new StackPane();
    private final VBox root = new VBox();
    private final Node definitionPage;
    private final Node environmentPage;
    private final Node comparePage;
    private Optional<FleetItem.One> shown = Optional.empty();
    private String logged = "";

    /// What of a container is shown.
    private enum Page {
        DEFINITION,
        ENVIRONMENT,
        LOG,
        COMPARE
    }

    ContainerDetail(
            Deck deck, Optional<Supplier<HandDesk>> hands, UsageTrail trail, Executor fxThread) {
        this.deck = deck;
        this.hands = hands;
        words = new FleetWords(deck.texts(), deck.figures());
        facts = new ContainerFacts(deck.texts(), deck.figures());
        acts = new ContainerActs(deck, hands, fxThread);
        usage = new UsagePane(deck, trail);
        log = new LogPane(deck, fxThread);
        compare = new ComparePane(deck);
        definitionPage = scrolled(definitionPage());
        environmentPage =
                scrolled(new VBox(environment, note(deck.texts().get("containers.masked"))));
        comparePage = scrolled(compare.root());
        VBox.setVgrow(place, Priority.ALWAYS);
        place.setMinHeight(120);
        root.getChildren()
                .addAll(head(), acts.question(), acts.outcome(), usage.root(), segments(), place);
        root.getStyleClass().addAll("panel", "container-detail");
        root.setId("container-detail");
    }

    private static Sheet pairs(String id) {
        return new Sheet(Column.fixed(104), Column.grow(1)).named(id);
    }

    private HBox head() {
        name.setId("container-name");
        name.getStyleClass().add("step-heading");
        state.setId("container-state");
        chip.setId("container-version");
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var head = new HBox(name, chip, state, space, acts.offers());
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("detail-head");
        return head;
    }

    private Region definitionPage() {
        copyDigest.setText(deck.texts().get("containers.copyDigest"));
        copyDigest.setId("copy-digest");
        copyDigest.getStyleClass().add("small-button");
        copyDigest.setOnAction(_ -> digest().ifPresent(deck.copy()));
        var left = lines(title("containers.whatItIs"), definition, new HBox(copyDigest));
        var right =
                lines(
                        title("containers.howItFares"),
                        life,
                        later(title("containers.ports")),
                        ports);
        var halves = new Split(640, new double[] {1, 1}, left, right);
        return lines(halves, later(title("containers.mounts")), mounts);
    }

    private static VBox lines(Node... parts) {
        var lines = new VBox(parts);
        lines.getStyleClass().add("lines");
        return lines;
    }

    private static Label later(Label title) {
        title.getStyleClass().add("later-title");
        return title;
    }

    private Label title(String key) {
        var label = new Label(deck.texts().get(key));
        label.getStyleClass().add("panel-title");
        return label;
    }

    private static Paragraph note(String text) {
        var note = new Paragraph("remark");
        note.say(text);
        return note;
    }

    private static ScrollPane scrolled(Region content) {
        content.getStyleClass().add("detail-body");
        var scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("detail-scroll");
        return scroll;
    }

    private HBox segments() {
        var segments = new HBox();
        segments.getStyleClass().add("segments");
        for (var page : Page.values()) {
            var button = new ToggleButton(deck.texts().of("containers.page", page));
            button.setId("container-page-" + page.name());
            button.setUserData(page);
            button.setToggleGroup(choice);
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setOnAction(_ -> button.setSelected(true));
            button.setSelected(page == Page.DEFINITION);
            segments.getChildren().add(button);
        }
        choice.selectedToggleProperty()
                .addListener((_, _, now) -> {
                    if (now != null) {
                        shown.ifPresent(this::page);
                    }
                });
        return segments;
    }

    Region root() {
        return root;
    }

    void render(FleetItem.One one, Moment moment) {
        shown = Optional.of(one);
        var role = FleetWords.role(one.container(), moment);
        name.show(Cell.strong(Foreign.line(one.container().name(), 80)));
        chip.show(deck.texts().of("nodes.role", role), FleetWords.tone(role));
        state.show(words.state(one));
        acts.render(one, moment);
        usage.render(one, moment);
        definition(one.sighting().details(), moment);
        compare.render(one);
        page(one);
    }

    private void definition(ContainerDetails details, Moment moment) {
        definition.show(facts.definition(details));
        life.show(facts.life(details, moment.now()));
        ports.show(facts.ports(details));
        mounts.show(facts.mounts(details));
        environment.show(facts.environment(details));
        copyDigest.setDisable(details.digest().isEmpty());
    }

    private Optional<String> digest() {
        return shown.flatMap(one -> one.sighting().details().digest());
    }

    private void page(FleetItem.One one) {
        var page = (Page) choice.getSelectedToggle().getUserData();
        var node =
                switch (page) {
                    case DEFINITION -> definitionPage;
                    case ENVIRONMENT -> environmentPage;
                    case LOG -> log.root();
                    case COMPARE -> comparePage;
                };
        if (!place.getChildren().equals(List.of(node))) {
            place.getChildren().setAll(node);
        }
        if (page == Page.LOG) {
            listen(one);
        } else {
            leaveLog();
        }
    }

    /// A log is only read while it is looked at, and anew after each start of its container.
    private void listen(FleetItem.One one) {
        var which = one.container().id() + one.sighting().details().startedAt();
        if (!which.equals(logged)) {
            logged = which;
            hands.ifPresent(reach ->
                    log.open(
                            one.container().name(),
                            (lines, heard) ->
                                    reach.get()
                                            .log(
                                                    one.host().host(),
                                                    one.container().id(),
                                                    lines,
                                                    heard)));
        }
    }

    /// Hears no log any more.
    void leaveLog() {
        logged = "";
        log.close();
    }
}
