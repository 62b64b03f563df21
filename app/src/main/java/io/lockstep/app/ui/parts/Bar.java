package io.lockstep.app.ui.parts;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/// A thin bar made of segments, each with a meaning; marks stand across it.
public final class Bar extends Pane {

    /// @param share of the whole bar, 0 to 1
    /// @param style a style class of the segment or of the mark
    public record Part(double share, String style) {}

    private List<Part> segments = List.of();
    private List<Part> marks = List.of();

    public Bar() {
        getStyleClass().add("bar");
        setMinWidth(24);
    }

    public Bar show(List<Part> newSegments, List<Part> newMarks) {
        if (newSegments.equals(segments) && newMarks.equals(marks)) {
            return this;
        }
        segments = List.copyOf(newSegments);
        marks = List.copyOf(newMarks);
        List<Region> nodes = new ArrayList<>();
        segments.forEach(part -> nodes.add(styled("bar-part", part)));
        marks.forEach(part -> nodes.add(styled("bar-mark", part)));
        getChildren().setAll(nodes);
        return this;
    }

    public Bar show(double share, String style) {
        return show(List.of(new Part(share, style)), List.of());
    }

    private static Region styled(String kind, Part part) {
        var region = new Region();
        region.getStyleClass().addAll(kind, part.style());
        return region;
    }

    @Override
    protected void layoutChildren() {
        var x = 0.0;
        for (var i = 0; i < segments.size(); i++) {
            var width = Math.clamp(segments.get(i).share(), 0, 1) * getWidth();
            getChildren().get(i).resizeRelocate(x, 0, width, getHeight());
            x += width;
        }
        for (var i = 0; i < marks.size(); i++) {
            var at = Math.clamp(marks.get(i).share(), 0, 1) * getWidth();
            getChildren()
                    .get(segments.size() + i)
                    .resizeRelocate(Math.rint(at) - 1, -3, 2, getHeight() + 6);
        }
    }
}
