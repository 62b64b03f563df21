package io.lockstep.app.rehearsal.mlnode;

import java.util.List;
import java.util.regex.Pattern;

/// What a completion says, word for word: known to whoever asks for it and to whoever says it.
///
/// The request carries seed and length in its prompt; each token is a pure function of seed and
/// place, so a lost, doubled, swapped or foreign token shows at once.
public record TokenScript(long seed, int tokens) {
    private static final Pattern ASKED = Pattern.compile("seed=(-?\\d{1,19}) tokens=(\\d{1,6})");
    private static final int UNASKED_TOKENS = 16;

    /// Some need two, three or four bytes in UTF-8.
    private static final List<String> SYLLABLES =
            List.of(
                    "ar", "bel", "cor", "dun", "el", "fé", "gim", "hö", "il", "jun", "kas", "lu",
                    "mo", "né", "or", "pi", "qua", "ru", "sol", "tu", "um", "va", "wi", "xé", "yo",
                    "zan", "ß", "σ", "水", "火", "🜂", "🜄");

    /// The script that a prompt asks for; any other prompt gets a short one of its own.
    public static TokenScript askedBy(String prompt) {
        var asked = ASKED.matcher(prompt);
        if (!asked.find()) {
            return new TokenScript(prompt.hashCode(), UNASKED_TOKENS);
        }
        try {
            return new TokenScript(
                    Long.parseLong(asked.group(1)), Integer.parseInt(asked.group(2)));
        } catch (NumberFormatException e) {
            return new TokenScript(prompt.hashCode(), UNASKED_TOKENS);
        }
    }

    public String prompt() {
        return "Recite the rehearsal script seed=%d tokens=%d".formatted(seed, tokens);
    }

    public String token(int index) {
        var mixed = mixed(index);
        var syllable = SYLLABLES.get((int) (mixed & 31));
        return " " + syllable + Long.toString((mixed >>> 5) & 0xfff, 36);
    }

    public double logprob(int index) {
        return -((mixed(index) >>> 17) & 0x3ff) / 256.0;
    }

    /// All tokens together.
    public String text() {
        var text = new StringBuilder();
        for (int i = 0; i < tokens; i++) {
            text.append(token(i));
        }
        return text.toString();
    }

    /// Spreads near seeds and places far apart (the finaliser of SplitMix64).
    private long mixed(int index) {
        var z = seed * 0x9e3779b97f4a7c15L + (index + 1) * 0xd1b54a32d192ed03L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
