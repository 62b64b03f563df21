package io.lockstep.app.ui.upgrade;

import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.ui.parts.Bar;
import io.lockstep.app.ui.parts.Column;
import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Panel;
import io.lockstep.app.ui.parts.Paragraph;
import io.lockstep.app.ui.parts.Place;
import io.lockstep.app.ui.parts.Sheet;
import io.lockstep.app.upgrade.CleanUpList;
import io.lockstep.app.upgrade.Plan;
import io.lockstep.app.upgrade.StepName;
import io.lockstep.app.upgrade.StepState;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The list that is removed, exactly, and what stays; read before it is confirmed.
final class CleanUpPage {
    private final Deck deck;
    private final Label freed = new Label();
    private final Bar disk = new Bar();
    private final Label diskLabel = new Label();
    private final Sheet goes =
            new Sheet(
                            Column.fixed(18),
                            Column.fixed(78),
                            Column.grow(1),
                            Column.grow(1.6),
                            Column.fixed(90).toTheRight())
                    .named("goes");
    private final Sheet stays =
            new Sheet(Column.fixed(18), Column.fixed(78), Column.grow(1), Column.grow(1.6))
                    .named("stays");
    private final Paragraph wayBack = new Paragraph();
    private final Button act = new Button();
    private final VBox root = new VBox();

    CleanUpPage(Deck deck) {
        this.deck = deck;
        var texts = deck.texts();
        freed.getStyleClass().add("big-number");
        freed.setId("bytes-freed");
        act.setId("clean-up");
        act.getStyleClass().add("primary");
        act.setOnAction(_ -> deck.intents().carryOut(StepName.CLEAN_UP));
        var rest = new Region();
        VBox.setVgrow(rest, Priority.ALWAYS);
        root.getStyleClass().add("page-body");
        root.getChildren()
                .addAll(
                        head(),
                        new Panel(texts.get("upgrade.goes"), goes),
                        new Panel(texts.get("upgrade.stays"), stays),
                        new Panel(texts.get("upgrade.wayBackAfter"), wayBack),
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
        act.setMinWidth(Region.USE_PREF_SIZE);
        later.setMinWidth(Region.USE_PREF_SIZE);
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var bar = new HBox(words, space, later, act);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().addAll("panel", "action-bar");
        return bar;
    }

    Region root() {
        return root;
    }

    void render(Plan plan, CleanUpList list, Snapshot snapshot) {
        var facts = CleanUpFacts.of(list, snapshot, deck.texts(), deck.figures());
        freed.setText(facts.freed());
        goes.show(facts.goes());
        stays.show(facts.stays());
        wayBack.say(facts.wayBack());
        disk.show(facts.disk(), List.of());
        disk.setVisible(!facts.disk().isEmpty());
        diskLabel.setText(
                snapshot.host()
                        .latest()
                        .map(host -> deck.texts().get("upgrade.diskOf", host.name()))
                        .orElse(""));
        act.setText(deck.texts().get("upgrade.cleanUpCount", list.goes().size()));
        act.setDisable(
                plan.current().filter(step -> step.state() instanceof StepState.Ready).isEmpty());
    }
}
