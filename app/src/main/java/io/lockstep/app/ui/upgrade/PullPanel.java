package io.lockstep.app.ui.upgrade;

import io.lockstep.app.containers.PullView;
import io.lockstep.app.containers.PullView.Layer;
import io.lockstep.app.containers.PullView.Phase;
import io.lockstep.app.ui.parts.Bar;
import io.lockstep.app.ui.parts.Cell;
import io.lockstep.app.ui.parts.Column;
import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Panel;
import io.lockstep.app.ui.parts.Paragraph;
import io.lockstep.app.ui.parts.Row;
import io.lockstep.app.ui.parts.Sheet;
import io.lockstep.app.ui.parts.Sign;
import io.lockstep.app.ui.parts.Tone;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// A pull under way: how much, how fast, how long, layer by layer, and the way to end it.
final class PullPanel {
    /// Those that move are named; the rest is counted.
    private static final int NAMED = 8;

    private final Deck deck;
    private final Label figure = new Label();
    private final Label pace = new Label();
    private final Bar bar = new Bar();
    private final Paragraph room = new Paragraph("remark");
    private final Sheet layers =
            new Sheet(Column.grow(1), Column.fixed(150).toTheRight(), Column.fixed(90).toTheRight())
                    .named("pull-layers");
    private final Button cancel = new Button();
    private final Panel root;

    PullPanel(Deck deck) {
        this.deck = deck;
        figure.getStyleClass().add("pull-figure");
        figure.setId("pull-figure");
        figure.setMinWidth(Region.USE_PREF_SIZE);
        pace.getStyleClass().add("panel-aside");
        pace.setId("pull-pace");
        pace.setMinWidth(0);
        bar.getStyleClass().add("tall-bar");
        room.setId("pull-room");
        cancel.setId("pull-cancel");
        cancel.setText(deck.texts().get("upgrade.cancelPull"));
        cancel.getStyleClass().add("small-button");
        cancel.setOnAction(_ -> deck.intents().cancelPull());
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var head = new HBox(figure, space, pace);
        head.getStyleClass().add("tile-head");
        root =
                new Panel(deck.texts().get("upgrade.pulling"), head, bar, room, layers)
                        .corner(cancel)
                        .named("pull");
        root.managedProperty().bind(root.visibleProperty());
    }

    Region root() {
        return root;
    }

    /// Takes no room while nothing is pulled.
    void render(Optional<PullView> pull) {
        root.setVisible(pull.isPresent());
        pull.ifPresent(this::show);
    }

    private void show(PullView pull) {
        var all = pull.bytes();
        var loaded = pull.loaded();
        figure.setText(
                all > 0
                        ? deck.texts()
                                .get(
                                        "nodes.of",
                                        deck.figures().bytes(loaded),
                                        deck.figures().bytes(all))
                        : deck.texts().get("upgrade.pullBegins"));
        pace.setText(pace(pull));
        bar.show(all > 0 ? (double) loaded / all : 0, "part-candidate");
        room.say(pull.room().map(this::room).orElse(""));
        layers.show(rows(pull.layers()));
    }

    private String pace(PullView pull) {
        if (pull.speed().isEmpty()) {
            return "";
        }
        var speed = deck.figures().bytes(pull.speed().getAsLong());
        return pull.left()
                .map(left ->
                        deck.texts().get("upgrade.pullPace", speed, deck.figures().duration(left)))
                .orElseGet(() -> deck.texts().get("upgrade.pullSpeed", speed));
    }

    private String room(PullView.Room known) {
        var needed = deck.figures().bytes(known.needed());
        return known.free().isPresent()
                ? deck.texts()
                        .get(
                                "upgrade.pullRoom",
                                needed,
                                deck.figures().bytes(known.free().getAsLong()))
                : deck.texts().get("upgrade.pullNeeds", needed);
    }

    private List<Row> rows(List<Layer> all) {
        var open =
                all.stream()
                        .filter(layer -> layer.phase() != Phase.DONE)
                        .sorted(Comparator.comparing(layer -> layer.phase() == Phase.WAITING))
                        .toList();
        List<Row> rows = new ArrayList<>();
        open.stream().limit(NAMED).map(this::row).forEach(rows::add);
        if (open.size() > NAMED) {
            rows.add(count(Sign.OPEN, "upgrade.pullMore", open.size() - NAMED));
        }
        if (open.size() < all.size()) {
            rows.add(count(Sign.PROVEN, "upgrade.pullDone", all.size() - open.size()));
        }
        return List.copyOf(rows);
    }

    private Row count(Sign sign, String key, int number) {
        return Row.of(Cell.signed(sign, deck.texts().get(key, deck.figures().whole(number))));
    }

    private Row row(Layer layer) {
        var moves = layer.phase() != Phase.WAITING;
        return Row.of(
                        new Cell(
                                layer.id(),
                                moves ? Tone.PLAIN : Tone.MUTED,
                                moves ? Sign.RUNNING : Sign.OPEN,
                                false,
                                true),
                        Cell.plain(
                                        layer.bytes() > 0
                                                ? deck.texts()
                                                        .get(
                                                                "nodes.of",
                                                                deck.figures()
                                                                        .bytes(layer.loaded()),
                                                                deck.figures().bytes(layer.bytes()))
                                                : "")
                                .in(moves ? Tone.PLAIN : Tone.MUTED),
                        Cell.muted(deck.texts().of("upgrade.layer", layer.phase())))
                .named("layer-" + layer.id());
    }
}
