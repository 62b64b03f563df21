package io.lockstep.engine.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.engine.route.Disposition;
import io.lockstep.engine.route.Routing;
import io.lockstep.engine.route.RoutingTable;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RelayTest {
    private final RawUpstream upstream = RawUpstream.start();
    private final Rig rig = Rig.before(upstream.address());

    @AfterEach
    void close() {
        rig.close();
        upstream.close();
    }

    @Test
    void eachChunkArrivesBeforeTheNextIsSent() {
        try (var client = rig.client()) {
            client.send("GET /events HTTP/1.1\r\nHost: a\r\n\r\n");
            var server = upstream.next();
            server.head();
            server.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            assertThat(client.head()).startsWith("HTTP/1.1 200 OK\r\n");

            for (var i = 0; i < 20; i++) {
                server.send("8\r\ndata: %02d\r\n".formatted(i));
                assertThat(client.chunk()).isEqualTo("data: %02d".formatted(i));
            }
            server.send("0\r\nX-Sum: 20\r\n\r\n");

            assertThat(client.until("\r\n\r\n")).isEqualTo("0\r\nX-Sum: 20\r\n\r\n");
        }
        rig.noLeaseIsLeft();
    }

    @Test
    void eachPartOfABodyReachesTheUpstreamBeforeTheNextIsSent() {
        try (var client = rig.client()) {
            client.send("POST /v1/x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
            var server = upstream.next();
            assertThat(server.head()).startsWith("POST /x HTTP/1.1\r\n");

            for (var i = 0; i < 20; i++) {
                client.send("2\r\n%02d\r\n".formatted(i));
                assertThat(server.chunk()).isEqualTo("%02d".formatted(i));
            }
            client.send("0\r\nX-Sum: 1\r\n\r\n");

            assertThat(server.until("\r\n\r\n")).isEqualTo("0\r\nX-Sum: 1\r\n\r\n");
            server.send("HTTP/1.1 204 No Content\r\n\r\n");
            assertThat(client.head()).startsWith("HTTP/1.1 204 No Content\r\n");
        }
        rig.noLeaseIsLeft();
    }

    @Test
    void theFieldsSayWhoAskedAndHopByHopFieldsEndHere() {
        try (var client = rig.client()) {
            client.lines(
                    "GET / HTTP/1.1",
                    "Host: node.example:8080",
                    "Connection: keep-alive, X-Secret",
                    "X-Secret: 1",
                    "TE: trailers",
                    "X-Real-IP: 6.6.6.6",
                    "X-Forwarded-For: 1.2.3.4",
                    "Upgrade: h2c");

            var head = upstream.next().head().toLowerCase(Locale.ROOT);

            assertThat(head)
                    .contains("\r\nhost: node.example:8080\r\n")
                    .contains("\r\nx-forwarded-for: 1.2.3.4, 127.0.0.1\r\n")
                    .contains("\r\nx-real-ip: 127.0.0.1\r\n")
                    .contains("\r\nvia: 1.1 lockstep-")
                    .doesNotContain("secret", "te: trailers", "6.6.6.6", "h2c", "connection");
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrderOverOneUpstreamConnection() {
        try (var client = rig.client()) {
            client.lines("GET /a HTTP/1.1", "Host: a");
            client.lines("POST /b HTTP/1.1", "Host: a", "Content-Length: 2");
            client.send("hiGET /c HTTP/1.1\r\nHost: a\r\n\r\n");
            var server = upstream.next();

            for (var path : new String[] {"/a", "/b", "/c"}) {
                var head = server.head();
                server.body(head);
                assertThat(Wire.target(head)).isEqualTo(path);
                server.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n" + path);
            }

            for (var path : new String[] {"/a", "/b", "/c"}) {
                assertThat(client.answer()).endsWith("\r\n\r\n" + path);
            }
            assertThat(upstream.nobodyWaits()).isTrue();
        }
        rig.noLeaseIsLeft();
    }

    @Test
    void interimAnswersArePassedAndTheBodyFollowsThem() {
        try (var client = rig.client()) {
            client.send(
                    "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
            var server = upstream.next();
            assertThat(server.head()).containsIgnoringCase("expect: 100-continue");

            server.send("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n");
            assertThat(client.head())
                    .startsWith("HTTP/1.1 103 Early Hints\r\n")
                    .contains("Link: x");
            assertThat(client.head()).startsWith("HTTP/1.1 100 Continue\r\n");
            client.send("ok");
            assertThat(server.take(2)).isEqualTo("ok");
            server.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

            assertThat(client.answer()).startsWith("HTTP/1.1 200 OK\r\n");
        }
    }

    @Test
    void answersWithoutABodyKeepTheirLengthAndTheConnection() {
        try (var client = rig.client()) {
            client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");
            var server = upstream.next();
            server.head();
            server.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
            assertThat(client.head()).containsIgnoringCase("content-length: 1000");

            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            server.head();
            server.send("HTTP/1.1 304 Not Modified\r\nContent-Length: 7\r\n\r\n");
            assertThat(client.head()).startsWith("HTTP/1.1 304");

            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            server.head();
            server.send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx");
            assertThat(client.answer()).endsWith("x");
        }
        rig.noLeaseIsLeft();
    }

    @Test
    void anEarlyAnswerReachesAClientThatIsStillSending() {
        try (var client = rig.client()) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000000\r\n\r\nsome");
            var server = upstream.next();
            server.head();
            server.send("HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\n\r\nbig");
            server.close();

            client.send("x".repeat(1000));
            assertThat(client.answer())
                    .startsWith("HTTP/1.1 413 Too Large\r\n")
                    .containsIgnoringCase("connection: close")
                    .endsWith("big");
        }
        rig.noLeaseIsLeft();
    }

    @Test
    void aClientOfHttp10GetsNoChunksAndTheEndByClose() {
        try (var client = rig.client()) {
            client.send("GET / HTTP/1.0\r\n\r\n");
            var server = upstream.next();
            assertThat(server.head())
                    .startsWith("GET / HTTP/1.1\r\n")
                    .containsIgnoringCase("host: ");
            server.send(
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n");

            assertThat(client.rest())
                    .doesNotContainIgnoringCase("transfer-encoding")
                    .endsWith("\r\n\r\nabc");
        }
    }

    @Test
    void anAnswerThatEndsByCloseIsChunkedForTheClient() {
        try (var client = rig.client()) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            var server = upstream.next();
            server.head();
            server.send("HTTP/1.0 200 OK\r\n\r\nabc");
            server.close();

            assertThat(client.answer()).containsIgnoringCase("chunked").endsWith("abc");
        }
        rig.noLeaseIsLeft();
    }

    @Test
    void aClientThatHasFinishedSendingStillGetsItsAnswer() {
        try (var client = rig.client()) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            client.endOutput();
            var server = upstream.next();
            server.head();
            server.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
            assertThat(client.head()).startsWith("HTTP/1.1 200");
            assertThat(client.chunk()).isEqualTo("abc");
            server.send("0\r\n\r\n");

            assertThat(client.rest()).isEqualTo("0\r\n\r\n");
        }
        rig.noLeaseIsLeft();
    }

    @Test
    void anOldClientThatAsksForItKeepsItsConnection() {
        try (var client = rig.client()) {
            client.lines("GET /a HTTP/1.0", "Connection: keep-alive");
            var server = upstream.next();
            server.head();
            server.send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na");
            assertThat(client.answer())
                    .containsIgnoringCase("connection: keep-alive")
                    .endsWith("a");

            client.lines("GET /b HTTP/1.0");
            server.head();
            server.send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nb");

            assertThat(client.rest()).containsIgnoringCase("connection: close").endsWith("b");
        }
    }

    @Test
    void bodyAndAnswerMayRunAtTheSameTime() {
        try (var client = rig.client()) {
            client.lines("POST / HTTP/1.1", "Host: a", "Transfer-Encoding: chunked");
            var server = upstream.next();
            server.head();
            server.lines("HTTP/1.1 200 OK", "Transfer-Encoding: chunked");
            client.head();

            for (var i = 0; i < 10; i++) {
                client.send("2\r\n%02d\r\n".formatted(i));
                assertThat(server.chunk()).isEqualTo("%02d".formatted(i));
                server.send("3\r\ne%02d\r\n".formatted(i));
                assertThat(client.chunk()).isEqualTo("e%02d".formatted(i));
            }
            client.send("0\r\n\r\n");
            assertThat(server.until("\r\n\r\n")).isEqualTo("0\r\n\r\n");
            server.send("0\r\n\r\n");

            assertThat(client.rest()).isEqualTo("0\r\n\r\n");
        }
        rig.noLeaseIsLeft();
    }

    @Test
    void aListenerWithAnUpstreamPortGoesToThatPort() {
        var table =
                RoutingTable.empty()
                        .withUpstream("v1", URI.create("http://127.0.0.1:1"))
                        .withDefault(new Disposition.To("v1"));
        var port = OptionalInt.of(upstream.address().getPort());
        try (var proxy =
                        ProxyServer.open(
                                List.of(Listen.plain("127.0.0.1", 0, port)),
                                Optional.of(1),
                                new Routing(table),
                                new Traffic(System::nanoTime),
                                ProxyLimits.standard());
                var client = Wire.to(proxy.addresses().getFirst())) {
            client.lines("GET /x HTTP/1.1", "Host: a");

            assertThat(Wire.target(upstream.next().head())).isEqualTo("/x");
        }
    }

    @Test
    void aDrainAnswersWhatIsInFlightAndTakesNothingMore() {
        try (var idle = rig.client();
                var client = rig.client()) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            var server = upstream.next();
            server.head();

            var drained = rig.proxy.drain().toCompletableFuture();

            assertThat(idle.rest()).isEmpty();
            assertThat(drained).isNotDone();
            server.send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx");
            assertThat(client.rest()).containsIgnoringCase("connection: close").endsWith("x");
            client.endOutput();
            idle.endOutput();
            assertThat(drained).succeedsWithin(Duration.ofSeconds(10));
        }
    }
}
