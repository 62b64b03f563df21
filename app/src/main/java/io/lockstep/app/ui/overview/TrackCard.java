package io.lockstep.app.ui.overview;

import io.lockstep.app.ui.parts.Bar;
import io.lockstep.app.ui.parts.Cell;
import io.lockstep.app.ui.parts.CellLabel;
import io.lockstep.app.ui.parts.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// One MLNode version: what it is, how it is, what it holds.
final class TrackCard extends VBox {
    private static final PseudoClass CANDIDATE = PseudoClass.getPseudoClass("candidate");

    private final CellLabel title = new CellLabel();
    private final CellLabel state = new CellLabel();
    private final CellLabel place = new CellLabel();
    private final VBox meters = new VBox();
    private List<TrafficFacts.Meter> shown = List.of();
    private Tone tone = Tone.PLAIN;

    /// @param line `solid` above, `dashed` below
    TrackCard(String line) {
        getStyleClass().addAll("card", "card-" + line);
        title.getStyleClass().add("card-title");
        place.getStyleClass().add("card-place");
        meters.getStyleClass().add("meters");
        state.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(spread(title, state), place, meters);
    }

    void show(TrafficFacts.Track track) {
        setId("card-" + track.tone().name().toLowerCase(Locale.ROOT));
        pseudoClassStateChanged(CANDIDATE, track.tone() == Tone.CANDIDATE);
        title.show(Cell.strong(track.title()).in(track.tone()));
        state.show(new Cell(track.state(), track.sign().tone(), track.sign(), false, false));
        place.show(Cell.muted(track.place()));
        if (!track.meters().equals(shown) || track.tone() != tone) {
            shown = track.meters();
            tone = track.tone();
            List<HBox> rows = new ArrayList<>();
            shown.forEach(meter -> rows.add(row(meter, track.tone())));
            meters.getChildren().setAll(rows);
        }
    }

    private static HBox row(TrafficFacts.Meter meter, Tone tone) {
        var name = new Label(meter.label());
        name.setMinWidth(USE_PREF_SIZE);
        var value = new Label(meter.value());
        value.getStyleClass().add("tone-muted");
        value.setMinWidth(USE_PREF_SIZE);
        if (meter.share().isEmpty()) {
            return spread(name, value);
        }
        var bar = new Bar().show(meter.share().get(), "part-" + word(tone));
        HBox.setHgrow(bar, Priority.ALWAYS);
        var row = new HBox(name, bar, value);
        row.getStyleClass().add("meter");
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static String word(Tone tone) {
        return tone.name().toLowerCase(Locale.ROOT);
    }

    private static HBox spread(Region left, Region right) {
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var row = new HBox(left, space, right);
        row.getStyleClass().add("meter");
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }
}
