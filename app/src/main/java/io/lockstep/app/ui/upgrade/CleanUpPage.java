package io.lockstep.app.ui.upgrade;

import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.ui.parts.Bar;
import io.lockstep.app.ui.parts.Column;
import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Deck.Question;
import io.lockstep.app.ui.parts.Panel;
import io.lockstep.app.ui.parts.Paragraph;
import io.lockstep.app.ui.parts.Place;
import io.lockstep.app.ui.parts.Sheet;
import io.lockstep.app.upgrade.CleanUpList;
import io.lockstep.app.upgrade.Plan;
import io.lockstep.app.upgrade.Shelf;
import io.lockstep.app.upgrade.StepName;
import io.lockstep.app.upgrade.StepState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The list that is removed, exactly, and what stays; read before it is confirmed. Each thing has a
/// tick that can be taken away or set.
final class CleanUpPage {
    private static final Duration ON_THE_SHELF = Duration.ofDays(14);

    private final Deck deck;
    private final Ticks ticks = new Ticks();
    private final Label freed = new Label();
    private final Bar disk = new Bar();
    private final Label diskLabel = new Label();
    private final TickList goes = new TickList("goes", this::tick);
    private final TickList offers = new TickList("offers", this::tick);
    private final Sheet stays =
            new Sheet(Column.fixed(18), Column.fixed(78), Column.grow(1), Column.grow(1.6))
                    .named("stays");
    private final Sheet guards = new Sheet(Column.grow(1), Column.grow(1.6)).named("guards");
    private final Panel offersPanel;
    private final Panel guardsPanel;
    private final Paragraph wayBack = new Paragraph();
    private final Hyperlink shelve = new Hyperlink();
    private final VBox shelf = new VBox();
    private final Button act = new Button();
    private final Button rollBack = new Button();
    private final VBox root = new VBox();
    private Runnable again = () -> {};
    private Set<String> ticked = Set.of();
    private Optional<String> old = Optional.empty();

    CleanUpPage(Deck deck) {
        this.deck = deck;
        var texts = deck.texts();
        freed.getStyleClass().add("big-number");
        freed.setId("bytes-freed");
        act.setId("clean-up");
        act.getStyleClass().add("primary");
        act.setOnAction(_ -> deck.intents().cleanUp(ticked));
        shelve.setId("shelve");
        shelve.setText(texts.get("upgrade.shelve", ON_THE_SHELF.toDays()));
        shelve.setOnAction(_ -> old.ifPresent(i -> deck.intents().shelve(i, ON_THE_SHELF)));
        shelf.setId("shelf");
        offersPanel = new Panel(texts.get("upgrade.offers"), offers);
        guardsPanel = new Panel(texts.get("upgrade.guards"), guards);
        var rest = new Region();
        VBox.setVgrow(rest, Priority.ALWAYS);
        root.getStyleClass().add("page-body");
        root.getChildren()
                .addAll(
                        head(),
                        guardsPanel,
                        new Panel(texts.get("upgrade.goes"), goes),
                        offersPanel,
                        new Panel(texts.get("upgrade.stays"), stays),
                        new Panel(
                                texts.get("upgrade.wayBackAfter"),
                                new VBox(wayBack, shelve, shelf)),
                        rest,
                        bar());
        VBox.setVgrow(root, Priority.ALWAYS);
    }

    private Region head() {
        var words = new Label(deck.texts().get("upgrade.freedWords"));
        words.getStyleClass().add("tone-muted");
        diskLabel.getStyleClass().add("tone-muted");
        disk.setPrefWidth(320);
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var right = new VBox(diskLabel, disk);
        right.getStyleClass().add("disk");
        right.setAlignment(Pos.CENTER_RIGHT);
        var head = new HBox(new VBox(freed, words), space, right);
        head.getStyleClass().add("panel");
        return head;
    }

    private Region bar() {
        var words = new Label(deck.texts().get("upgrade.exactly"));
        words.getStyleClass().add("bar-words");
        words.setMinWidth(0);
        var later = new Button(deck.texts().get("upgrade.later"));
        later.setId("later");
        later.getStyleClass().add("quiet-button");
        later.setOnAction(_ -> deck.go().accept(Place.OVERVIEW));
        rollBack.setText(deck.texts().get("upgrade.rollBackAsk"));
        rollBack.setId("clean-up-roll-back");
        rollBack.getStyleClass().add("danger-outline");
        rollBack.setMinWidth(Region.USE_PREF_SIZE);
        rollBack.setOnAction(_ -> deck.ask().accept(Question.SWITCH_BACK));
        act.setMinWidth(Region.USE_PREF_SIZE);
        later.setMinWidth(Region.USE_PREF_SIZE);
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var bar = new HBox(rollBack, words, space, later, act);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().addAll("panel", "action-bar");
        return bar;
    }

    Region root() {
        return root;
    }

    /// @param plan the upgrade it is about; empty when somebody only looks for what lies about
    void render(Optional<Plan> plan, CleanUpList list, Snapshot snapshot) {
        again = () -> render(plan, list, snapshot);
        ticked = ticks.of(list);
        var facts = CleanUpFacts.of(list, ticked, snapshot, deck.texts(), deck.figures());
        freed.setText(facts.freed());
        goes.show(facts.goes(), ticked);
        offers.show(facts.offers(), ticked);
        shown(offersPanel, !facts.offers().isEmpty());
        stays.show(facts.stays());
        guards.show(facts.guards());
        shown(guardsPanel, !facts.guards().isEmpty());
        wayBack(facts, list.shelf());
        disk(facts, snapshot);
        act.setText(deck.texts().get("upgrade.cleanUpCount", ticked.size()));
        act.setDisable(ticked.isEmpty() || elsewhere(plan, list));
        shown(rollBack, plan.isPresent());
    }

    private void wayBack(CleanUpFacts facts, List<Shelf.Entry> waiting) {
        old = facts.old();
        wayBack.say(facts.wayBack());
        shown(shelve, old.isPresent());
        var rows = waiting.stream().map(this::shelved).toList();
        shelf.getChildren().setAll(rows);
    }

    private HBox shelved(Shelf.Entry entry) {
        var words =
                new Label(
                        deck.texts()
                                .get(
                                        "upgrade.shelved",
                                        entry.name(),
                                        deck.figures().day(entry.until())));
        var off = new Hyperlink(deck.texts().get("upgrade.unshelve"));
        off.setId("unshelve-" + TickList.plain(entry.name()));
        off.setOnAction(_ -> deck.intents().unshelve(entry.name()));
        var row = new HBox(words, off);
        row.getStyleClass().add("shelf-row");
        return row;
    }

    private void disk(CleanUpFacts facts, Snapshot snapshot) {
        disk.show(facts.disk(), List.of());
        disk.setVisible(!facts.disk().isEmpty());
        diskLabel.setText(
                snapshot.host()
                        .latest()
                        .map(host -> deck.texts().get("upgrade.diskOf", host.name()))
                        .orElse(""));
    }

    /// Whether somebody else acts, or something is under way.
    private static boolean elsewhere(Optional<Plan> plan, CleanUpList list) {
        return list.held().isEmpty()
                && plan.flatMap(Plan::current)
                        .filter(step -> step.name() == StepName.CLEAN_UP)
                        .filter(step -> !(step.state() instanceof StepState.Ready))
                        .isPresent();
    }

    private void tick(String id, boolean on) {
        ticks.tick(id, on);
        again.run();
    }

    private static void shown(Region part, boolean yes) {
        part.setVisible(yes);
        part.setManaged(yes);
    }
}
