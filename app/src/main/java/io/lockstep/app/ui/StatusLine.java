package io.lockstep.app.ui;

import io.lockstep.app.ui.parts.Cell;
import io.lockstep.app.ui.parts.CellLabel;
import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Icons;
import io.lockstep.app.ui.parts.Place;
import javafx.animation.FadeTransition;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.util.Duration;
import org.kordamp.ikonli.javafx.FontIcon;

/// The top of the window, the same in every view; each part opens the view it speaks of.
final class StatusLine {
    private static final double ROOMY = 1120;

    private final Deck deck;
    private final CellLabel network = value("status-network");
    private final CellLabel height = value("status-height");
    private final CellLabel pace = value("status-pace");
    private final CellLabel rpcs = value("status-rpcs");
    private final CellLabel hosts = value("status-hosts");
    private final Circle pulse = new Circle(4.5);
    private final FontIcon pillIcon = Icons.of("bi-diamond");
    private final Button pill = new Button();
    private final FadeTransition beat;
    private final HBox root = new HBox();
    private long last = -1;

    StatusLine(Deck deck, Runnable openPalette) {
        this.deck = deck;
        pulse.getStyleClass().add("pulse");
        pulse.setId("pulse");
        pulse.managedProperty().bind(pulse.visibleProperty());
        beat = new FadeTransition(Duration.millis(200), pulse);
        beat.setFromValue(0.25);
        beat.setToValue(1);
        pill.setId("pill");
        pill.getStyleClass().add("pill");
        pill.setMinWidth(Region.USE_PREF_SIZE);
        pill.setGraphic(pillIcon);
        pill.setOnAction(_ -> deck.go().accept(Place.UPGRADE));
        var name = new Label(deck.texts().get("frame.name"));
        name.getStyleClass().add("app-name");
        name.setMinWidth(Region.USE_PREF_SIZE);
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        root.getChildren()
                .addAll(
                        name,
                        item("frame.network", network, Place.SETTINGS),
                        item("frame.height", height, Place.OVERVIEW, pulse),
                        item("frame.pace", pace, Place.OVERVIEW),
                        item("frame.rpcs", rpcs, Place.SETTINGS),
                        item("frame.hosts", hosts, Place.CONTAINERS),
                        pill,
                        space,
                        palette(openPalette));
        root.setAlignment(Pos.CENTER_LEFT);
        root.getStyleClass().add("status-line");
        root.setId("status-line");
        look(FrameFacts.Pill.Kind.NONE);
    }

    private static CellLabel value(String id) {
        var label = new CellLabel();
        label.setId(id);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private Button item(String key, CellLabel value, Place place, javafx.scene.Node... more) {
        var name = new Label(deck.texts().get(key));
        name.getStyleClass().add("tone-muted");
        name.setMinWidth(Region.USE_PREF_SIZE);
        var row = new HBox(name, value);
        row.getChildren().addAll(more);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("status-item-row");
        var button = new Button();
        button.setGraphic(row);
        button.getStyleClass().add("status-item");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setAccessibleText(deck.texts().get(key));
        button.setId("open-" + value.getId());
        button.setOnAction(_ -> deck.go().accept(place));
        return button;
    }

    private Button palette(Runnable open) {
        var words = new Label(deck.texts().get("frame.search"));
        var keys = new Label(deck.texts().get("frame.searchKeys"));
        words.visibleProperty().bind(root.widthProperty().greaterThan(ROOMY));
        words.managedProperty().bind(words.visibleProperty());
        var row = new HBox(words, keys);
        row.getStyleClass().add("palette-open-row");
        var button = new Button();
        button.setGraphic(row);
        button.setId("palette-open");
        button.getStyleClass().add("palette-open");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> open.run());
        return button;
    }

    Region root() {
        return root;
    }

    void render(FrameFacts facts) {
        show(network, facts.network());
        show(height, facts.height());
        show(pace, facts.pace());
        show(rpcs, facts.rpcs());
        show(hosts, facts.hosts());
        pill.setText(facts.pill().text());
        look(facts.pill().kind());
        pulse.setVisible(facts.beat() >= 0);
        if (facts.beat() != last && last >= 0 && !deck.still()) {
            beat.playFromStart();
        }
        last = facts.beat();
    }

    private static void show(CellLabel label, FrameFacts.Item item) {
        label.show(Cell.strong(item.text()).in(item.tone()));
    }

    private void look(FrameFacts.Pill.Kind now) {
        for (var each : FrameFacts.Pill.Kind.values()) {
            pill.pseudoClassStateChanged(PseudoClass.getPseudoClass(name(each)), each == now);
        }
        var icon =
                switch (now) {
                    case NONE -> "bi-dash";
                    case SCHEDULED -> "bi-diamond";
                    case ARMED -> "bi-diamond-fill";
                    case UNDER_WAY -> "bi-diamond-half";
                    case FELL_BACK -> "bi-exclamation-triangle-fill";
                    case SERVING -> "bi-check2";
                };
        pillIcon.setIconLiteral(icon);
        pill.setGraphic(now == FrameFacts.Pill.Kind.NONE ? null : pillIcon);
    }

    private static String name(FrameFacts.Pill.Kind kind) {
        return kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
