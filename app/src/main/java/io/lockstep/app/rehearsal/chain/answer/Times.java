package io.lockstep.app.rehearsal.chain.answer;

import java.time.Instant;
import java.util.regex.Pattern;

/// The two ways in which nodes write a time.
final class Times {
    private static final Pattern ZEROS = Pattern.compile("\\.?0+Z$");

    private Times() {}

    /// As Go does: no zeros at the end of the fraction.
    static String trimmed(Instant time) {
        var text = time.toString();
        return text.contains(".") ? ZEROS.matcher(text).replaceFirst("Z") : text;
    }
}
