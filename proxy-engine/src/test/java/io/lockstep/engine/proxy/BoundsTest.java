package io.lockstep.engine.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Each stated limit: what just keeps it is served, one more is refused.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class BoundsTest {
    private static final int LINE = 16 << 10;
    private static final int FIELDS = 64 << 10;
    private static final int EXTENSIONS = 4 << 10;
    private static final int TRAILERS = 16 << 10;

    private final RawUpstream upstream =
            RawUpstream.serving(wire -> {
                while (true) {
                    wire.body(wire.head());
                    wire.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                }
            });
    private final Rig rig = Rig.before(upstream.address());

    @AfterEach
    void close() {
        rig.close();
        upstream.close();
    }

    @Test
    void aRequestLineOf16KiB() {
        assertThat(ask(line(LINE) + "\r\nHost: a\r\n\r\n")).startsWith("HTTP/1.1 200 ");
        assertThat(ask(line(LINE + 1) + "\r\nHost: a\r\n\r\n")).startsWith("HTTP/1.1 414 ");
    }

    private static String line(int length) {
        var around = "GET / HTTP/1.1".length();
        return "GET /" + "a".repeat(length - around) + " HTTP/1.1";
    }

    @Test
    void aHeaderBlockOf64KiB() {
        assertThat(ask(block(FIELDS))).startsWith("HTTP/1.1 200 ");
        assertThat(ask(block(FIELDS + 16))).startsWith("HTTP/1.1 431 ");
    }

    private static String block(int length) {
        var around = "Host: a\r\nX: \r\n".length();
        return "GET / HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(length - around) + "\r\n\r\n";
    }

    @Test
    void twoHundredFields() {
        var request = "GET / HTTP/1.1\r\nHost: a\r\n";

        assertThat(ask(request + "X: y\r\n".repeat(199) + "\r\n")).startsWith("HTTP/1.1 200 ");
        assertThat(ask(request + "X: y\r\n".repeat(200) + "\r\n")).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void chunkExtensionsOf4KiBInAWholeBody() {
        var half = "1;" + "y".repeat(EXTENSIONS / 2 - 1) + "\r\nz\r\n";

        assertThat(ask(chunked(half + half + "0\r\n\r\n"))).startsWith("HTTP/1.1 200 ");
        assertThat(ask(chunked(half + half + "0;\r\n\r\n"))).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void trailersOf16KiB() {
        assertThat(ask(chunked("0\r\n" + trailer(TRAILERS) + "\r\n"))).startsWith("HTTP/1.1 200 ");
        assertThat(ask(chunked("0\r\n" + trailer(TRAILERS + 1) + "\r\n")))
                .startsWith("HTTP/1.1 400 ");
    }

    private static String trailer(int length) {
        return "X: " + "y".repeat(length - "X: \r\n".length()) + "\r\n";
    }

    private static String chunked(String body) {
        return "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + body;
    }

    @Test
    void theUsualTimesAreThoseStated() {
        var usual = ProxyLimits.standard();

        assertThat(usual.head()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(30));
        assertThat(usual.idle()).isEqualTo(Duration.ofHours(24));
        assertThat(usual.firstByte()).isEqualTo(Duration.ofHours(24));
    }

    /// The first answer; a refused client is still listened to while it sends.
    private String ask(String request) {
        try (var client = rig.client()) {
            return client.send(request).answer();
        }
    }
}
