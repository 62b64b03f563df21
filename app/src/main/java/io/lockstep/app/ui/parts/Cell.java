package io.lockstep.app.ui.parts;

/// One text in a row, with what it means.
public record Cell(String text, Tone tone, Sign sign, boolean strong, boolean mono) {

    public static Cell plain(String text) {
        return new Cell(text, Tone.PLAIN, Sign.NONE, false, false);
    }

    public static Cell muted(String text) {
        return new Cell(text, Tone.MUTED, Sign.NONE, false, false);
    }

    public static Cell strong(String text) {
        return new Cell(text, Tone.PLAIN, Sign.NONE, true, false);
    }

    public static Cell mono(String text) {
        return new Cell(text, Tone.PLAIN, Sign.NONE, false, true);
    }

    public static Cell signed(Sign sign, String text) {
        return new Cell(text, Tone.PLAIN, sign, false, false);
    }

    public static Cell empty() {
        return plain("");
    }

    public Cell in(Tone other) {
        return new Cell(text, other, sign, strong, mono);
    }

    public Cell bold() {
        return new Cell(text, tone, sign, true, mono);
    }
}
