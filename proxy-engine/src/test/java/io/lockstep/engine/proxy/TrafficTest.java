package io.lockstep.engine.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.lockstep.engine.observe.Ending;
import io.lockstep.engine.observe.Strangers;
import io.lockstep.engine.observe.Tally;
import io.lockstep.engine.route.Disposition;
import io.lockstep.engine.route.RoutingTable;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TrafficTest {
    private final AtomicLong clock = new AtomicLong(5_000_000_000L);
    private final Traffic traffic = new Traffic(clock::get);

    @Test
    void thePaceIsThatOfTheLastFullSeconds() {
        for (var second = 0; second < 30; second++) {
            for (var i = 0; i < (second < 20 ? 100 : 7); i++) {
                begins();
            }
            pass(Duration.ofSeconds(1));
        }

        assertThat(traffic.reading().perSecond()).isEqualTo(7);
        assertThat(traffic.reading().requests()).isEqualTo(2070);
    }

    @Test
    void thePaceFallsToNothingWhenNobodyAsks() {
        begins();
        pass(Duration.ofSeconds(30));

        assertThat(traffic.reading().perSecond()).isZero();
    }

    @Test
    void quantilesAreRightToAnEighth() {
        var tally = begins();
        for (var i = 1; i <= 1000; i++) {
            var since = traffic.now();
            pass(Duration.ofMillis(i));
            tally.firstByte(traffic.now() - since);
        }

        assertThat(traffic.reading().firstByteP50Millis()).isCloseTo(500, within(65.0));
        assertThat(traffic.reading().firstByteP99Millis()).isCloseTo(990, within(125.0));
    }

    @Test
    void withoutRequestsThereIsNothingToReport() {
        assertThat(traffic.reading()).isEqualTo(new Traffic.Reading(0, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void aPrefixIsOneVersionOnlyWhileOrOnceItIsARoute() {
        var table =
                RoutingTable.empty()
                        .withUpstream("v1", URI.create("http://one:1"))
                        .withRoute("v1", new Disposition.To("v1"));

        for (var prefix : List.of("v1", "v1", "v2", "wp-login.php", "../v1")) {
            traffic.ends(traffic.begins(table, Optional.of(prefix), traffic.now()), Ending.SUCCESS);
        }
        var toDefault = table.withDefault(new Disposition.To("v1"));
        traffic.ends(traffic.begins(toDefault, Optional.of("v2"), traffic.now()), Ending.SUCCESS);

        assertThat(traffic.versions(Instant.EPOCH))
                .extracting(Tally.Reading::version, Tally.Reading::requests)
                .containsExactly(tuple("default", 1L), tuple("none", 3L), tuple("v1", 2L));
    }

    @Test
    void anUnknownVersionIsRememberedAndMadeUpOnesAreBounded() {
        for (var i = 0; i < 1000; i++) {
            traffic.begins(RoutingTable.empty(), Optional.of("v9." + i), traffic.now());
        }
        traffic.begins(RoutingTable.empty(), Optional.of("v9.0"), traffic.now());
        traffic.begins(RoutingTable.empty(), Optional.of("index.html"), traffic.now());
        traffic.begins(RoutingTable.empty(), Optional.of("v1"), traffic.now());
        pass(Duration.ofSeconds(5));

        var strangers = traffic.strangers(Instant.ofEpochSecond(100));

        assertThat(strangers).hasSize(32);
        assertThat(strangers.getFirst())
                .isEqualTo(new Strangers.Reading("v9.0", 2, Instant.ofEpochSecond(95)));
    }

    private Tally begins() {
        return traffic.begins(RoutingTable.empty(), Optional.empty(), traffic.now());
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }
}
