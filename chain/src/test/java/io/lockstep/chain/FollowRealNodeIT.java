package io.lockstep.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lockstep.chain.follow.ChainView;
import io.lockstep.chain.follow.Head;
import io.lockstep.chain.follow.HeightFollower;
import io.lockstep.chain.follow.RpcView.Verdict;
import io.lockstep.chain.http.JsonHttp;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.rpc.RpcClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Follows a real CometBFT node for a minute, through a kill and a restart.
class FollowRealNodeIT {
    private static final Duration BLOCK = Duration.ofMillis(400);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long SECONDS = 60;

    /// Two thirds of the time before the kill, one third after it.
    private static final long BLOCKS = SECONDS * 1000 / BLOCK.toMillis() / 3;

    @TempDir private Path home;

    private final ConcurrentSkipListSet<Long> seen = new ConcurrentSkipListSet<>();

    @BeforeAll
    static void skipWithoutGo() {
        var missing = CometNode.missing();
        missing.ifPresent(why -> System.out.println("SKIPPED FollowRealNodeIT: " + why));
        assumeTrue(missing.isEmpty(), missing.orElse(""));
    }

    @Test
    void blocksAreFollowedThroughAKillAndARestartAndNothingIsLost() throws Exception {
        try (var node = CometNode.prepare(home, BLOCK)) {
            node.start();
            var config =
                    new HeightFollower.Config(
                            List.of(node.rpc(), node.rpc()), Optional.empty(), POLL);
            try (var follower = HeightFollower.start(config, Clock.systemUTC());
                    var _ = follower.onChange(this::remember)) {
                var first = await(follower, view -> applied(view) > 0);
                var before = await(follower, view -> applied(view) >= applied(first) + 2 * BLOCKS);
                assertThat(before.head().orElseThrow().pace()).isPresent();

                node.kill();
                var gone =
                        await(
                                follower,
                                view ->
                                        view.rpcs().stream()
                                                .allMatch(rpc ->
                                                        rpc.verdict() == Verdict.UNREACHABLE));
                assertThat(gone.head()).isEmpty();
                var lastBefore = seen.last();

                node.start();
                var after = await(follower, view -> applied(view) >= lastBefore + BLOCKS);

                assertThat(after.head().orElseThrow().chainId())
                        .isEqualTo(first.head().orElseThrow().chainId());
                assertNothingLost(applied(first), lastBefore, applied(after));
                assertThat(new RpcClient(node.rpc(), JsonHttp.forProbes()).status().appliedHeight())
                        .isGreaterThanOrEqualTo(applied(after));
            }
        }
    }

    @Test
    void aPastHeaderHasItsTimeAndAFutureOneIsRefused() throws Exception {
        try (var node = CometNode.prepare(home, BLOCK)) {
            node.start();
            var config = new HeightFollower.Config(List.of(node.rpc()), Optional.empty(), POLL);
            try (var follower = HeightFollower.start(config, Clock.systemUTC())) {
                var view = await(follower, newer -> applied(newer) >= 3);
                var client = new RpcClient(node.rpc(), JsonHttp.forProbes());

                assertThat(client.header(2).height()).isEqualTo(2);
                assertThat(client.header(2).time()).isBefore(view.head().orElseThrow().blockTime());
                assertThat(refusal(client)).isEqualTo("chain.refused");
            }
        }
    }

    private static String refusal(RpcClient client) {
        try {
            return client.header(1_000_000).toString();
        } catch (ProblemException e) {
            return e.problem().code();
        }
    }

    /// Heights only rise, and each was seen, but for the one or two that a busy machine may pass
    /// between two polls.
    private void assertNothingLost(long from, long lastBefore, long to) {
        var missed = 0;
        for (long height = from; height <= to; height++) {
            missed += seen.contains(height) ? 0 : 1;
        }

        assertThat(seen.first()).isEqualTo(from);
        assertThat(seen.subSet(from, true, lastBefore, true)).isNotEmpty();
        assertThat(missed).isLessThanOrEqualTo(Math.toIntExact(Math.max(3, (to - from) / 20)));
    }

    private void remember(ChainView view) {
        view.head()
                .ifPresent(head -> {
                    assertThat(seen.isEmpty() || head.appliedHeight() >= seen.last()).isTrue();
                    seen.add(head.appliedHeight());
                });
    }

    private static long applied(ChainView view) {
        return view.head().map(Head::appliedHeight).orElse(0L);
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
            return found.get(60 + 2 * SECONDS, TimeUnit.SECONDS);
        }
    }
}
