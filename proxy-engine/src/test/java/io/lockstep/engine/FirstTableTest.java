package io.lockstep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.engine.route.Disposition;
import io.lockstep.engine.route.RoutingTable;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FirstTableTest {
    private static final URI KEPT = URI.create("http://kept:8080");

    @Test
    void flagsAloneMakeTheTable() {
        var table =
                FirstTable.of(
                        List.of("v1=http://a:8080", "v2=http://b:8080/"),
                        Optional.of("v1"),
                        Optional.empty());

        assertThat(table.upstreams()).containsEntry("v2", URI.create("http://b:8080"));
        assertThat(table.routes()).containsOnlyKeys("v1", "v2");
        assertThat(table.defaultRoute()).contains(new Disposition.To("v1"));
    }

    @Test
    void aDefaultByAddressIsAnUpstreamWithoutAPrefix() {
        var table = FirstTable.of(List.of(), Optional.of("http://a:8080"), Optional.empty());

        assertThat(table.upstreams()).containsOnlyKeys("default");
        assertThat(table.routes()).isEmpty();
    }

    @Test
    void whatWasKeptWinsExceptForUpstreamsItDoesNotKnow() {
        var kept =
                RoutingTable.empty()
                        .withUpstream("v1", KEPT)
                        .withRoute("v1", new Disposition.To("v1"))
                        .withDefault(new Disposition.To("v1"));

        var table =
                FirstTable.of(
                        List.of("v1=http://a:8080", "v2=http://b:8080"),
                        Optional.of("v2"),
                        Optional.of(kept));

        assertThat(table.upstreams()).containsEntry("v1", KEPT).containsKey("v2");
        assertThat(table.defaultRoute()).contains(new Disposition.To("v1"));
    }

    @Test
    void whatFlagsAddToAKeptTableIsItsNextGeneration() {
        var kept =
                RoutingTable.empty()
                        .withUpstream("v1", KEPT)
                        .withRoute("v1", new Disposition.To("v1"))
                        .numbered(7);

        assertThat(FirstTable.of(List.of("v1=http://a"), Optional.empty(), Optional.of(kept)))
                .isEqualTo(kept);
        assertThat(FirstTable.of(List.of("v2=http://b"), Optional.empty(), Optional.of(kept)))
                .extracting(RoutingTable::generation)
                .isEqualTo(8L);
    }
}
