package io.lockstep.engine.top;

/// Shortens lines that are dressed in colours.
final class Cut {
    private static final char ESCAPE = '\u001b';
    private static final String UNDRESSED = "\u001b[0m";

    private Cut() {}

    /// The first so many columns of it; what dresses a letter takes none.
    static String to(int width, String line) {
        var columns = 0;
        for (var at = 0; at < line.length(); at++) {
            var dress = dress(line, at);
            at += dress;
            if (dress == 0 && ++columns > width) {
                return line.substring(0, at) + (line.indexOf(ESCAPE) < 0 ? "" : UNDRESSED);
            }
        }
        return line;
    }

    /// How wide it is on a screen.
    static int columns(String line) {
        var columns = 0;
        for (var at = 0; at < line.length(); at++) {
            var dress = dress(line, at);
            at += dress;
            columns += dress == 0 ? 1 : 0;
        }
        return columns;
    }

    /// How many letters after this one belong to an escape sequence that begins here.
    private static int dress(String line, int at) {
        return line.charAt(at) == ESCAPE ? line.indexOf('m', at) - at : 0;
    }
}
