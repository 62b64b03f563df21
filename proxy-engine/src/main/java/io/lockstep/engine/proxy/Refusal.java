package io.lockstep.engine.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lockstep.engine.http.Fault;
import io.lockstep.engine.observe.Ending;
import java.time.Duration;
import java.util.Optional;

/// An answer of the proxy's own: a status and one sentence. The connection is closed after it.
record Refusal(Status status, String sentence, Optional<Duration> retryAfter) {

    enum Status {
        BAD_REQUEST(400, "Bad Request"),
        NOT_FOUND(404, "Not Found"),
        REQUEST_TIMEOUT(408, "Request Timeout"),
        URI_TOO_LONG(414, "URI Too Long"),
        FIELDS_TOO_LARGE(431, "Request Header Fields Too Large"),
        BAD_GATEWAY(502, "Bad Gateway"),
        UNAVAILABLE(503, "Service Unavailable"),
        GATEWAY_TIMEOUT(504, "Gateway Timeout"),
        OTHER_VERSION(505, "HTTP Version Not Supported"),
        LOOP(508, "Loop Detected");

        private final int code;
        private final String phrase;

        Status(int code, String phrase) {
            this.code = code;
            this.phrase = phrase;
        }

        int code() {
            return code;
        }
    }

    static Refusal bad(String why) {
        return of(Status.BAD_REQUEST, "The request was refused: %s.".formatted(why));
    }

    /// What a head with that fault is answered.
    static Refusal of(Fault fault) {
        return switch (fault) {
            case LINE_TOO_LONG ->
                    of(Status.URI_TOO_LONG, "The request line is longer than 16 KiB.");
            case TOO_LONG ->
                    of(Status.FIELDS_TOO_LARGE, "The header fields are longer than 64 KiB.");
            case OTHER_VERSION ->
                    of(Status.OTHER_VERSION, "Only HTTP/1.1 and HTTP/1.0 are spoken here.");
            default -> bad(fault.sentence());
        };
    }

    static Refusal of(Status status, String sentence) {
        return new Refusal(status, sentence, Optional.empty());
    }

    static Refusal later(String sentence, Duration retryAfter) {
        return new Refusal(Status.UNAVAILABLE, sentence, Optional.of(retryAfter));
    }

    /// How an exchange ends that is answered so by the proxy itself.
    Ending ending() {
        if (retryAfter.isPresent()) {
            return Ending.REFUSED;
        }
        return switch (status) {
            case BAD_GATEWAY, GATEWAY_TIMEOUT -> Ending.UPSTREAM_FAILED;
            default -> Ending.rejected(status.code());
        };
    }

    void write(Outgoing out) {
        var body = (sentence + "\n").getBytes(UTF_8);
        out.put("HTTP/1.1 %d %s\r\n".formatted(status.code, status.phrase))
                .put("Content-Type: text/plain; charset=utf-8\r\n")
                .put("Content-Length: %d\r\nConnection: close\r\n".formatted(body.length));
        retryAfter.ifPresent(wait ->
                out.put(
                        "Retry-After: %d\r\n"
                                .formatted(Math.max(1, wait.plusMillis(999).toSeconds()))));
        out.put("\r\n").put(body);
    }
}
