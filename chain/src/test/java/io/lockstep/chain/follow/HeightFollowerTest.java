package io.lockstep.chain.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.FakeNode;
import io.lockstep.chain.follow.RpcView.Verdict;
import io.lockstep.chain.http.JsonHttp;
import io.lockstep.chain.rpc.RpcClient;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeightFollowerTest {
    private final FakeNode first = FakeNode.start();
    private final FakeNode second = FakeNode.start();

    @AfterEach
    void stop() {
        first.close();
        second.close();
    }

    @Test
    void followsTwoNodesFromBlockToBlock() throws Exception {
        at(first, 10, 10);
        at(second, 10, 10);

        try (var follower = follow(first.address(), second.address())) {
            await(follower, view -> applied(view) == 10);
            at(first, 11, 11);
            at(second, 11, 11);
            var view = await(follower, newer -> applied(newer) == 11);

            assertThat(view.head().orElseThrow().agreeing()).isEqualTo(2);
        }
    }

    @Test
    void theHeightIsUnknownWhileOneOfTwoIsGoneAndKnownOnceItReturns() throws Exception {
        at(first, 10, 10);

        try (var follower = follow(first.address(), second.address())) {
            await(follower, view -> view.rpcs().size() == 2 && view.head().isEmpty());
            at(second, 10, 10);

            assertThat(await(follower, view -> view.head().isPresent()).problem()).isEmpty();
        }
    }

    @Test
    void aHaltIsVisibleAsSeenWithoutApplied() throws Exception {
        at(first, 204, 203);

        try (var follower = follow(first.address())) {
            var view = await(follower, newer -> newer.head().isPresent());

            assertThat(view.head().orElseThrow().halted()).isTrue();
        }
    }

    @Test
    void thePaceIsKnownFromTheBlocksBeforeTheFirstAnswer() throws Exception {
        first.plays("/status", 200, "r0/rpc-status.json")
                .plays("/abci_info", 200, "r0/rpc-abci-info.json");
        var height = new RpcClient(first.address(), JsonHttp.forProbes()).status().seenHeight();
        first.plays(
                "/blockchain?minHeight=%d&maxHeight=%d".formatted(Math.max(1, height - 19), height),
                200,
                "r0/rpc-blockchain.json");

        try (var follower = follow(first.address())) {
            var view = await(follower, newer -> newer.head().flatMap(Head::pace).isPresent());

            assertThat(view.head().orElseThrow().eta(height + 100)).isPresent();
        }
    }

    /// What a real chain showed: halted at 230, then its program ends and nothing answers.
    @Test
    void throughTheSilenceAfterAHaltTheLastAgreedBlockIsTold() throws Exception {
        at(first, 230, 229);

        try (var follower = follow(first.address())) {
            await(follower, view -> view.head().isPresent());
            first.close();
            var silent = await(follower, view -> view.head().isEmpty());

            assertThat(silent.last().orElseThrow().seenHeight()).isEqualTo(230);
            assertThat(silent.problem().orElseThrow().code()).isEqualTo("chain.unreachable");
            assertThat(silent.problem().orElseThrow().what())
                    .endsWith("The last agreed block is 230, applied up to 229.");
        }
    }

    @Test
    void aPageOfHtmlIsMalformedNotUnreachable() throws Exception {
        first.answers("/status", 200, "<html>hello</html>");

        try (var follower = follow(first.address())) {
            await(follower, view -> verdict(view) == Verdict.MALFORMED);
        }
    }

    @Test
    void aListenerThatFailsDoesNotEndTheFollowing() throws Exception {
        at(first, 10, 10);

        try (var follower = follow(first.address());
                var _ =
                        follower.onChange(view -> {
                            if (view.head().isPresent()) {
                                throw new IllegalStateException("a listener of ours");
                            }
                        })) {
            await(follower, view -> applied(view) == 10);
            at(first, 11, 11);

            await(follower, view -> applied(view) == 11);
        }
    }

    @Test
    void aChainThatBeginsAnewIsFollowedAndItsPaceMeasuredAnew() throws Exception {
        at(first, 1_000, 1_000);

        try (var follower = follow(first.address())) {
            await(follower, view -> applied(view) == 1_000);
            at(first, 5, 5);
            await(follower, view -> applied(view) == 5);
            at(first, 6, 6);
            await(follower, view -> applied(view) == 6);
            at(first, 7, 7);

            await(follower, view -> view.head().flatMap(Head::pace).isPresent());
        }
    }

    @Test
    void aHeightFromNowhereDoesNotEndTheFollowing() throws Exception {
        at(first, 1, 1);

        try (var follower = follow(first.address())) {
            await(follower, view -> applied(view) == 1);
            at(first, Long.MAX_VALUE, Long.MAX_VALUE);
            await(follower, view -> applied(view) == Long.MAX_VALUE);
            at(first, 2, 2);

            await(follower, view -> applied(view) == 2);
        }
    }

    private static Verdict verdict(ChainView view) {
        return view.rpcs().isEmpty() ? Verdict.AGREES : view.rpcs().getFirst().verdict();
    }

    private static long applied(ChainView view) {
        return view.head().map(Head::appliedHeight).orElse(0L);
    }

    private static HeightFollower follow(URI... rpcs) {
        var config =
                new HeightFollower.Config(List.of(rpcs), Optional.empty(), Duration.ofMillis(20));
        return HeightFollower.start(config, Clock.systemUTC());
    }

    private static ChainView await(HeightFollower follower, Predicate<ChainView> wanted)
            throws Exception {
        var found = new CompletableFuture<ChainView>();
        try (var _ =
                follower.onChange(view -> {
                    if (wanted.test(view)) {
                        found.complete(view);
                    }
                })) {
            return found.get(20, TimeUnit.SECONDS);
        }
    }

    private static void at(FakeNode node, long seen, long applied) {
        node.answers(
                "/abci_info",
                200,
                """
                {"jsonrpc":"2.0","id":-1,"result":{"response":{"last_block_height":"%d"}}}
                """
                        .formatted(applied));
        node.answers(
                "/status",
                200,
                """
                {"jsonrpc":"2.0","id":-1,"result":{"node_info":{"network":"gonka"},"sync_info":{
                "latest_block_hash":"%d","latest_block_height":"%d","catching_up":false,
                "latest_block_time":"2026-01-01T00:00:%02d.5Z"}}}
                """
                        .formatted(seen, seen, seen % 60));
    }
}
