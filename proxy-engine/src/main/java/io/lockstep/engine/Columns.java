package io.lockstep.engine;

import java.util.List;
import java.util.stream.IntStream;

/// Rows of a table as lines of text, each column as wide as its widest cell.
final class Columns {
    private Columns() {}

    /// Every row has as many cells as the first.
    static List<String> aligned(List<List<String>> rows) {
        var widths =
                IntStream.range(0, rows.getFirst().size())
                        .map(at ->
                                rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(0))
                        .toArray();
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        var line = new StringBuilder();
        for (var at = 0; at < row.size(); at++) {
            line.append(row.get(at)).repeat(' ', widths[at] - row.get(at).length() + 2);
        }
        return line.toString().stripTrailing();
    }
}
