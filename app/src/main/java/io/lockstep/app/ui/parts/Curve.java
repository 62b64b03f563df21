package io.lockstep.app.ui.parts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Polyline;

/// A small line of samples over a fixed span that ends now. Gaps stay gaps, and the scale begins at
/// zero.
public final class Curve extends Pane {
    private final Duration span;
    private final Duration gap;
    private List<Point> shown = List.of();
    private Instant end = Instant.EPOCH;

    /// One sample.
    public record Point(Instant at, double value) {}

    /// @param gap between two samples beyond which nothing is known of the time between
    public Curve(Duration span, Duration gap) {
        this.span = span;
        this.gap = gap;
        getStyleClass().add("curve");
        setMinHeight(30);
        setPrefHeight(34);
        setMinWidth(0);
    }

    public void show(List<Point> points, Instant now) {
        if (!points.equals(shown) || !now.equals(end)) {
            shown = points;
            end = now;
            requestLayout();
        }
    }

    @Override
    protected void layoutChildren() {
        List<Node> nodes = new ArrayList<>();
        var base = new Line(0, getHeight() - 0.5, getWidth(), getHeight() - 0.5);
        base.getStyleClass().add("spark-grid");
        nodes.add(base);
        runs().forEach(run -> draw(run, nodes));
        getChildren().setAll(nodes);
    }

    private List<List<Point>> runs() {
        List<List<Point>> runs = new ArrayList<>();
        var start = end.minus(span);
        for (var point : shown) {
            if (point.at().isBefore(start)) {
                continue;
            }
            if (runs.isEmpty() || runs.getLast().getLast().at().plus(gap).isBefore(point.at())) {
                runs.add(new ArrayList<>());
            }
            runs.getLast().add(point);
        }
        return runs;
    }

    private void draw(List<Point> run, List<Node> nodes) {
        var line = new Polyline();
        line.getStyleClass().add("spark-line");
        run.forEach(point -> line.getPoints().addAll(x(point), y(point)));
        var area = new Polygon();
        area.getStyleClass().add("spark-area");
        area.getPoints().addAll(x(run.getFirst()), getHeight() - 1);
        area.getPoints().addAll(line.getPoints());
        area.getPoints().addAll(x(run.getLast()), getHeight() - 1);
        nodes.add(area);
        nodes.add(line);
    }

    private double x(Point point) {
        var back = Duration.between(point.at(), end).toMillis();
        return getWidth() * (1 - Math.clamp((double) back / span.toMillis(), 0, 1));
    }

    private double y(Point point) {
        var top = shown.stream().mapToDouble(Point::value).max().orElse(0) * 1.15;
        var room = getHeight() - 2;
        return top <= 0 ? room : 1 + room * (1 - point.value() / top);
    }
}
