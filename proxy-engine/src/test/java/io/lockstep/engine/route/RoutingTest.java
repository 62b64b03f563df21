package io.lockstep.engine.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.route.Disposition.Bridge;
import io.lockstep.engine.route.Disposition.Hold;
import io.lockstep.engine.route.Disposition.To;
import io.lockstep.engine.route.Routing.Decision;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

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
        assertThat(routing.decide(Optional.empty())).isInstanceOf(Decision.Wait.class);

        try (var _ = routing.onChange(heard::incrementAndGet)) {
            routing.change(table -> table.withDefault(new To("v2")));
        }
        routing.change(table -> table);

        assertThat(heard).hasValue(1);
        assertThat(send("").upstream()).isEqualTo(NEW);
    }

    @Test
    void aBridgedRequestIsCountedAndAnsweredByTheIncumbent() {
        routing.change(table -> table.withRoute("v2", new Bridge("v1", "v2")));

        assertThat(send("v2").upstream()).isEqualTo(OLD);
        assertThat(routing.counters().bridged().sum()).isEqualTo(1);
    }

    private Decision.Send send(String prefix) {
        return (Decision.Send) routing.decide(Optional.of(prefix));
    }
}
