package io.lockstep.app.ui.parts;

import java.util.Locale;

/// The sign beside a word, so that colour never carries a meaning alone.
public enum Sign {
    NONE(Tone.PLAIN, ""),
    PROVEN(Tone.PROVEN, "bi-check2"),
    LOOK(Tone.LOOK, "bi-exclamation-triangle-fill"),
    ACT(Tone.ACT, "bi-x-circle"),
    OPEN(Tone.MUTED, "bi-circle"),
    RUNNING(Tone.CANDIDATE, "bi-record-circle"),
    SERVING(Tone.PROVEN, "bi-circle-fill"),
    UNKNOWN(Tone.MUTED, "bi-question-circle"),
    TICKED(Tone.INCUMBENT, "bi-check-square-fill");

    private final Tone tone;
    private final String icon;

    Sign(Tone tone, String icon) {
        this.tone = tone;
        this.icon = icon;
    }

    String style() {
        return "sign-" + name().toLowerCase(Locale.ROOT);
    }

    public Tone tone() {
        return tone;
    }

    String icon() {
        return icon;
    }
}
