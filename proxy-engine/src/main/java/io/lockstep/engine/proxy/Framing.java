package io.lockstep.engine.proxy;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Optional;

/// The rules that decide where a message ends. Whatever two parsers could read in two ways is
/// refused, in requests and in answers alike.
final class Framing {
    private static final int MOST_FIELDS = 200;
    private static final int MOST_DIGITS = 18;

    private Framing() {}

    /// What is wrong with the message, if anything is.
    static Optional<String> fault(HttpMessage message) {
        var headers = message.headers();
        if (headers.size() > MOST_FIELDS) {
            return Optional.of("it has more than 200 header fields");
        }
        return length(headers).or(() -> coding(message, headers));
    }

    /// Whether no body can follow.
    static boolean bodyless(HttpHeaders headers) {
        return !headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
                && (!headers.contains(HttpHeaderNames.CONTENT_LENGTH)
                        || "0".equals(headers.get(HttpHeaderNames.CONTENT_LENGTH)));
    }

    private static Optional<String> length(HttpHeaders headers) {
        var lengths = headers.getAll(HttpHeaderNames.CONTENT_LENGTH);
        if (lengths.size() > 1) {
            return Optional.of("it has several Content-Length fields");
        }
        if (!lengths.isEmpty() && !isNumber(lengths.getFirst())) {
            return Optional.of("its Content-Length is malformed");
        }
        return Optional.empty();
    }

    private static boolean isNumber(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= MOST_DIGITS;
    }

    private static Optional<String> coding(HttpMessage message, HttpHeaders headers) {
        var codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (codings.isEmpty()) {
            return Optional.empty();
        }
        if (headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
            return Optional.of("it has Content-Length and Transfer-Encoding");
        }
        if (codings.size() > 1 || !codings.getFirst().equalsIgnoreCase("chunked")) {
            return Optional.of("its Transfer-Encoding is not exactly chunked");
        }
        return message.protocolVersion().equals(HttpVersion.HTTP_1_1)
                ? Optional.empty()
                : Optional.of("it has Transfer-Encoding and is not HTTP/1.1");
    }
}
