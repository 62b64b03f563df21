package io.lockstep.app.ui.text;

/// Text from strangers, fit to stand in a window: on one line or few, bounded, and with nothing in
/// it that turns the direction of what stands beside it or hides itself.
public final class Foreign {
    private static final String MARK = "\ufffd";

    private Foreign() {}

    /// One line of at most so many characters.
    public static String line(String text, int most) {
        var head = text.length() > 4 * most ? text.substring(0, 4 * most) : text;
        var flat = clean(head.strip().replaceAll("\\s+", " "));
        var points = flat.codePointCount(0, flat.length());
        return points > most ? flat.substring(0, flat.offsetByCodePoints(0, most)) + "…" : flat;
    }

    /// Line ends stay; at most so many characters, and blank lines at most one after the other.
    public static String lines(String text, int most) {
        var cut = text.length() > most ? text.substring(0, most) + "…" : text;
        return clean(cut.replace("\r\n", "\n").replaceAll("\n{3,}", "\n\n").strip());
    }

    private static String clean(String text) {
        var clean = new StringBuilder(text.length());
        text.codePoints()
                .forEach(point -> {
                    if (point == '\n') {
                        clean.append('\n');
                    } else if (forbidden(point)) {
                        clean.append(MARK);
                    } else {
                        clean.appendCodePoint(point);
                    }
                });
        return clean.toString();
    }

    private static boolean forbidden(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    true;
            default -> false;
        };
    }
}
