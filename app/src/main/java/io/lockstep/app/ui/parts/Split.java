package io.lockstep.app.ui.parts;

import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/// Puts panels side by side by weight, and one under the other where there is no room.
public final class Split extends Pane {
    private static final double GAP = 14;

    private final double foldBelow;
    private final double[] weights;

    /// @param foldBelow the width under which the panels are stacked
    public Split(double foldBelow, double[] weights, Region... panels) {
        this.foldBelow = foldBelow;
        this.weights = weights.clone();
        getChildren().addAll(panels);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        var shown = getManagedChildren();
        if (folded(width)) {
            return shown.stream().mapToDouble(node -> node.prefHeight(width)).sum()
                    + GAP * Math.max(0, shown.size() - 1);
        }
        var highest = 0.0;
        for (var i = 0; i < shown.size(); i++) {
            highest = Math.max(highest, shown.get(i).prefHeight(share(width, i)));
        }
        return highest;
    }

    @Override
    protected void layoutChildren() {
        if (folded(getWidth())) {
            stack(getManagedChildren());
        } else {
            line(getManagedChildren());
        }
    }

    private void stack(List<Node> shown) {
        var y = 0.0;
        for (var node : shown) {
            var height = snapSizeY(node.prefHeight(getWidth()));
            node.resizeRelocate(0, y, getWidth(), height);
            y += height + GAP;
        }
    }

    private void line(List<Node> shown) {
        var x = 0.0;
        for (var i = 0; i < shown.size(); i++) {
            var width = snapSizeX(share(getWidth(), i));
            node(shown, i, x, i == shown.size() - 1 ? getWidth() - x : width);
            x += width + GAP;
        }
    }

    private void node(List<Node> shown, int index, double x, double width) {
        shown.get(index).resizeRelocate(snapPositionX(x), 0, width, getHeight());
    }

    private boolean folded(double width) {
        return width >= 0 && width < foldBelow;
    }

    private double share(double width, int index) {
        var sum = 0.0;
        for (var weight : weights) {
            sum += weight;
        }
        return (Math.max(0, width) - GAP * (weights.length - 1)) * weights[index] / sum;
    }
}
