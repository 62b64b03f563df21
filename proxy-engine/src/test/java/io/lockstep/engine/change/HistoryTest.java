package io.lockstep.engine.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.engine.change.History.Why;
import io.lockstep.engine.route.Disposition;
import io.lockstep.engine.route.RoutingTable;
import java.net.URI;
import java.time.Instant;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HistoryTest {

    @Test
    void theLastTwentyGenerationsAreKept() {
        var history = History.none();
        for (var n = 1; n <= 25; n++) {
            history = history.with(table(n), Why.control("step " + n), Instant.EPOCH);
        }

        assertThat(history.records())
                .extracting(GenerationRecord::generation)
                .containsExactlyElementsOf(LongStream.rangeClosed(6, 25).boxed().toList());
        assertThat(history.table(6)).isEqualTo(table(6));
        assertThat(history.records().getLast().changes())
                .containsExactly("~ upstream v1 at http://a:25 (was: http://a:24)");
    }

    @Test
    void anUnknownNumberIsAnsweredWithThoseThatCanBeHad() {
        var history =
                History.none()
                        .with(table(1), Why.control(""), Instant.EPOCH)
                        .with(table(2), Why.cutover("cutover c1, armed", false), Instant.EPOCH)
                        .with(table(3), Why.cutover("cutover c1, serving", true), Instant.EPOCH);

        assertThatThrownBy(() -> history.table(9))
                .hasMessageContaining("There is no generation 9 to roll back to.")
                .hasMessageContaining("These can be had: 1, 3.");
        assertThatThrownBy(() -> history.table(2))
                .hasMessageContaining("Generation 2 was a step of a cutover")
                .hasMessageContaining("These can be had: 1, 3.");
    }

    @Test
    void theSameTableAgainIsNoGeneration() {
        var history = History.none().with(table(1), Why.control("first"), Instant.EPOCH);

        assertThat(history.with(table(1), Why.control("again"), Instant.MAX)).isSameAs(history);
    }

    private static RoutingTable table(int n) {
        return RoutingTable.empty()
                .withUpstream("v1", URI.create("http://a:" + n))
                .withDefault(new Disposition.To("v1"))
                .numbered(n);
    }
}
