package io.lockstep.engine.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.engine.route.Disposition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HoldTest {
    private final RawUpstream incumbent = RawUpstream.naming("one");
    private final RawUpstream candidate = RawUpstream.naming("two");
    private final Rig rig = Rig.before(incumbent.address());

    @AfterEach
    void close() {
        rig.close();
        incumbent.close();
        candidate.close();
    }

    @Test
    void aHeldRequestGoesWhereTheNextGenerationSends() {
        rig.hold(Duration.ofMinutes(1));
        try (var client = rig.client()) {
            client.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc");
            Rig.eventually(() -> rig.routing.counters().held().sum() == 1);
            assertThat(rig.routing.inFlight("v1")).isZero();

            serveFromCandidate();

            assertThat(client.answer()).endsWith("two /x");
        }
        rig.noLeaseIsLeft();
    }

    @Test
    void aRequestThatIsHeldTooLongIsToldWhenToComeAgain() {
        rig.hold(Duration.ofMillis(50));

        assertThat(rig.get("/x"))
                .startsWith("HTTP/1.1 503 ")
                .containsIgnoringCase("retry-after: 5")
                .contains("waited");
        assertThat(rig.routing.counters().refused().sum()).isEqualTo(1);
        rig.noLeaseIsLeft();
    }

    @Test
    void aRefusingTableAnswersAtOnce() {
        rig.routing.change(
                table -> table.withDefault(new Disposition.Refuse(Duration.ofSeconds(7))));

        assertThat(rig.get("/x"))
                .startsWith("HTTP/1.1 503 ")
                .containsIgnoringCase("retry-after: 7");
    }

    @Test
    void aDrainWaitsForAStreamOfTheGenerationBefore() {
        try (var slow = RawUpstream.start();
                var behind = Rig.before(slow.address());
                var client = behind.client()) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            var server = slow.next();
            server.head();
            server.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            client.head();
            var generation = behind.routing.change(table -> table).generation();
            var drained = behind.routing.drained("v1", generation).toCompletableFuture();
            assertThat(drained).isNotDone();

            server.send("0\r\n\r\n");

            assertThat(drained).succeedsWithin(Duration.ofSeconds(10));
        }
    }

    @Test
    void anUnknownPrefixKeepsItsPathAndAKnownOneLosesIt() {
        assertThat(rig.get("/v1/a?b=c")).endsWith("one /a?b=c");
        assertThat(rig.get("/v1")).endsWith("one /");
        assertThat(rig.get("/v9/a")).endsWith("one /v9/a");
        assertThat(rig.get("/V1/a")).endsWith("one /V1/a");
    }

    @Test
    void noRequestFailsWhileGenerationsChangeUnderLoad() throws InterruptedException {
        serveFromCandidate();
        var wrong = new AtomicInteger();
        var clients = new ArrayList<Thread>();
        for (var i = 0; i < 16; i++) {
            clients.add(Thread.ofVirtual().start(() -> wrong.addAndGet(askMany())));
        }

        for (var turn = 0; clients.stream().anyMatch(Thread::isAlive); turn++) {
            var now = turn % 3;
            rig.routing.change(table ->
                    table.withDefault(
                            switch (now) {
                                case 0 -> new Disposition.To("v1");
                                case 1 -> new Disposition.Hold("v2", Duration.ofMinutes(1));
                                default -> new Disposition.To("v2");
                            }));
            clients.getFirst().join(Duration.ofMillis(3));
        }

        assertThat(wrong).hasValue(0);
        rig.noLeaseIsLeft();
        assertThat(rig.routing.inFlight("v2")).isZero();
        assertThat(rig.traffic.reading().errors()).isZero();
    }

    private int askMany() {
        var wrong = 0;
        try (var client = rig.client()) {
            for (var i = 0; i < 200; i++) {
                client.send(
                        "POST /%d HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi".formatted(i));
                var answer = client.answer();
                if (!answer.startsWith("HTTP/1.1 200") || !answer.endsWith(" /" + i)) {
                    wrong++;
                }
            }
        }
        return wrong;
    }

    private void serveFromCandidate() {
        rig.routing.change(table ->
                table.withUpstream("v2", candidate.address())
                        .withRoute("v2", new Disposition.To("v2"))
                        .withDefault(new Disposition.To("v2")));
    }
}
