package io.lockstep.engine.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Bodies of known length that are long enough to be moved inside the kernel, where there is epoll.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SpliceTest {
    private static final byte[] BODY = new byte[8 << 20];

    private final RawUpstream upstream = RawUpstream.start();
    private final Rig rig = Rig.before(upstream.address());

    static {
        new Random(7).nextBytes(BODY);
    }

    @AfterEach
    void close() {
        rig.close();
        upstream.close();
    }

    @Test
    void anAnswerArrivesByteForByteAndBothConnectionsServeOn() throws IOException {
        try (var client = rig.client()) {
            var server = asked(client);
            var _ = answer(server, BODY.length);

            assertThat(take(client)).isEqualTo(BODY);

            client.lines("GET /next HTTP/1.1", "Host: a");
            assertThat(server.head()).startsWith("GET /next ");
            server.lines("HTTP/1.1 204 No Content");
            assertThat(client.head()).startsWith("HTTP/1.1 204 ");
        }
        rig.noLeaseIsLeft();
        assertThat(rig.traffic.reading().bytesOut()).isEqualTo(BODY.length);
    }

    @Test
    void anAnswerIsWholeWhenItsUpstreamClosesBehindIt() throws IOException {
        try (var client = rig.client()) {
            var server = asked(client);
            var sent = answer(server, BODY.length);
            var _ = sent.thenRun(server::close);

            assertThat(take(client)).isEqualTo(BODY);
        }
        rig.noLeaseIsLeft();
    }

    @Test
    void anAnswerThatBreaksOffIsSeenToBeCut() throws IOException {
        try (var client = rig.client()) {
            var server = asked(client);
            var _ = answer(server, BODY.length / 2).thenRun(server::close);

            client.head();
            var got = client.in().readAllBytes();

            assertThat(got).isEqualTo(Arrays.copyOf(BODY, BODY.length / 2));
        }
        rig.noLeaseIsLeft();
    }

    @Test
    void aClientThatLeavesInTheMiddleTakesTheUpstreamsConnectionWithIt() throws IOException {
        var client = rig.client();
        var server = asked(client);
        var _ = answer(server, BODY.length);
        client.head();
        client.in().readNBytes(BODY.length / 8);

        client.reset();

        assertThat(server.rest()).isIn("", "(reset)");
        rig.noLeaseIsLeft();
    }

    @Test
    void moreStalledAnswersThanThereArePipesAllArriveWhole() throws IOException {
        var clients = Stream.generate(rig::client).limit(20).toList();
        clients.stream()
                .map(this::asked)
                .toList()
                .forEach(server -> {
                    var _ = answer(server, BODY.length);
                });

        for (var client : clients) {
            assertThat(take(client)).isEqualTo(BODY);
            client.close();
        }
        rig.noLeaseIsLeft();
    }

    @Test
    void aRequestsBodyArrivesByteForByteAndTheNextRequestBehindIt() throws IOException {
        try (var client = rig.client()) {
            client.lines("POST / HTTP/1.1", "Host: a", "Content-Length: " + BODY.length);
            var server = upstream.next();
            server.head();
            var sent = started(() -> client.send(BODY).lines("GET /next HTTP/1.1", "Host: a"));

            assertThat(server.in().readNBytes(BODY.length)).isEqualTo(BODY);

            sent.join();
            server.lines("HTTP/1.1 204 No Content");
            assertThat(client.head()).startsWith("HTTP/1.1 204 ");
            assertThat(server.head()).startsWith("GET /next ");
            server.lines("HTTP/1.1 204 No Content");
            assertThat(client.head()).startsWith("HTTP/1.1 204 ");
        }
        rig.noLeaseIsLeft();
        assertThat(rig.traffic.reading().bytesIn()).isEqualTo(BODY.length);
    }

    @Test
    void anAnswerBeforeTheEndOfTheRequestsBodyIsPassedOn() throws IOException {
        try (var client = rig.client()) {
            client.lines("POST / HTTP/1.1", "Host: a", "Content-Length: " + BODY.length);
            var server = upstream.next();
            server.head();
            client.send(Arrays.copyOf(BODY, 1 << 20));
            assertThat(server.in().readNBytes(1 << 20)).hasSize(1 << 20);

            server.lines("HTTP/1.1 413 Content Too Large", "Content-Length: 0");

            assertThat(client.head()).startsWith("HTTP/1.1 413 ");
        }
        rig.noLeaseIsLeft();
    }

    private Wire asked(Wire client) {
        client.lines("GET / HTTP/1.1", "Host: a");
        var server = upstream.next();
        server.head();
        return server;
    }

    /// Announces the whole body and sends so much of it.
    private static CompletableFuture<Void> answer(Wire server, int bytes) {
        server.lines("HTTP/1.1 200 OK", "Content-Length: " + BODY.length);
        return started(() -> server.send(Arrays.copyOf(BODY, bytes)));
    }

    private static CompletableFuture<Void> started(Runnable sending) {
        return CompletableFuture.runAsync(sending, task -> Thread.ofVirtual().start(task));
    }

    private static byte[] take(Wire client) throws IOException {
        client.head();
        return client.in().readNBytes(BODY.length);
    }
}
