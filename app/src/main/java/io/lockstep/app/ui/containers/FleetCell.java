package io.lockstep.app.ui.containers;

import io.lockstep.app.ui.parts.Cell;
import io.lockstep.app.ui.parts.CellLabel;
import io.lockstep.app.ui.parts.Chip;
import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Moment;
import io.lockstep.app.ui.text.Foreign;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A host or a container in the list.
final class FleetCell extends ListCell<FleetItem> {
    private static final PseudoClass MACHINE = PseudoClass.getPseudoClass("machine");
    private static final int LONGEST = 80;

    private final Deck deck;
    private final FleetWords words;
    private final Supplier<Optional<Moment>> moment;
    private final CellLabel name = new CellLabel();
    private final CellLabel aside = new CellLabel();
    private final Chip chip = new Chip();
    private final CellLabel state = new CellLabel();
    private final CellLabel figure = new CellLabel();
    private final VBox body;

    FleetCell(Deck deck, Supplier<Optional<Moment>> moment) {
        this.deck = deck;
        this.moment = moment;
        words = new FleetWords(deck.texts(), deck.figures());
        chip.managedProperty().bind(chip.visibleProperty());
        aside.setMinWidth(Region.USE_PREF_SIZE);
        figure.setMinWidth(Region.USE_PREF_SIZE);
        body = new VBox(line(name, aside, chip), line(state, figure));
        body.getStyleClass().add("proposal-body");
        body.setMinWidth(0);
        body.prefWidthProperty().bind(widthProperty().subtract(26));
        body.maxWidthProperty().bind(body.prefWidthProperty());
    }

    private static HBox line(Region first, Region... rest) {
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var line = new HBox(first, space);
        line.getChildren().addAll(rest);
        line.getStyleClass().add("fleet-line");
        line.setAlignment(Pos.CENTER_LEFT);
        line.setMinWidth(0);
        return line;
    }

    @Override
    protected void updateItem(FleetItem item, boolean empty) {
        super.updateItem(item, empty);
        setGraphic(empty ? null : body);
        pseudoClassStateChanged(MACHINE, !empty && item instanceof FleetItem.Machine);
        if (!empty) {
            moment.get().ifPresent(now -> show(item, now));
        }
    }

    private void show(FleetItem item, Moment now) {
        switch (item) {
            case FleetItem.Machine machine -> machine(machine, now);
            case FleetItem.One one -> container(one, now);
        }
        setAccessibleText(
                String.join(
                        ", ",
                        name.getText(),
                        chip.isVisible() ? chip.getText() : aside.getText(),
                        state.getText()));
    }

    private void machine(FleetItem.Machine machine, Moment now) {
        name.show(Cell.strong(Foreign.line(machine.host().host(), LONGEST)));
        aside.show(words.standing(machine.host(), now.now()));
        chip.setVisible(false);
        state.show(Cell.muted(words.engine(machine.host())));
        figure.show(Cell.empty());
    }

    private void container(FleetItem.One one, Moment now) {
        var container = one.container();
        var role = FleetWords.role(container, now);
        name.show(Cell.plain(Foreign.line(container.name(), LONGEST)));
        aside.show(Cell.empty());
        chip.setVisible(true);
        chip.show(
                container.version().orElseGet(() -> deck.texts().of("nodes.role", role)),
                FleetWords.tone(role));
        state.show(words.state(one));
        figure.show(Cell.muted(cores(one)));
    }

    private String cores(FleetItem.One one) {
        var cores = one.sighting().rates().cores();
        return one.host().up() && cores.isPresent()
                ? deck.texts().get("containers.cores", deck.figures().decimal(cores.getAsDouble()))
                : "";
    }
}
