package io.lockstep.chain.problem;

/// Text from strangers (chains, registries, nodes) as it may stand in a terminal, a log or a
/// journal: nothing in it moves a cursor, begins a new line or changes a colour.
public final class Printable {
    private Printable() {}

    /// Every control character becomes a question mark.
    public static String line(String text) {
        return text(text, false);
    }

    /// As [#line], at most so many characters long.
    public static String line(String text, int most) {
        return line(text.length() > most ? text.substring(0, most) + "…" : text);
    }

    /// Line ends and tabs stay.
    public static String lines(String text) {
        return text(text, true);
    }

    private static String text(String text, boolean lines) {
        if (text.codePoints().noneMatch(point -> forbidden(point, lines))) {
            return text;
        }
        return text.codePoints()
                .map(point -> forbidden(point, lines) ? '?' : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean forbidden(int point, boolean lines) {
        return Character.isISOControl(point)
                && !(lines && (point == '\n' || point == '\r' || point == '\t'));
    }
}
