package io.lockstep.engine.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TunnelTest {
    private final RawUpstream upstream = RawUpstream.start();
    private final Rig rig = Rig.before(upstream.address());

    @AfterEach
    void close() {
        rig.close();
        upstream.close();
    }

    @Test
    void bytesGoBothWaysOnceBothAgreed() {
        try (var client = rig.client()) {
            var server = opened(client);

            for (var i = 0; i < 20; i++) {
                client.send("\u0000ping" + i + "\n");
                assertThat(server.until("\n")).isEqualTo("\u0000ping" + i + "\n");
                server.send("\u00ffpong" + i + "\n");
                assertThat(client.until("\n")).isEqualTo("\u00ffpong" + i + "\n");
            }
            assertThat(rig.routing.inFlight("v1")).isEqualTo(1);
            server.close();
            assertThat(client.rest()).isEmpty();
        }
        rig.noLeaseIsLeft();
    }

    @Test
    void aTunnelGoesOnWhenAnotherEngineHasTakenOver() {
        CompletableFuture<Void> drained;
        try (var client = rig.client()) {
            var server = opened(client);

            drained = rig.proxy.handOn(Duration.ofMillis(1)).toCompletableFuture();

            for (var i = 0; i < 20; i++) {
                client.send("ping" + i + "\n");
                assertThat(server.until("\n")).isEqualTo("ping" + i + "\n");
            }
            assertThat(drained).isNotDone();
            server.close();
        }
        Rig.eventually(drained::isDone);
    }

    @Test
    void theUpstreamsFirstBytesMayComeWithItsAnswer() {
        try (var client = rig.client()) {
            ask(client);
            var server = upstream.next();
            server.head();
            var head = "HTTP/1.1 101 Switching\r\nConnection: upgrade\r\nUpgrade: websocket";
            server.send(head + "\r\n\r\nhello");

            client.head();
            assertThat(client.take(5)).isEqualTo("hello");
            server.close();
        }
        rig.noLeaseIsLeft();
    }

    @Test
    void oneDirectionMayEndBeforeTheOther() {
        try (var client = rig.client()) {
            var server = opened(client);

            client.send("last");
            client.endOutput();
            assertThat(server.rest()).isEqualTo("last");
            assertThat(rig.routing.inFlight("v1")).isEqualTo(1);
            server.send("bye");
            server.close();

            assertThat(client.rest()).isEqualTo("bye");
        }
        rig.noLeaseIsLeft();
    }

    @Test
    void anUpstreamThatDiesEndsTheTunnel() {
        try (var client = rig.client()) {
            var server = opened(client);

            server.reset();

            assertThat(client.rest()).isIn("", "(reset)");
        }
        rig.noLeaseIsLeft();
    }

    @Test
    void aRefusedUpgradeIsAnOrdinaryAnswer() {
        try (var client = rig.client()) {
            ask(client);
            var server = upstream.next();
            server.head();
            server.send("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
            assertThat(client.answer()).startsWith("HTTP/1.1 403 ");

            client.lines("GET /next HTTP/1.1", "Host: a");
            assertThat(Wire.target(server.head())).isEqualTo("/next");
        }
    }

    private Wire opened(Wire client) {
        ask(client);
        var server = upstream.next();
        assertThat(server.head())
                .containsIgnoringCase("connection: upgrade")
                .containsIgnoringCase("upgrade: websocket");
        server.lines(
                "HTTP/1.1 101 Switching Protocols",
                "Connection: upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Accept: x");
        assertThat(client.head())
                .startsWith("HTTP/1.1 101 Switching Protocols\r\n")
                .containsIgnoringCase("sec-websocket-accept: x");
        return server;
    }

    private static void ask(Wire client) {
        client.lines(
                "GET /socket HTTP/1.1", "Host: a", "Connection: Upgrade", "Upgrade: websocket");
    }
}
