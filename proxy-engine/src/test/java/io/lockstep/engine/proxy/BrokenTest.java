package io.lockstep.engine.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class BrokenTest {
    private final RawUpstream upstream = RawUpstream.start();
    private final Rig rig = Rig.before(upstream.address());

    @AfterEach
    void close() {
        rig.close();
        upstream.close();
    }

    @Test
    void anAnswerThatBreaksOffIsNeverCompleted() {
        try (var client = rig.client()) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            var server = upstream.next();
            server.head();
            server.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
            client.head();
            assertThat(client.chunk()).isEqualTo("abc");
            server.close();

            assertThat(client.rest()).doesNotContain("0\r\n");
        }
        rig.noLeaseIsLeft();
        assertThat(rig.traffic.reading().errors()).isEqualTo(1);
    }

    @Test
    void aResetInAnAnswerThatEndsByCloseIsAResetForAnOldClientToo() {
        try (var client = rig.client()) {
            client.send("GET / HTTP/1.0\r\n\r\n");
            var server = upstream.next();
            server.head();
            server.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
            client.head();
            client.take(3);
            server.reset();

            assertThat(client.rest()).endsWith("(reset)");
        }
    }

    @Test
    void aGetOnAConnectionThatTheUpstreamHadClosedIsAskedAgainOnAFreshOne() {
        try (var client = rig.client()) {
            client.send("GET /a HTTP/1.1\r\nHost: a\r\n\r\n");
            var first = upstream.next();
            first.head();
            first.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            client.answer();

            client.send("GET /b HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(Wire.target(first.head())).isEqualTo("/b");
            first.close();
            var second = upstream.next();
            assertThat(Wire.target(second.head())).isEqualTo("/b");
            second.send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nb");

            assertThat(client.answer()).endsWith("b");
        }
        rig.noLeaseIsLeft();
        assertThat(rig.traffic.reading().errors()).isZero();
    }

    @Test
    void aPostIsNeverSentTwice() {
        try (var client = rig.client()) {
            client.send("GET /a HTTP/1.1\r\nHost: a\r\n\r\n");
            var first = upstream.next();
            first.head();
            first.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            client.answer();

            client.send("POST /b HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx");
            first.head();
            first.close();

            assertThat(client.answer()).startsWith("HTTP/1.1 502 ").contains("broke off");
            assertThat(upstream.nobodyWaits()).isTrue();
        }
        rig.noLeaseIsLeft();
    }

    @Test
    void aGetThatBreaksOnAFreshConnectionIsNotRepeated() {
        try (var client = rig.client()) {
            client.send("GET /a HTTP/1.1\r\nHost: a\r\n\r\n");
            var server = upstream.next();
            server.head();
            server.close();

            assertThat(client.answer()).startsWith("HTTP/1.1 502 ");
            assertThat(upstream.nobodyWaits()).isTrue();
        }
    }

    @Test
    void anUpstreamThatIsNotThereIsNamed() {
        upstream.close();

        assertThat(rig.get("/"))
                .startsWith("HTTP/1.1 503 ")
                .contains("127.0.0.1:" + upstream.address().getPort(), "refuses connections");
        rig.noLeaseIsLeft();
    }

    @Test
    void anUpstreamWhoseNameIsUnknownIsNamed() {
        try (var nowhere = Rig.before(URI.create("http://mlnode.invalid:8080"))) {
            assertThat(nowhere.get("/"))
                    .startsWith("HTTP/1.1 503 ")
                    .contains("mlnode.invalid:8080", "unknown");
        }
    }

    @Test
    void aClientThatDiesGivesItsLeaseBack() {
        var client = rig.client();
        client.send("GET /events HTTP/1.1\r\nHost: a\r\n\r\n");
        var server = upstream.next();
        server.head();
        server.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
        client.head();
        assertThat(rig.routing.inFlight("v1")).isEqualTo(1);

        client.reset();

        assertThat(server.rest()).isIn("", "(reset)");
        rig.noLeaseIsLeft();
    }

    @Test
    void aClientThatClosesIsNoticedAtTheNextBytes() {
        var client = rig.client();
        client.send("GET /events HTTP/1.1\r\nHost: a\r\n\r\n");
        var server = upstream.next();
        server.head();
        server.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
        client.head();
        client.chunk();

        client.close();

        Rig.eventually(() -> {
            var _ = server.trySend("3\r\nabc\r\n");
            return rig.routing.inFlight("v1") == 0;
        });
        rig.noLeaseIsLeft();
    }

    @Test
    void aClientThatDiesInItsBodyGivesItsLeaseBack() {
        var client = rig.client();
        client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc");
        var server = upstream.next();
        server.head();
        assertThat(server.take(3)).isEqualTo("abc");

        client.close();

        assertThat(server.rest()).isIn("", "(reset)");
        rig.noLeaseIsLeft();
    }

    @Test
    void anExchangeInWhichNothingMovesIsEndedAtTheIdleLimit() {
        var hasty = ProxyLimits.standard().withIdle(Duration.ofMillis(200));
        try (var impatient = Rig.before(upstream.address(), hasty);
                var client = impatient.client()) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            var server = upstream.next();
            server.head();

            assertThat(client.rest()).isIn("", "(reset)");
            assertThat(server.rest()).isIn("", "(reset)");
            impatient.noLeaseIsLeft();
        }
    }

    @Test
    void aConnectionUnusedForLongerThanIsAllowedIsNotUsedAgain() {
        var hasty = ProxyLimits.standard().withPooled(Duration.ofMillis(1));
        try (var cautious = Rig.before(upstream.address(), hasty);
                var client = cautious.client()) {
            for (var i = 0; i < 2; i++) {
                client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
                var server = upstream.next();
                server.head();
                server.send("HTTP/1.1 204 No Content\r\n\r\n");
                client.head();
                assertThat(server.rest()).isEmpty();
            }
        }
    }
}
