package io.lockstep.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.FakeNode;
import io.lockstep.chain.http.JsonHttp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Times of past blocks from nodes that keep them, lost them or are away.
class BlockTimesTest {
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    private final FakeNode first = FakeNode.start();
    private final FakeNode second = FakeNode.start();
    private final BlockTimes times =
            new BlockTimes(
                    List.of(
                            new RpcClient(first.address(), JsonHttp.forProbes()),
                            new RpcClient(second.address(), JsonHttp.forProbes())));

    @AfterEach
    void stop() {
        first.close();
        second.close();
    }

    @Test
    void aBlockThatOneNodePrunedIsFoundAtAnother() {
        pruned(first);
        has(second);

        assertThat(times.of(Set.of(5L))).isEqualTo(Map.of(5L, TIME));
    }

    @Test
    void aBlockThatAllPrunedStaysUnknownAndIsNotAskedForAgain() {
        pruned(first);
        pruned(second);

        assertThat(times.of(Set.of(5L))).isEmpty();
        has(first);
        assertThat(times.of(Set.of(5L))).isEmpty();
    }

    @Test
    void aNodeThatWasAwayIsAskedAgain() {
        pruned(first);
        second.answers("/header?height=5", 503, "<html>503</html>");

        assertThat(times.of(Set.of(5L))).isEmpty();
        has(second);
        assertThat(times.of(Set.of(5L))).containsKey(5L);
    }

    @Test
    void aTimeThatIsKnownIsNotAskedForAgain() {
        has(first);

        assertThat(times.of(Set.of(5L))).containsKey(5L);
        first.close();
        second.close();
        assertThat(times.of(Set.of(5L))).isEqualTo(Map.of(5L, TIME));
    }

    private static void has(FakeNode node) {
        node.answers(
                "/header?height=5",
                200,
                """
                {"result":{"header":{"chain_id":"gonka","height":"5","time":"2026-01-01T00:00:00Z"}}}
                """);
    }

    private static void pruned(FakeNode node) {
        node.answers(
                "/header?height=5",
                500,
                """
                {"error":{"code":-32603,"message":"Internal error",
                "data":"height 5 is not available, lowest height is 1180000"}}
                """);
    }
}
