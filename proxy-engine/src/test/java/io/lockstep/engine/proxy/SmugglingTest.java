package io.lockstep.engine.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SmugglingTest {
    private static final String SECOND = "GET /hidden HTTP/1.1\r\nHost: a\r\n\r\n";

    private final RawUpstream upstream = RawUpstream.start();
    private final Rig rig = Rig.before(upstream.address());

    @AfterEach
    void close() {
        rig.close();
        upstream.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST / HTTP/1.1|Host: a|Content-Length: 5|Transfer-Encoding: chunked",
                "POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked|Content-Length: 5",
                "POST / HTTP/1.1|Host: a|Content-Length: 5|Content-Length: 5",
                "POST / HTTP/1.1|Host: a|Content-Length: 5|Content-Length: 6",
                "POST / HTTP/1.1|Host: a|Content-Length: 5, 5",
                "POST / HTTP/1.1|Host: a|Content-Length: +5",
                "POST / HTTP/1.1|Host: a|Content-Length: -5",
                "POST / HTTP/1.1|Host: a|Content-Length: 0x5",
                "POST / HTTP/1.1|Host: a|Content-Length: 5 5",
                "POST / HTTP/1.1|Host: a|Content-Length:",
                "POST / HTTP/1.1|Host: a|Content-Length: 99999999999999999999",
                "POST / HTTP/1.1|Host: a|Transfer-Encoding: gzip, chunked",
                "POST / HTTP/1.1|Host: a|Transfer-Encoding: xchunked",
                "POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked, identity",
                "POST / HTTP/1.1|Host: a|Transfer-Encoding: identity",
                "POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked|Transfer-Encoding: chunked",
                "POST / HTTP/1.1|Host: a|Transfer-Encoding : chunked",
                "POST / HTTP/1.1|Host: a|Transfer-Encoding:\u000bchunked",
                "POST / HTTP/1.1|Host: a|Transfer-Encoding: chun\u0000ked",
                "POST / HTTP/1.0|Host: a|Transfer-Encoding: chunked",
                "GET / HTTP/1.1|Host: a|X: b| folded: yes",
                "GET / HTTP/1.1|Host: a|X: b|\tfolded: yes",
                "GET / HTTP/1.1| Host: a",
                "GET / HTTP/1.1|Host: a|X: b\u0000c",
                "GET / HTTP/1.1|Host: a|X: b\rY: c",
                "GET / HTTP/1.1|Host: a|X: b\nY: c",
                "GET / HTTP/1.1|Host: a|X\u007f: b",
                "GET / HTTP/1.1|Host: a|X y: b",
                "GET / HTTP/1.1|Host: a|no colon",
                "GET / HTTP/1.1|Host: a|: nameless",
                "GET / HTTP/1.1|X: b",
                "GET / HTTP/1.1|Host: a|Host: a",
                "GET / HTTP/1.1|Host: a|Host: b",
                "GET / HTTP/1.1|Host: a b",
                "GET / HTTP/1.1|Host:",
                "GET http://other/ HTTP/1.1|Host: a",
                "GET /v1/../v2/x HTTP/1.1|Host: a",
                "GET /v1%2f..%2fv2 HTTP/1.1|Host: a",
                "GET /a\u000bb HTTP/1.1|Host: a",
                "CONNECT other:443 HTTP/1.1|Host: other:443",
                "CONNECT /x HTTP/1.1|Host: a",
                "GET  /x HTTP/1.1|Host: a",
                "GET /x  HTTP/1.1|Host: a",
                "GET /x HTTP/1.1 |Host: a",
                "GET\t/x HTTP/1.1|Host: a",
                "GET /x\tHTTP/1.1|Host: a"
            })
    void isRefusedAndTheConnectionClosed(String head) {
        try (var client = rig.client()) {
            client.send(head.replace("|", "\r\n") + "\r\n\r\n" + SECOND);

            var all = client.rest();

            assertThat(all).startsWith("HTTP/1.1 400 ").containsIgnoringCase("connection: close");
            assertThat(all.split("\r\n\r\n", -1)).hasSize(2);
        }
        assertThat(upstream.nobodyWaits()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\nHost: a\n\n",
                "GET / HTTP/1.1\r\nHost: a\n\r\n",
                "\nGET / "
            })
    void aBareLineFeedIsRefused(String head) {
        try (var client = rig.client()) {
            assertThat(client.send(head + SECOND).rest()).startsWith("HTTP/1.1 400 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/2.0", "GET / HTTP/1.2", "GET / http/1.1", "GET /"})
    void anotherVersionIsRefused(String line) {
        try (var client = rig.client()) {
            client.lines(line, "Host: a");

            assertThat(client.rest()).matches("(?s)HTTP/1.1 (400|505) .*");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5\nabcde\r\n", "zz\r\n", "-1\r\n", "3\r\nabcXX", "\r\n"})
    void aMalformedChunkEndsTheRequestAtBothEnds(String chunk) {
        try (var client = rig.client()) {
            client.lines("POST / HTTP/1.1", "Host: a", "Transfer-Encoding: chunked");
            var server = upstream.next();
            server.head();

            client.send(chunk + SECOND);

            assertThat(client.rest()).startsWith("HTTP/1.1 400 ");
            assertThat(server.rest()).doesNotContain("hidden", "0\r\n\r\n");
        }
        rig.noLeaseIsLeft();
    }

    @Test
    void oldWebSocketKeysDoNotMakeABody() {
        try (var client = rig.client()) {
            client.lines(
                    "GET /a HTTP/1.1",
                    "Host: a",
                    "Sec-WebSocket-Key1: 1",
                    "Sec-WebSocket-Key2: 2",
                    "Upgrade: WebSocket",
                    "Connection: close");
            client.send("GET /hidden");
            var server = upstream.next();

            server.head();
            server.send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx");

            assertThat(server.rest()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK|Content-Length: 5|Transfer-Encoding: chunked",
                "HTTP/1.1 200 OK|Content-Length: 5|Content-Length: 6",
                "HTTP/1.1 200 OK|Content-Length: x",
                "HTTP/1.1 200 OK|Transfer-Encoding: gzip, chunked",
                "HTTP/1.1 200 OK|Content-Length: 5|Content-Length: 5",
                "HTTP/1.1 200 OK|Content-Length: +5",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked, chunked",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked|Transfer-Encoding: chunked",
                "HTTP/1.0 200 OK|Transfer-Encoding: chunked",
                "HTTP/1.1 200 OK|Bad\u0001Name: x",
                "HTTP/1.1 200 OK|Bad Name: x",
                "HTTP/1.1 200 OK|Content-Length : 5",
                "HTTP/1.1 200 OK|X: a| folded: b",
                "HTTP/1.1 200 OK|X: a\nContent-Length: 5",
                "HTTP/1.1 200 OK|X: a\rContent-Length: 5",
                "HTTP/1.1 200 OK|X: \u0000",
                "HTTP/1.1 200 OK\nContent-Length: 5",
                "HTTP/1.1 2000 OK",
                "HTTP/1.1 abc OK",
                "HTTP/2.0 200 OK",
                "HTTP/1.1 100 Continue|X: a| folded: b",
                "HTTP/1.1 101 Switching Protocols|Upgrade: websocket|Connection: upgrade",
                "SSH-2.0-OpenSSH"
            })
    void anAnswerThatCanBeReadInTwoWaysIsNotPassedOn(String head) {
        try (var client = rig.client()) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            var server = upstream.next();
            server.head();

            server.send(head.replace("|", "\r\n") + "\r\n\r\nabcde");

            assertThat(client.rest()).startsWith("HTTP/1.1 502 ").contains("must not be passed on");
        }
        rig.noLeaseIsLeft();
    }

    @Test
    void anAnswerHeadWithoutEndIsNotPassedOn() {
        try (var client = rig.client()) {
            client.lines("GET / HTTP/1.1", "Host: a");
            var server = upstream.next();
            server.head();

            server.send("HTTP/1.1 200 OK\r\nX: " + "a".repeat(65 << 10) + "\r\n\r\n");

            assertThat(client.rest()).startsWith("HTTP/1.1 502 ").contains("longer than 64 KiB");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5\nabcde\r\n0\r\n\r\n",
                "zz\r\n",
                "3\r\nabcXX0\r\n\r\n",
                "3\r\nabc\r\n0\r\n\n",
                "0\r\nX : y\r\n\r\n",
                "0\r\nX: y\n\r\n",
                "0\r\nX: y\r\n folded\r\n\r\n"
            })
    void anAnswerWithAMalformedChunkNeverLooksComplete(String body) {
        try (var client = rig.client()) {
            client.lines("GET / HTTP/1.1", "Host: a");
            var server = upstream.next();
            server.head();

            server.lines("HTTP/1.1 200 OK", "Transfer-Encoding: chunked");
            assertThat(client.head()).startsWith("HTTP/1.1 200 ");
            server.send(body);

            assertThat(client.rest()).doesNotContain("0\r\n\r\n");
            assertThat(server.rest()).isIn("", "(reset)");
        }
        rig.noLeaseIsLeft();
    }

    @Test
    void bytesBehindAnAnswerAreNobodysAnswer() {
        try (var client = rig.client()) {
            client.lines("GET / HTTP/1.1", "Host: a");
            var server = upstream.next();
            server.head();
            server.send(
                    "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n"
                            + "xHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\ny");
            assertThat(client.answer()).endsWith("x");

            client.lines("GET /b HTTP/1.1", "Host: a");

            assertThat(Wire.target(upstream.next().head())).isEqualTo("/b");
            assertThat(server.rest()).isIn("", "(reset)");
        }
    }

    @Test
    void chunkExtensionsAndTrailersHaveLimitsAndNoFolds() {
        assertThat(chunked(("1;x=" + "y".repeat(1 << 10) + "\r\nz\r\n").repeat(5)))
                .startsWith("HTTP/1.1 400 ")
                .contains("chunk extensions are longer than 4 KiB");
        assertThat(chunked("0\r\nX: " + "y".repeat(17 << 10) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("trailers are longer than 16 KiB");
        assertThat(chunked("0\r\nX: y\r\n folded\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("folded trailers");
        assertThat(chunked("0\r\nX: y\u0001\r\n\r\n")).startsWith("HTTP/1.1 400 ");
    }

    private String chunked(String body) {
        try (var client = rig.client()) {
            client.lines("POST / HTTP/1.1", "Host: a", "Transfer-Encoding: chunked");
            client.send(body);
            return client.rest();
        }
    }

    @Test
    void longHeadsAreRefusedByName() {
        try (var client = rig.client()) {
            client.lines("GET /" + "a".repeat(17 << 10) + " HTTP/1.1", "Host: a");
            assertThat(client.rest()).startsWith("HTTP/1.1 414 ");
        }
        try (var client = rig.client()) {
            client.lines("GET / HTTP/1.1", "Host: a", "X: " + "a".repeat(65 << 10));
            assertThat(client.rest()).startsWith("HTTP/1.1 431 ");
        }
        try (var client = rig.client()) {
            client.lines("GET / HTTP/1.1", "Host: a" + "\r\nX: y".repeat(200));
            assertThat(client.rest()).startsWith("HTTP/1.1 400 ").contains("200 header fields");
        }
    }

    @Test
    void aRequestThatComesBackIsALoop() {
        try (var client = rig.client()) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            var via =
                    upstream.next()
                            .head()
                            .lines()
                            .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("via"))
                            .findFirst()
                            .orElseThrow();
            try (var again = rig.client()) {
                again.lines("GET / HTTP/1.1", "Host: a", via);
                assertThat(again.rest()).startsWith("HTTP/1.1 508 ");
            }
        }
    }

    @Test
    void aSlowHeadIsEndedWhileASlowBodyIsNot() {
        var hasty = ProxyLimits.standard().withHead(Duration.ofMillis(200));
        try (var strict = Rig.before(upstream.address(), hasty);
                var body = strict.client();
                var head = strict.client();
                var silent = strict.client()) {
            body.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\na");
            head.send("GET / HTTP/1.1\r\nHo");

            assertThat(head.rest()).startsWith("HTTP/1.1 408 ");
            assertThat(silent.rest()).startsWith("HTTP/1.1 408 ");
            body.send("b");
            var server = upstream.next();
            server.head();
            server.take(2);
            server.send("HTTP/1.1 204 No Content\r\n\r\n");
            assertThat(body.head()).startsWith("HTTP/1.1 204 ");
        }
    }
}
