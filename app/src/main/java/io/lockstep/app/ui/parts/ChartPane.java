package io.lockstep.app.ui.parts;

import io.lockstep.app.samples.Chart;
import io.lockstep.app.samples.Chart.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Polyline;

/// Charts of one kind over the same span: a line for each run of means, behind it the band from the
/// lowest to the highest. Where nothing was read there is nothing.
public final class ChartPane extends Pane {
    private static final double FOOT = 16;
    private static final double DOT = 1.5;

    private final Label high = axis();
    private final Label begin = axis();
    private final Label end = axis();
    private final Label nothing = new Label();
    private Drawn drawn = new Drawn(List.of(), Instant.EPOCH, Instant.EPOCH, 1);

    /// @param top the value at the upper edge
    public record Drawn(List<Chart> charts, Instant from, Instant to, double top) {}

    public ChartPane(String empty) {
        getStyleClass().add("chart");
        setMinSize(0, 96);
        setPrefHeight(104);
        nothing.setText(empty);
        nothing.getStyleClass().add("remark");
        nothing.setAlignment(Pos.CENTER);
    }

    private static Label axis() {
        var label = new Label();
        label.getStyleClass().add("chart-axis");
        return label;
    }

    /// @param mostWords what the upper edge stands for, and below it both ends of the time axis
    public void show(Drawn next, String mostWords, String beginWords, String endWords) {
        high.setText(mostWords);
        begin.setText(beginWords);
        end.setText(endWords);
        if (!next.equals(drawn)) {
            drawn = next;
            requestLayout();
        }
    }

    @Override
    protected void layoutChildren() {
        List<Node> nodes = new ArrayList<>();
        var height = getHeight() - FOOT;
        for (var i = 0; i < 3; i++) {
            var y = Math.rint(height * i / 2.0) + (i == 0 ? 0.5 : -0.5);
            var line = new Line(0, y, getWidth(), y);
            line.getStyleClass().add("spark-grid");
            nodes.add(line);
        }
        var any = drawn.charts().stream().anyMatch(chart -> !chart.empty());
        for (var i = 0; i < drawn.charts().size(); i++) {
            var second = i == 1 && drawn.charts().size() == 2;
            drawn.charts().get(i).runs().forEach(run -> draw(run.points(), second, nodes));
        }
        nodes.addAll(any ? List.of(high, begin, end) : List.of(nothing));
        getChildren().setAll(nodes);
        if (any) {
            layoutInArea(high, 0, 2, getWidth(), height, 0, HPos.LEFT, VPos.TOP);
            layoutInArea(begin, 0, 0, getWidth(), getHeight(), 0, HPos.LEFT, VPos.BOTTOM);
            layoutInArea(end, 0, 0, getWidth(), getHeight(), 0, HPos.RIGHT, VPos.BOTTOM);
        } else {
            layoutInArea(nothing, 0, 0, getWidth(), height, 0, HPos.CENTER, VPos.CENTER);
        }
    }

    /// @param dashed so that two lines are told apart without a colour
    private void draw(List<Point> run, boolean dashed, List<Node> nodes) {
        var band = new Polygon();
        band.getStyleClass().add("chart-band");
        var line = new Polyline();
        line.getStyleClass().add("chart-line");
        if (dashed) {
            line.getStyleClass().add("chart-dashed");
        }
        run.forEach(point -> {
            band.getPoints().addAll(x(point), y(point.high()));
            line.getPoints().addAll(x(point), y(point.mean()));
        });
        run.reversed().forEach(point -> band.getPoints().addAll(x(point), y(point.low())));
        if (run.size() == 1) {
            line.getPoints().addAll(x(run.getFirst()) + DOT, y(run.getFirst().mean()));
        }
        nodes.add(band);
        nodes.add(line);
    }

    private double x(Point point) {
        var span = Math.max(1, Duration.between(drawn.from(), drawn.to()).toMillis());
        var at = Duration.between(drawn.from(), point.at()).toMillis();
        return Math.clamp(getWidth() * at / span, 0, getWidth());
    }

    private double y(double value) {
        var height = getHeight() - FOOT;
        return Math.clamp(height - height * value / drawn.top(), 0, height);
    }
}
