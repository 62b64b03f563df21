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
            if (line.charAt(at) == ESCAPE) {
                at = line.indexOf('m', at);
            } else if (++columns > width) {
                return line.substring(0, at) + (line.indexOf(ESCAPE) < 0 ? "" : UNDRESSED);
            }
        }
        return line;
    }
}
