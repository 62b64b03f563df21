package io.lockstep.app.ui.parts;

import java.util.Locale;

/// What a colour means. Looks are in the style sheet; here is only the meaning.
public enum Tone {
    PLAIN,
    MUTED,
    INCUMBENT,
    CANDIDATE,
    LOOK,
    ACT,
    PROVEN;

    String style() {
        return "tone-" + name().toLowerCase(Locale.ROOT);
    }
}
