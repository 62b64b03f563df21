package io.lockstep.engine.top;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/// Columns of text; where there is no room for all, those that matter least are left out.
final class Table {
    private static final String GAP = "  ";

    /// @param matters less is left out first
    /// @param dress applied to a cell when its width is settled
    private record Column(
            String title,
            boolean right,
            int matters,
            List<String> cells,
            UnaryOperator<String> dress) {

        int width() {
            var longest = cells.stream().mapToInt(String::length).max().orElse(0);
            return Math.max(title.length(), longest);
        }

        String cell(String text) {
            var space = " ".repeat(width() - text.length());
            return right ? space + text : text + space;
        }
    }

    private final List<Column> columns = new ArrayList<>();

    Table left(String title, int matters, List<String> cells, UnaryOperator<String> dress) {
        columns.add(new Column(title, false, matters, cells, dress));
        return this;
    }

    Table right(String title, int matters, List<String> cells, UnaryOperator<String> dress) {
        columns.add(new Column(title, true, matters, cells, dress));
        return this;
    }

    /// The title and the rows, each at most that wide as long as one column fits.
    List<String> lines(int width, UnaryOperator<String> dressTitle) {
        var shown = new ArrayList<>(columns);
        while (shown.size() > 1 && width(shown) > width) {
            shown.remove(
                    shown.stream().min(Comparator.comparingInt(Column::matters)).orElseThrow());
        }
        var lines = new ArrayList<String>();
        lines.add(
                dressTitle.apply(
                        String.join(
                                GAP,
                                shown.stream()
                                        .map(column -> column.cell(column.title()))
                                        .toList())));
        for (var row = 0; row < shown.getFirst().cells().size(); row++) {
            var at = row;
            lines.add(
                    String.join(
                            GAP,
                            shown.stream()
                                    .map(column ->
                                            column.dress()
                                                    .apply(column.cell(column.cells().get(at))))
                                    .toList()));
        }
        return lines;
    }

    private static int width(List<Column> shown) {
        return shown.stream().mapToInt(Column::width).sum() + GAP.length() * (shown.size() - 1);
    }
}
