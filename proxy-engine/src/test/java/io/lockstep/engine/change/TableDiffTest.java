package io.lockstep.engine.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.engine.route.Disposition;
import io.lockstep.engine.route.RoutingTable;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TableDiffTest {
    private final RoutingTable before =
            RoutingTable.empty()
                    .withUpstream("v1", URI.create("http://a:1"))
                    .withUpstream("v2", URI.create("http://b:1"))
                    .withRoute("v1", new Disposition.To("v1"))
                    .withRoute("v2", new Disposition.To("v2"))
                    .withDefault(new Disposition.To("v1"));

    @Test
    void whatIsAddedRemovedAndChangedIsALineEach() {
        var after =
                before.withDefault(new Disposition.Refuse(Duration.ofSeconds(10)))
                        .without("v2")
                        .withUpstream("v1", URI.create("http://a:2"))
                        .withUpstream("v3", URI.create("http://c:1"))
                        .withRoute("v1", new Disposition.Hold("v1", Duration.ofMillis(1500)))
                        .withRoute("v3", new Disposition.Split("v1", "v3"))
                        .withRoute("v4", new Disposition.Bridge("v1", "v3"));

        assertThat(TableDiff.between(before, after).lines())
                .containsExactly(
                        "~ upstream v1 at http://a:2 (was: http://a:1)",
                        "- upstream v2 at http://b:1",
                        "+ upstream v3 at http://c:1",
                        "~ /v1/ waits for v1, at most 1500 ms (was: goes to v1)",
                        "- /v2/ goes to v2",
                        "+ /v3/ goes to v1, its management to v3",
                        "+ /v4/ goes to v1 instead of v3",
                        "~ default is refused, to be tried again after 10 s (was: goes to v1)");
    }

    @Test
    void theSameContentUnderAnotherNumberIsNoDifference() {
        var diff = TableDiff.between(before, before.numbered(9));

        assertThat(diff.changesNothing()).isTrue();
        assertThat(diff.lines()).isEmpty();
    }
}
