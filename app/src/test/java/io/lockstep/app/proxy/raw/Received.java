package io.lockstep.app.proxy.raw;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The first final answer that a client got, and whether it was whole.
///
/// @param rest what came behind it
record Received(int status, String body, boolean whole, String rest) {
    private static final Pattern HEAD =
            Pattern.compile("HTTP/1\\.1 (\\d{3})[^\r\n]*\r\n((?:[^\r\n]+\r\n)*)\r\n");
    private static final Pattern LENGTH = Pattern.compile("(?m)^content-length: *(\\d+)");

    /// Empty where nothing that is an answer came.
    static Optional<Received> of(RawClient.Got got, boolean toHead) {
        var bytes = got.bytes();
        var head = HEAD.matcher(bytes);
        var from = 0;
        while (head.find(from)) {
            var status = Integer.parseInt(head.group(1));
            if (status >= 200) {
                return Optional.of(
                        of(
                                status,
                                "\n" + head.group(2).toLowerCase(Locale.ROOT),
                                bytes.substring(head.end()),
                                toHead,
                                got.ended()));
            }
            from = head.end();
        }
        return Optional.empty();
    }

    private static Received of(
            int status, String fields, String after, boolean toHead, boolean ended) {
        if (toHead || status == 204 || status == 304) {
            return new Received(status, "", true, after);
        }
        if (fields.contains("transfer-encoding: chunked")) {
            return chunked(status, after);
        }
        var length = LENGTH.matcher(fields);
        if (length.find()) {
            var size = Integer.parseInt(length.group(1));
            var there = Math.min(size, after.length());
            return new Received(
                    status, after.substring(0, there), there == size, after.substring(there));
        }
        return new Received(status, after, ended, "");
    }

    private static Received chunked(int status, String after) {
        var body = new StringBuilder();
        var at = 0;
        while (true) {
            var end = after.indexOf("\r\n", at);
            if (end < 0) {
                return new Received(status, body.toString(), false, "");
            }
            var size = Integer.parseInt(after.substring(at, end).replaceFirst(";.*", ""), 16);
            if (size == 0) {
                var last = after.startsWith("\r\n", end + 2) ? end : after.indexOf("\r\n\r\n", end);
                return last < 0
                        ? new Received(status, body.toString(), false, "")
                        : new Received(status, body.toString(), true, after.substring(last + 4));
            }
            var to = end + 2 + size;
            if (to + 2 > after.length()) {
                return new Received(status, body.toString(), false, "");
            }
            body.append(after, end + 2, to);
            at = to + 2;
        }
    }
}
