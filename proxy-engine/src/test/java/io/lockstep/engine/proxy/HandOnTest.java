package io.lockstep.engine.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What clients of a proxy notice when another one accepts in its place.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HandOnTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final String GET = "GET /a HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";

    private final RawUpstream upstream = RawUpstream.start();
    private final Rig rig = Rig.before(upstream.address());

    @AfterEach
    void close() {
        rig.close();
        upstream.close();
    }

    @Test
    void anIdleClientMaySendOneMoreRequestAndIsToldToGoWithItsAnswer() {
        CompletableFuture<Void> drained;
        try (var client = rig.client()) {
            var server = asked(client);
            server.send(ANSWER);
            client.answer();
            drained = rig.proxy.handOn(LONG).toCompletableFuture();

            client.send(GET);
            server.head();
            server.send(ANSWER);

            assertThat(client.answer()).containsIgnoringCase("connection: close");
            assertThat(client.rest()).isEmpty();
        }
        Rig.eventually(drained::isDone);
    }

    @Test
    void aClientThatWasPromisedAnotherRequestInItsAnswerMaySendIt() {
        try (var client = rig.client()) {
            var server = asked(client);
            server.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nh");
            assertThat(client.head()).doesNotContainIgnoringCase("connection: close");
            assertThat(client.take(1)).isEqualTo("h");
            var _ = rig.proxy.handOn(LONG);
            server.send("i");
            assertThat(client.take(1)).isEqualTo("i");
            client.send(GET);
            assertThat(server.head()).startsWith("GET /a");
            server.send(ANSWER);

            assertThat(client.answer()).containsIgnoringCase("connection: close");
        }
    }

    @Test
    void whatWasSentAheadIsAnsweredBeforeTheConnectionGoes() {
        try (var client = rig.client()) {
            client.send(GET + GET);
            var server = upstream.next();
            server.head();
            var _ = rig.proxy.handOn(LONG);
            server.send(ANSWER);
            assertThat(client.answer()).doesNotContainIgnoringCase("connection: close");
            server.head();
            server.send(ANSWER);

            assertThat(client.answer()).containsIgnoringCase("connection: close");
        }
    }

    @Test
    void whoSendsNothingForTheWholeGraceIsClosed() {
        CompletableFuture<Void> drained;
        try (var client = rig.client()) {
            asked(client).send(ANSWER);
            client.answer();

            drained = rig.proxy.handOn(Duration.ofMillis(100)).toCompletableFuture();

            assertThat(client.rest()).isEmpty();
        }
        Rig.eventually(drained::isDone);
    }

    private Wire asked(Wire client) {
        client.send(GET);
        var server = upstream.next();
        server.head();
        return server;
    }
}
