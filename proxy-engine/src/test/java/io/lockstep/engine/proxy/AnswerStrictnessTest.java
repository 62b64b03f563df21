package io.lockstep.engine.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An upstream is believed no more than a client.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class AnswerStrictnessTest {
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
                "HTTP/1.1 200 OK|Content-Length: 5|Content-Length: 5",
                "HTTP/1.1 200 OK|Content-Length: 5, 5",
                "HTTP/1.1 200 OK|Content-Length: +5",
                "HTTP/1.1 200 OK|Content-Length: 0x5",
                "HTTP/1.1 200 OK|Content-Length: 5 5",
                "HTTP/1.1 200 OK|Content-Length:",
                "HTTP/1.1 200 OK|Content-Length: 99999999999999999999",
                "HTTP/1.1 200 OK|Transfer-Encoding: xchunked",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked, identity",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked|Transfer-Encoding: chunked",
                "HTTP/1.1 200 OK|Transfer-Encoding : chunked",
                "HTTP/1.1 200 OK|Transfer-Encoding:\u000bchunked",
                "HTTP/1.1 200 OK|Transfer-Encoding: chun\u0000ked",
                "HTTP/1.0 200 OK|Transfer-Encoding: chunked",
                "HTTP/1.1 200 OK|X: b| folded: yes",
                "HTTP/1.1 200 OK|X: b|\tfolded: yes",
                "HTTP/1.1 200 OK| X: b",
                "HTTP/1.1 200 OK|X: b\u0000c",
                "HTTP/1.1 200 OK|X: b\rY: c",
                "HTTP/1.1 200 OK|X: b\nY: c",
                "HTTP/1.1 200 OK\nX: b",
                "HTTP/1.1 200 OK|X\u007f: b",
                "HTTP/1.1 200 OK|X y: b",
                "HTTP/1.1 200 OK|no colon",
                "HTTP/1.1 200 OK|: nameless",
                "HTTP/2.0 200 OK",
                "HTTP/1.1 20 OK",
                "HTTP/1.1 2000 OK",
                "HTTP/1.1 OK",
                "200 OK"
            })
    void whatARequestMayNotSayAnAnswerMayNotEither(String head) {
        try (var client = rig.client()) {
            client.lines("GET / HTTP/1.1", "Host: a");
            var server = upstream.next();
            server.head();

            server.send(head.replace("|", "\r\n") + "\r\n\r\n5\r\nabcde\r\n0\r\n\r\n");

            assertThat(client.rest()).startsWith("HTTP/1.1 502 ").contains("must not be passed on");
            assertThat(server.rest()).isIn("", "(reset)");
        }
        rig.noLeaseIsLeft();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3\nabc\r\n",
                "zz\r\n",
                "-1\r\n",
                "3\r\nabcXX\r\n",
                "\r\n",
                "1;a\u0000\r\nx\r\n"
            })
    void aMalformedChunkIsShownAsABreak(String chunk) {
        try (var client = rig.client()) {
            client.lines("GET / HTTP/1.1", "Host: a");
            var server = upstream.next();
            server.head();
            server.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
            client.head();
            assertThat(client.chunk()).isEqualTo("abc");

            server.send(chunk + "0\r\n\r\n");

            assertThat(client.rest()).doesNotContain("0\r\n\r\n");
        }
        rig.noLeaseIsLeft();
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2c", "websocket, h2c", "none"})
    void anotherProtocolThanTheOneAskedForIsNotSwitchedTo(String offered) {
        try (var client = rig.client()) {
            client.lines("GET / HTTP/1.1", "Host: a", "Connection: upgrade", "Upgrade: websocket");
            var server = upstream.next();
            server.head();
            server.lines("HTTP/1.1 101 Go", "Connection: upgrade", "Upgrade: " + offered);

            assertThat(client.rest()).startsWith("HTTP/1.1 502 ");
        }
        rig.noLeaseIsLeft();
    }

    @Test
    void bytesAfterAnAnswerNeverReachTheNextRequest() {
        try (var client = rig.client()) {
            client.lines("GET /a HTTP/1.1", "Host: a");
            var server = upstream.next();
            server.head();
            server.send(
                    "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na"
                            + "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged");
            assertThat(client.answer()).endsWith("a");

            client.lines("POST /b HTTP/1.1", "Host: a", "Content-Length: 0");
            var second = upstream.next();
            assertThat(Wire.target(second.head())).isEqualTo("/b");
            second.lines("HTTP/1.1 204 No Content");

            assertThat(client.head()).startsWith("HTTP/1.1 204 ");
        }
    }
}
