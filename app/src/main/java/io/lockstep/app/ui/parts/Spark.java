package io.lockstep.app.ui.parts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Polyline;

/// A chart of samples over time. Where no sample was taken there is no line, and as long as there
/// is no line at all it says so.
public final class Spark extends Pane {
    private static final Duration GAP = Duration.ofSeconds(10);
    private final Label nothing = new Label();
    private Trail shown = Trail.EMPTY;

    /// @param empty what stands there as long as nothing can be drawn
    public Spark(String empty) {
        nothing.setText(empty);
        nothing.getStyleClass().add("remark");
        getStyleClass().add("spark");
        setMinHeight(96);
        setPrefHeight(112);
        setMinWidth(0);
    }

    public void show(Trail trail) {
        if (!trail.equals(shown)) {
            shown = trail;
            requestLayout();
        }
    }

    @Override
    protected void layoutChildren() {
        List<Node> nodes = new ArrayList<>();
        for (var i = 0; i < 4; i++) {
            var y = Math.rint(getHeight() * i / 3.0) + (i == 0 ? 0.5 : -0.5);
            var line = new Line(0, y, getWidth(), y);
            line.getStyleClass().add("spark-grid");
            nodes.add(line);
        }
        runs().forEach(run -> draw(run, nodes));
        var any = shown.samples().size() > 1;
        if (!any) {
            nodes.add(nothing);
        }
        getChildren().setAll(nodes);
        if (!any) {
            layoutInArea(nothing, 0, 0, getWidth(), getHeight(), 0, HPos.CENTER, VPos.CENTER);
        }
    }

    /// Samples without a gap between them.
    private List<List<Trail.Sample>> runs() {
        List<List<Trail.Sample>> runs = new ArrayList<>();
        for (var sample : shown.samples()) {
            var joins =
                    !runs.isEmpty()
                            && sample.at().isBefore(runs.getLast().getLast().at().plus(GAP));
            if (!joins) {
                runs.add(new ArrayList<>());
            }
            runs.getLast().add(sample);
        }
        return runs;
    }

    private void draw(List<Trail.Sample> run, List<Node> nodes) {
        var line = new Polyline();
        line.getStyleClass().add("spark-line");
        run.forEach(sample -> line.getPoints().addAll(x(sample), y(sample)));
        var area = new Polygon();
        area.getStyleClass().add("spark-area");
        area.getPoints().addAll(x(run.getFirst()), getHeight());
        area.getPoints().addAll(line.getPoints());
        area.getPoints().addAll(x(run.getLast()), getHeight());
        nodes.add(area);
        nodes.add(line);
    }

    private double x(Trail.Sample sample) {
        var first = shown.samples().getFirst().at();
        var span = Duration.between(first, shown.samples().getLast().at()).toMillis();
        return span == 0
                ? getWidth()
                : getWidth() * Duration.between(first, sample.at()).toMillis() / span;
    }

    private double y(Trail.Sample sample) {
        var most =
                shown.samples().stream()
                        .mapToDouble(Trail.Sample::requestsPerSecond)
                        .max()
                        .orElse(0);
        var top = Math.max(1, most * 1.15);
        return getHeight() - getHeight() * sample.requestsPerSecond() / top;
    }
}
