package io.lockstep.engine.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.route.Disposition.Bridge;
import io.lockstep.engine.route.Disposition.Hold;
import io.lockstep.engine.route.Disposition.Split;
import io.lockstep.engine.route.Disposition.To;
import io.lockstep.engine.route.Routing.Decision;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutingTest {
    private static final URI OLD = URI.create("http://old:8080");
    private static final URI NEW = URI.create("http://new:8080");

    private final Routing routing =
            new Routing(
                    RoutingTable.empty()
                            .withUpstream("v1", OLD)
                            .withUpstream("v2", NEW)
                            .withRoute("v1", new To("v1"))
                            .withDefault(new To("v1")));

    @Test
    void aKnownPrefixChoosesItsUpstreamAndAnythingElseTheDefault() {
        routing.change(table -> table.withRoute("v2", new To("v2")));

        assertThat(send("v2").upstream()).isEqualTo(NEW);
        assertThat(send("v3").upstream()).isEqualTo(OLD);
    }

    @Test
    void everyChangeIsANewGeneration() {
        var before = routing.current().generation();

        var after = routing.change(table -> table.withDefault(new To("v2")));

        assertThat(after.generation()).isEqualTo(before + 1);
    }

    @Test
    void aTableThatNamesAnUnknownUpstreamIsRefusedAndTheOldOneStays() {
        var before = routing.current();

        assertThatThrownBy(() -> routing.change(table -> table.withDefault(new To("v9"))))
                .isInstanceOf(ProblemException.class);
        assertThat(routing.current()).isSameAs(before);
    }

    @Test
    void aDrainWaitsForTheRequestsOfOlderGenerationsOnly() {
        var older = send("v1");
        var generation = routing.change(table -> table).generation();
        var drained = routing.drained("v1", generation).toCompletableFuture();
        var younger = send("v1");

        assertThat(drained).isNotDone();
        older.done().run();
        assertThat(drained).isCompleted();
        younger.done().run();
    }

    @Test
    void aLeaseReturnedTwiceCountsOnce() {
        var first = send("v1");
        var second = send("v1");

        first.done().run();
        first.done().run();

        assertThat(routing.inFlight("v1")).isEqualTo(1);
        second.done().run();
        assertThat(routing.inFlight("v1")).isZero();
    }

    @Test
    void aHeldRequestHearsOfTheChangeThatFreesIt() {
        routing.change(table -> table.withDefault(new Hold("v2", Duration.ofMinutes(1))));
        var heard = new AtomicInteger();
        assertThat(routing.decide(Optional.empty(), Errand.WORK)).isInstanceOf(Decision.Wait.class);

        try (var _ = routing.onChange(heard::incrementAndGet)) {
            routing.change(table -> table.withDefault(new To("v2")));
        }
        routing.change(table -> table);

        assertThat(heard).hasValue(1);
        assertThat(send("").upstream()).isEqualTo(NEW);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/chat/completions, WORK",
        "POST, /v3.0.8/v1/chat/completions?x=/api/v1/stop, WORK",
        "GET, /health, WORK",
        "GET, /v3.0.8/api/v1/state, INSPECTION",
        "HEAD, /api/v1/state, INSPECTION",
        "POST, /api/v1/stop, COMMAND",
        "POST, /v3.0.8/poc/api/v1/inference/up, COMMAND",
        "DELETE, /api/v1/models, COMMAND"
    })
    void anErrandIsToldFromMethodAndPath(String method, String target, Errand errand) {
        assertThat(Errand.of(method, target)).isEqualTo(errand);
    }

    @Test
    void nobodyCommandsAnMlNodeWhileItIsHandedOver() {
        routing.change(table ->
                table.withRoute("v1", new Bridge("v1", "v1"))
                        .withRoute("v2", new Hold("v2", Duration.ofMinutes(1))));

        for (var prefix : List.of("v1", "v2")) {
            assertThat(routing.decide(Optional.of(prefix), Errand.COMMAND))
                    .isInstanceOf(Decision.Refuse.class);
        }
        assertThat(routing.decide(Optional.of("v1"), Errand.INSPECTION))
                .isInstanceOf(Decision.Send.class);
        assertThat(routing.counters().bridged().sum()).isZero();
        assertThat(routing.counters().refused().sum()).isZero();
    }

    @Test
    void workAndManagementOfOnePrefixMayGoToTwoVersions() {
        routing.change(table -> table.withRoute("v1", new Split("v2", "v1")));

        assertThat(sent("v1", Errand.WORK)).isEqualTo(routing.current().upstreams().get("v2"));
        assertThat(sent("v1", Errand.COMMAND)).isEqualTo(routing.current().upstreams().get("v1"));
    }

    private URI sent(String prefix, Errand errand) {
        return ((Decision.Send) routing.decide(Optional.of(prefix), errand)).upstream();
    }

    @Test
    void aBridgedRequestIsCountedAndAnsweredByTheIncumbent() {
        routing.change(table -> table.withRoute("v2", new Bridge("v1", "v2")));

        assertThat(send("v2").upstream()).isEqualTo(OLD);
        assertThat(routing.counters().bridged().sum()).isEqualTo(1);
    }

    @Test
    void aTableIsKeptBeforeItIsInForceAndNeverWithoutThat() {
        List<Long> kept = new ArrayList<>();
        var first = routing.current();
        var keeping = new Routing(first, table -> kept.add(table.generation()));

        var next = keeping.change(table -> table.withDefault(new To("v2")));
        assertThat(kept).containsExactly(next.generation());
        assertThatThrownBy(() ->
                        keeping.change(
                                table -> table.withDefault(new To("v1")),
                                _ -> {
                                    throw new IllegalStateException("disk full");
                                }))
                .hasMessage("disk full");

        assertThat(keeping.current()).isSameAs(next);
    }

    @Test
    void aRequestDoesNotWaitForTheDisk() throws Exception {
        var disk = new CountDownLatch(1);
        var keeping = new CountDownLatch(1);
        var slow =
                new Routing(
                        routing.current(),
                        _ -> {
                            keeping.countDown();
                            uninterruptibly(disk);
                        });
        var change = Thread.startVirtualThread(() -> slow.change(table -> table));
        keeping.await();

        assertThat(slow.decide(Optional.of("v1"), Errand.WORK)).isInstanceOf(Decision.Send.class);

        disk.countDown();
        change.join();
    }

    @Test
    void noRequestSlipsPastADrainWhileManyComeAndGo() throws Exception {
        var busy = new AtomicBoolean(true);
        var clients =
                IntStream.range(0, 4)
                        .mapToObj(_ ->
                                Thread.ofVirtual()
                                        .start(() -> {
                                            while (busy.get()) {
                                                send("").done().run();
                                            }
                                        }))
                        .toList();
        for (var n = 0; n < 500; n++) {
            var from = n % 2 == 0 ? "v1" : "v2";
            var to = n % 2 == 0 ? "v2" : "v1";
            var generation = routing.change(table -> table.withDefault(new To(to))).generation();

            routing.drained(from, generation).toCompletableFuture().get(10, TimeUnit.SECONDS);

            assertThat(routing.inFlight(from)).isZero();
        }
        busy.set(false);
        for (var client : clients) {
            client.join();
        }
    }

    private static void uninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Decision.Send send(String prefix) {
        return (Decision.Send) routing.decide(Optional.of(prefix), Errand.WORK);
    }

    @Test
    void aDrainWaitsForTheEngineBeforeUntilItRoutesByTheSameTableAndOwesNothing() {
        routing.elsewhere(Owed.unknown());
        var generation = routing.change(table -> table.withDefault(new To("v2"))).generation();
        var drained = routing.drained("v1", generation).toCompletableFuture();

        assertThat(drained).isNotDone();
        routing.elsewhere(new Owed(generation - 1, Map.of()));
        assertThat(drained).isNotDone();
        routing.elsewhere(new Owed(generation, Map.of("v1", new Owed.Share(3, generation - 1))));
        assertThat(drained).isNotDone();
        assertThat(routing.inFlight("v1")).isEqualTo(3);
        routing.elsewhere(new Owed(generation, Map.of("v1", new Owed.Share(1, generation))));

        assertThat(drained).isCompleted();
    }

    @Test
    void anEngineThatWasReplacedRoutesByTheTableOfTheNextAndTellsWhatItOwes() {
        assertThat(routing.decide(Optional.of("v1"), Errand.WORK))
                .isInstanceOf(Decision.Send.class);

        routing.follow(routing.current().numbered(7).withDefault(new To("v2")));

        assertThat(routing.owed()).isEqualTo(new Owed(7, Map.of("v1", new Owed.Share(1, 0))));
        assertThat(routing.decide(Optional.empty(), Errand.WORK))
                .isInstanceOfSatisfying(
                        Decision.Send.class, send -> assertThat(send.upstream()).isEqualTo(NEW));
    }

    @Test
    void whatTwoEnginesBeforeOweIsToldAsOne() {
        routing.elsewhere(new Owed(0, Map.of("v1", new Owed.Share(2, 0))));
        routing.decide(Optional.of("v1"), Errand.WORK);

        assertThat(routing.owed()).isEqualTo(new Owed(0, Map.of("v1", new Owed.Share(3, 0))));
    }
}
