package io.lockstep.app.ui.parts;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;

/// Rows under one set of columns, a line between them. Lines are kept from one drawing to the next
/// and only their changed texts are set.
public final class Sheet extends VBox {
    private static final PseudoClass LAST = PseudoClass.getPseudoClass("last");
    private static final double HEIGHT = 26;
    private static final double GAP = 12;

    private final List<Column> columns;
    private final List<Line> lines = new ArrayList<>();
    private final VBox body = new VBox();

    public Sheet(Column... columns) {
        this.columns = List.of(columns);
        getStyleClass().add("sheet");
        if (Stream.of(columns).anyMatch(column -> !column.title().isEmpty())) {
            var head = new Line();
            head.getStyleClass().add("sheet-head");
            head.show(
                    Row.of(
                            this.columns.stream()
                                    .map(column -> Cell.muted(column.title()))
                                    .toArray(Cell[]::new)));
            getChildren().add(head);
        }
        getChildren().add(body);
    }

    public Sheet named(String id) {
        setId(id);
        return this;
    }

    public void show(List<Row> rows) {
        while (lines.size() < rows.size()) {
            var line = new Line();
            lines.add(line);
            body.getChildren().add(line);
        }
        while (lines.size() > rows.size()) {
            body.getChildren().remove(lines.removeLast());
        }
        for (var i = 0; i < rows.size(); i++) {
            lines.get(i).show(rows.get(i));
            lines.get(i).pseudoClassStateChanged(LAST, i == rows.size() - 1);
        }
    }

    /// One row, laid out by hand so that columns line up from row to row.
    private final class Line extends Pane {
        private final List<CellLabel> labels = columns.stream().map(_ -> new CellLabel()).toList();

        Line() {
            getStyleClass().add("sheet-line");
            getChildren().addAll(labels);
        }

        void show(Row row) {
            setId(row.id().isEmpty() ? null : row.id());
            for (var i = 0; i < labels.size(); i++) {
                labels.get(i).show(i < row.cells().size() ? row.cells().get(i) : Cell.empty());
            }
        }

        @Override
        protected double computePrefHeight(double width) {
            return HEIGHT;
        }

        @Override
        protected double computeMinHeight(double width) {
            return HEIGHT;
        }

        @Override
        protected double computePrefWidth(double height) {
            return fixed() + columns.size() * GAP;
        }

        @Override
        protected double computeMinWidth(double height) {
            return 0;
        }

        @Override
        protected void layoutChildren() {
            var rest = Math.max(0, getWidth() - fixed() - GAP * (columns.size() - 1));
            var shares = columns.stream().mapToDouble(Column::grow).sum();
            var x = 0.0;
            for (var i = 0; i < columns.size(); i++) {
                var column = columns.get(i);
                var width = column.width();
                if (column.grow() > 0) {
                    width += rest * column.grow() / shares;
                }
                layoutInArea(
                        labels.get(i),
                        x,
                        0,
                        width,
                        HEIGHT - 1,
                        0,
                        column.right() ? HPos.RIGHT : HPos.LEFT,
                        VPos.CENTER);
                x += width + GAP;
            }
        }

        private double fixed() {
            return columns.stream().mapToDouble(Column::width).sum();
        }
    }
}
