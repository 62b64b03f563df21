package io.lockstep.engine.top;

import java.util.List;

/// What a terminal can show.
///
/// @param colour whether it may be told colours
/// @param unicode whether it shows more than ASCII
record Looks(boolean colour, boolean unicode) {
    static final Looks PLAIN = new Looks(false, false);

    private static final String BLOCKS = "▁▂▃▄▅▆▇█";
    private static final String LETTERS = "._-:=+*#";

    String bold(String text) {
        return dressed("1", text);
    }

    String faint(String text) {
        return dressed("2", text);
    }

    String alarm(String text) {
        return dressed("31", text);
    }

    String heed(String text) {
        return dressed("33", text);
    }

    String good(String text) {
        return dressed("32", text);
    }

    private String dressed(String how, String text) {
        return colour && !text.isBlank() ? "\u001b[" + how + "m" + text + "\u001b[0m" : text;
    }

    /// One mark for each value, as high as its share of the greatest.
    String sparks(List<Long> values) {
        var marks = unicode ? BLOCKS : LETTERS;
        var greatest = values.stream().mapToLong(Long::longValue).max().orElse(0);
        var line = new StringBuilder();
        for (var value : values) {
            line.append(
                    value == 0
                            ? ' '
                            : marks.charAt((int) ((value * (marks.length() - 1)) / greatest)));
        }
        return line.toString();
    }

    String bar(double share, int width) {
        var full = (int) Math.round(Math.clamp(share, 0, 1) * width);
        return (unicode ? "█" : "#").repeat(full) + (unicode ? "░" : ".").repeat(width - full);
    }

    String arrow() {
        return unicode ? "→" : "->";
    }
}
