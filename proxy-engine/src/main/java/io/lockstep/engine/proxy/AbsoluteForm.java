package io.lockstep.engine.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.lockstep.engine.http.Name;
import io.lockstep.engine.http.RequestScan;
import java.util.Arrays;

/// The absolute form of a request target (RFC 9112 section 3.2.2). It is taken where its authority
/// is what `Host` says, letter case apart, and means then what the origin form means.
///
/// By the RFC the target would win over a `Host` that differs. Who decides by the one field and who
/// decides by the other would then answer for different hosts, so that is refused; and so is every
/// other scheme, since `https` promises what a connection without it does not keep (RFC 9110
/// section 7.4).
final class AbsoluteForm {
    private static final byte[] SCHEME = "http://".getBytes(US_ASCII);
    private static final int CASE = 0x20;

    private AbsoluteForm() {}

    /// Where the path begins: behind scheme and authority, or where the target does when it is of
    /// another form; -1 for an authority that is not that of `Host`.
    static int pathFrom(RequestScan scan) {
        var head = scan.bytes();
        var from = scan.targetFrom();
        if (head[from] == '/') {
            return from;
        }
        var authority = from + SCHEME.length;
        if (authority >= scan.targetTo() || !hasScheme(head, from)) {
            return from;
        }
        var end = authorityTo(head, authority, scan.targetTo());
        return isHost(scan, authority, end) ? end : -1;
    }

    private static boolean hasScheme(byte[] head, int from) {
        for (var at = 0; at < SCHEME.length; at++) {
            var b = head[from + at];
            if ((isLetter(b) ? b | CASE : b) != SCHEME[at]) {
                return false;
            }
        }
        return true;
    }

    private static int authorityTo(byte[] head, int from, int to) {
        var at = from;
        while (at < to && head[at] != '/' && head[at] != '?') {
            at++;
        }
        return at;
    }

    /// The scanner has seen to it that there is at most one.
    private static boolean isHost(RequestScan scan, int from, int to) {
        var fields = scan.fields();
        for (var field = 0; field < fields.count(); field++) {
            if (fields.name(field) == Name.HOST) {
                return fields.valueIs(field, lower(scan.bytes(), from, to));
            }
        }
        return false;
    }

    private static byte[] lower(byte[] head, int from, int to) {
        var lower = Arrays.copyOfRange(head, from, to);
        for (var at = 0; at < lower.length; at++) {
            if (isLetter(lower[at])) {
                lower[at] |= CASE;
            }
        }
        return lower;
    }

    private static boolean isLetter(byte b) {
        return (b | CASE) >= 'a' && (b | CASE) <= 'z';
    }
}
