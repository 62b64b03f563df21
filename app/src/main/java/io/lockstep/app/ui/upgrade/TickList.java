package io.lockstep.app.ui.upgrade;

import io.lockstep.app.ui.parts.Cell;
import io.lockstep.app.ui.parts.CellLabel;
import io.lockstep.app.ui.parts.Tone;
import io.lockstep.app.ui.text.Foreign;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// Things with a box each that is ticked by mouse or by the space bar. A row stays the same one
/// while its thing does, so that the focus is not lost when the list is drawn again.
final class TickList extends VBox {
    private static final double KIND = 78;
    private static final double BYTES = 90;
    private static final double NAME_SHARE = 320;
    private static final int LONGEST = 120;

    private final BiConsumer<String, Boolean> ticked;
    private final Map<String, Line> lines = new LinkedHashMap<>();

    /// @param bytes in words
    record Thing(String id, String kind, String name, String reason, String bytes) {}

    /// @param ticked hears of a click, not of a drawing
    TickList(String id, BiConsumer<String, Boolean> ticked) {
        this.ticked = ticked;
        setId(id);
        getStyleClass().add("sheet");
    }

    void show(List<Thing> things, Set<String> on) {
        lines.keySet().retainAll(things.stream().map(Thing::id).toList());
        var rows = things.stream().map(this::line).toList();
        if (!getChildren().equals(rows)) {
            getChildren().setAll(rows);
        }
        things.forEach(thing -> line(thing).show(thing, on.contains(thing.id())));
    }

    /// As a selector takes it.
    static String plain(String id) {
        return id.replaceAll("[^A-Za-z0-9-]", "-");
    }

    private Line line(Thing thing) {
        return lines.computeIfAbsent(thing.id(), Line::new);
    }

    private final class Line extends HBox {
        private final CheckBox box = new CheckBox();
        private final CellLabel kind = new CellLabel();
        private final CellLabel name = new CellLabel();
        private final CellLabel reason = new CellLabel();
        private final CellLabel bytes = new CellLabel();

        Line(String id) {
            getStyleClass().addAll("sheet-line", "tick-line");
            setAlignment(Pos.CENTER_LEFT);
            box.setId("tick-" + plain(id));
            box.setOnAction(_ -> ticked.accept(id, box.isSelected()));
            kind.setMinWidth(KIND);
            kind.setPrefWidth(KIND);
            name.setPrefWidth(NAME_SHARE);
            reason.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(reason, Priority.ALWAYS);
            bytes.setMinWidth(BYTES);
            bytes.setAlignment(Pos.CENTER_RIGHT);
            getChildren().addAll(box, kind, name, reason, bytes);
        }

        void show(Thing thing, boolean on) {
            box.setSelected(on);
            box.setAccessibleText(thing.kind() + " " + thing.name() + ", " + thing.reason());
            kind.show(Cell.muted(thing.kind()));
            name.show(Cell.plain(Foreign.line(thing.name(), LONGEST)));
            reason.show(Cell.muted(thing.reason()));
            bytes.show(Cell.plain(thing.bytes()).in(Tone.PLAIN));
        }
    }
}
