package io.lockstep.app.ui.overview;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polygon;

/// Draws the way to the upgrade height. Shapes carry style classes only.
final class TimelineStrip extends Pane {
    private static final double HEIGHT = 92;
    private static final double AXIS = 46;
    private static final double DIAMOND = 12;
    private static final double NOW_LABEL = 20;
    private static final double CUTOVER_LABEL = 48;

    private record Placed(Node node, double at) {}

    private Optional<TimelineFacts> shown = Optional.empty();
    private final List<Placed> placed = new ArrayList<>();
    private final Line past = line("axis-past");
    private final Line ahead = line("axis-ahead");
    private final Region window = new Region();
    private final Label windowLabel = label("poc-label");

    TimelineStrip() {
        setPrefHeight(HEIGHT);
        setMinHeight(HEIGHT);
        setMinWidth(0);
        setId("timeline");
        window.getStyleClass().add("poc-window");
    }

    void render(TimelineFacts facts, String nowWord) {
        if (shown.filter(facts::equals).isPresent()) {
            return;
        }
        shown = Optional.of(facts);
        placed.clear();
        getChildren().setAll(ahead, past);
        facts.poc()
                .ifPresent(poc -> {
                    windowLabel.setText(poc.label());
                    getChildren().addAll(window, windowLabel);
                });
        facts.marks().forEach(this::mark);
        if (facts.now() != TimelineFacts.CUTOVER) {
            now(facts.now(), nowWord);
        }
    }

    /// At the cutover itself its own mark says where we are.
    private void now(double at, String word) {
        var line = new Line(0, AXIS - 14, 0, AXIS + 14);
        line.getStyleClass().add("now-line");
        place(line, at);
        above(label("now-label"), word, at);
    }

    private void mark(TimelineFacts.Mark mark) {
        place(shape(mark.kind()), mark.at());
        var below = label(mark.kind() == TimelineFacts.Kind.OPEN ? "mark-open" : "mark-label");
        below.setText(mark.label());
        below.setLayoutY(AXIS + 16);
        place(below, mark.at());
        if (!mark.above().isEmpty()) {
            above(label("cutover-label"), mark.above(), mark.at());
        }
    }

    private void above(Label label, String text, double at) {
        label.setText(text);
        label.setLayoutY(AXIS - 34);
        place(label, at);
    }

    private void place(Node node, double at) {
        placed.add(new Placed(node, at));
        getChildren().add(node);
    }

    private static Node shape(TimelineFacts.Kind kind) {
        return switch (kind) {
            case DONE -> circle("mark-done");
            case OPEN -> circle("mark-hollow");
            case CUTOVER -> {
                var diamond =
                        new Polygon(
                                0,
                                AXIS - DIAMOND,
                                DIAMOND,
                                AXIS,
                                0,
                                AXIS + DIAMOND,
                                -DIAMOND,
                                AXIS);
                diamond.getStyleClass().add("mark-cutover");
                yield diamond;
            }
        };
    }

    private static Circle circle(String style) {
        var circle = new Circle(0, AXIS, 5);
        circle.getStyleClass().add(style);
        return circle;
    }

    private static Line line(String style) {
        var line = new Line();
        line.getStyleClass().add(style);
        return line;
    }

    private static Label label(String style) {
        var label = new Label();
        label.getStyleClass().addAll("strip-label", style);
        return label;
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        var now = shown.map(TimelineFacts::now).orElse(0.0) * getWidth();
        span(past, 0, now);
        span(ahead, now, getWidth());
        shown.flatMap(TimelineFacts::poc).ifPresent(this::window);
        for (var each : placed) {
            var x = each.at() * getWidth();
            if (each.node() instanceof Label label) {
                var left = x - label.prefWidth(-1) / 2;
                each.node().setLayoutX(Math.rint(Math.clamp(left, 0, room(label))));
            } else {
                each.node().setLayoutX(Math.rint(x));
            }
        }
    }

    private double room(Label label) {
        return Math.max(0, getWidth() - label.prefWidth(-1));
    }

    /// Between now and the cutover, whose own labels stand as high; without room it goes unnamed.
    private void window(TimelineFacts.Window poc) {
        var width = Math.max(8, (poc.to() - poc.from()) * getWidth());
        window.resizeRelocate(Math.rint(poc.from() * getWidth()), AXIS - 8, Math.rint(width), 16);
        windowLabel.setLayoutY(AXIS - 29);
        var middle = poc.from() * getWidth() + width / 2;
        var first = shown.map(TimelineFacts::now).orElse(0.0) * getWidth() + NOW_LABEL;
        var last = TimelineFacts.CUTOVER * getWidth() - CUTOVER_LABEL - windowLabel.prefWidth(-1);
        windowLabel.setVisible(first <= last);
        windowLabel.setLayoutX(
                Math.rint(
                        Math.clamp(
                                middle - windowLabel.prefWidth(-1) / 2,
                                Math.min(first, last),
                                last)));
    }

    private static void span(Line line, double from, double to) {
        line.setStartX(from);
        line.setEndX(to);
        line.setStartY(AXIS);
        line.setEndY(AXIS);
    }
}
