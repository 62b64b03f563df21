package io.lockstep.engine.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.route.Disposition;
import io.lockstep.engine.route.RoutingTable;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DraftTest {
    private static final URI A = URI.create("http://a:8080");
    private static final URI B = URI.create("http://b:8080");

    private final RoutingTable now =
            RoutingTable.empty()
                    .withUpstream("v1", A)
                    .withRoute("v1", new Disposition.To("v1"))
                    .withDefault(new Disposition.To("v1"))
                    .numbered(7);

    @Test
    void editsAreTakenTogetherInWhateverOrder() {
        var next = draft(new Edit.Default("v2"), new Edit.Remove("v1"), new Edit.Upstream("v2", B));

        assertThat(next)
                .isEqualTo(
                        RoutingTable.empty()
                                .withUpstream("v2", B)
                                .withRoute("v2", new Disposition.To("v2"))
                                .withDefault(new Disposition.To("v2"))
                                .numbered(7));
    }

    @Test
    void anotherAddressLeavesTheRouteAsItIs() {
        var refused = now.withRoute("v1", new Disposition.Refuse(Duration.ofSeconds(3)));

        var next = Draft.of(refused, List.of(new Edit.Upstream("v1", B)));

        assertThat(next).isEqualTo(refused.withUpstream("v1", B));
    }

    @Test
    void aRemovedVersionsPrefixMayBeServedByAnother() {
        var next =
                draft(
                        new Edit.Route("v1", "v2"),
                        new Edit.Remove("v1"),
                        new Edit.Upstream("v2", B),
                        new Edit.Default("v2"));

        assertThat(next.routes()).containsEntry("v1", new Disposition.To("v2"));
        assertThat(next.upstreams()).containsOnlyKeys("v2");
    }

    @Test
    void aHeldPrefixWaitsForWhomItWouldHaveGoneTo() {
        var next = draft(new Edit.Hold("v1", Duration.ofSeconds(5)));

        assertThat(next.routes())
                .containsEntry("v1", new Disposition.Hold("v1", Duration.ofSeconds(5)));
    }

    @Test
    void theDefaultRouteIsHeldRefusedOrBridgedAsAPrefixIs() {
        var limit = Duration.ofSeconds(5);

        assertThat(draft(new Edit.HoldDefault(limit)).defaultRoute())
                .contains(new Disposition.Hold("v1", limit));
        assertThat(draft(new Edit.RefuseDefault(limit)).defaultRoute())
                .contains(new Disposition.Refuse(limit));
        assertThat(draft(up("v2"), new Edit.BridgeDefault("v2")).defaultRoute())
                .contains(new Disposition.Bridge("v2", "v1"));
        assertThat(draft(up("v2"), new Edit.Bridge("v1", "v2")).routes())
                .containsEntry("v1", new Disposition.Bridge("v2", "v1"));
        assertThat(draft(new Edit.RefuseDefault(limit)).routes()).isEqualTo(now.routes());
    }

    @Test
    void whomABridgeStandsInForIsStillMeantAfterIt() {
        var bridged = draft(up("v2"), new Edit.BridgeDefault("v2"));

        var held = Draft.of(bridged, List.of(new Edit.HoldDefault(Duration.ofSeconds(5))));

        assertThat(held.defaultRoute()).contains(new Disposition.Hold("v1", Duration.ofSeconds(5)));
    }

    @Test
    void theDefaultRouteWaitsForNobodyWhereItGoesNowhere() {
        var nowhere = now.withDefault(new Disposition.Refuse(Duration.ofSeconds(1)));

        assertThatThrownBy(() ->
                        Draft.of(nowhere, List.of(new Edit.HoldDefault(Duration.ofSeconds(5)))))
                .hasMessageContaining(
                        "Edit 1 of 1, hold-default 5 s: the default route goes to no upstream");
    }

    @Test
    void theEditAtFaultIsNamedWithItsPlaceAndText() {
        refused(
                "Edit 2 of 2, default v9: there is no upstream v9.",
                up("v2"),
                new Edit.Default("v9"));
        refused("Edit 1 of 1, route v1=v9: there is no upstream v9.", new Edit.Route("v1", "v9"));
        refused(
                "Edit 2 of 2, remove v1: the default route still needs it.",
                up("v2"),
                new Edit.Remove("v1"));
        refused(
                "Edit 2 of 2, upstream v2=http://b:8080: another edit of this change sets the same.",
                up("v2"),
                up("v2"));
        refused(
                "Edit 2 of 2, remove v2: another edit of this change sets the same.",
                up("v2"),
                new Edit.Remove("v2"));
        refused(
                "Edit 1 of 1, upstream v2=ftp://b: the address is not http://HOST:PORT or https://HOST:PORT.",
                new Edit.Upstream("v2", URI.create("ftp://b")));
        refused("a/b cannot be a path segment", new Edit.Upstream("a/b", B));
        refused(".. cannot be a path segment", new Edit.Refuse("..", Duration.ofSeconds(1)));
        refused(
                "Edit 1 of 1, hold v1=0 s: the time is not between nothing and 24 hours.",
                new Edit.Hold("v1", Duration.ZERO));
        refused(
                "Edit 2 of 2, hold-default 1 s: another edit of this change sets the same.",
                new Edit.Default("v1"),
                new Edit.HoldDefault(Duration.ofSeconds(1)));
        refused(
                "Edit 1 of 1, bridge-default v9: there is no upstream v9.",
                new Edit.BridgeDefault("v9"));
        refused(
                "Edit 1 of 1, refuse-default 0 s: the time is not between nothing and 24 hours.",
                new Edit.RefuseDefault(Duration.ZERO));
        refused("The change names nothing to change.");
    }

    @Test
    void aTableGrowsToAHundredUpstreamsAndNoFurther() {
        var hundred = IntStream.range(2, 101).mapToObj(n -> up("v" + n)).toArray(Edit[]::new);
        assertThat(draft(hundred).upstreams()).hasSize(100);

        refused(
                "The table would have 101 entries of a kind, and 100 are the most.",
                Stream.concat(Stream.of(hundred), Stream.of(up("more"))).toArray(Edit[]::new));
    }

    @Test
    void whatIsRemovedAndNeverWasChangesNothing() {
        assertThat(draft(new Edit.Remove("v9"))).isEqualTo(now);
    }

    private static Edit up(String version) {
        return new Edit.Upstream(version, B);
    }

    private RoutingTable draft(Edit... edits) {
        return Draft.of(now, List.of(edits));
    }

    private void refused(String what, Edit... edits) {
        assertThatThrownBy(() -> draft(edits))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(what)
                .hasMessageContaining("The generation in force stays as it is.");
    }
}
