package io.lockstep.engine.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is left of a version at the limit of its drain is broken off, and nothing else is.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CutTest {
    private final RawUpstream upstream = RawUpstream.start();
    private final Rig rig = Rig.before(upstream.address());

    @AfterEach
    void close() {
        rig.close();
        upstream.close();
    }

    @Test
    void aRequestWithoutAnAnswerIsToldSo() {
        try (var client = rig.client()) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            upstream.next().head();
            assertThat(rig.routing.inFlight("v1")).isEqualTo(1);

            rig.proxy.cut("v1");

            assertThat(client.answer()).startsWith("HTTP/1.1 502 ").contains("cut off");
        }
        rig.noLeaseIsLeft();
    }

    @Test
    void aStreamIsShownAsBrokenOff() {
        try (var client = rig.client()) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            var server = upstream.next();
            server.head();
            server.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
            client.head();
            assertThat(client.chunk()).isEqualTo("abc");

            rig.proxy.cut("v1");

            assertThat(client.rest()).doesNotContain("0\r\n\r\n");
            assertThat(server.rest()).isNotNull();
        }
        rig.noLeaseIsLeft();
    }

    @Test
    void aTunnelCountsAsInFlightAndIsClosed() {
        try (var client = rig.client()) {
            client.lines("GET / HTTP/1.1", "Host: a", "Connection: Upgrade", "Upgrade: websocket");
            var server = upstream.next();
            server.head();
            server.lines(
                    "HTTP/1.1 101 Switching Protocols",
                    "Connection: Upgrade",
                    "Upgrade: websocket");
            client.head();
            assertThat(rig.routing.inFlight("v1")).isEqualTo(1);

            rig.proxy.cut("v2");
            client.send("ping");
            assertThat(server.take(4)).isEqualTo("ping");

            rig.proxy.cut("v1");

            assertThat(client.rest()).isEmpty();
            assertThat(server.rest()).isEmpty();
        }
        rig.noLeaseIsLeft();
    }

    @Test
    void anotherVersionsRequestsGoOn() {
        try (var client = rig.client()) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            var server = upstream.next();
            server.head();

            rig.proxy.cut("v2");
            server.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");

            assertThat(client.answer()).startsWith("HTTP/1.1 200 ").endsWith("ok");
        }
    }
}
