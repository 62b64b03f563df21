package io.lockstep.chain.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.Heap;
import io.lockstep.chain.follow.RpcView.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Many nodes, lost sockets and returning nodes, over real sockets.
class FleetTest {
    private static final Duration POLL = Duration.ofMillis(100);

    private final Fleet fleet;

    FleetTest() throws Exception {
        fleet = new Fleet();
    }

    @AfterEach
    void close() {
        fleet.close();
    }

    @Test
    void fiftyNodesAreOneHeadAfterTheirFirstAnswers() throws Exception {
        try (var follower = follow(50)) {
            var view = await(follower, seen -> agreeing(seen) == 50);

            assertThat(view.rpcs()).hasSize(50);
            assertThat(fleet.pastRequests).as("one node is asked for the past").hasValueLessThan(2);
        }
    }

    @Test
    void fiftyNodesFollowedForLongUseNoMoreMemory() throws Exception {
        try (var follower = follow(50)) {
            blocks(follower, 20);
            var before = Heap.used();

            blocks(follower, 60);

            assertThat(Heap.used() - before).as("bytes").isLessThan(4 << 20);
        }
    }

    private void blocks(HeightFollower follower, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            var next = fleet.height.incrementAndGet();
            await(follower, seen -> applied(seen) == next);
            fleet.forget();
        }
    }

    /// Steady polling would ask 50 nodes each 100 ms, 500 times a second. Down for two seconds they
    /// are asked after 100, 200, 400 and 800 ms, and what returns is not stormed: until all agree
    /// again, no node is asked more than a few times.
    @Test
    void fiftyNodesThatAreGoneAndReturnAreNotStormed() throws Exception {
        try (var follower = follow(50)) {
            await(follower, seen -> agreeing(seen) == 50);
            fleet.goDown();
            await(follower, seen -> seen.rpcs().stream().allMatch(rpc -> rpc.status().isEmpty()));
            var before = fleet.requests.get();
            follows(follower, Duration.ofSeconds(2));
            var whileDown = fleet.requests.get() - before;
            fleet.comeBack();
            await(follower, seen -> agreeing(seen) == 50);
            var atReturn = fleet.requests.get() - before - whileDown;

            assertThat(whileDown).isBetween(50, 50 * 8);
            assertThat(atReturn).isLessThan(50 * 2 * 20);
        }
    }

    /// A node that says nothing for three blocks while polls see them is subscribed to anew.
    @Test
    void aSilentSocketIsNoticedByTheHeightAndOpenedAnew() throws Exception {
        try (var follower = follow(1)) {
            for (long height = 11; fleet.twoSockets.getCount() > 0 && height < 400; height++) {
                var next = height;
                fleet.height.set(next);
                await(follower, seen -> applied(seen) == next);
            }

            assertThat(fleet.twoSockets.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aSocketThatSpeaksStaysOpen() throws Exception {
        try (var follower = follow(1)) {
            await(follower, seen -> fleet.sockets.get() == 1);
            for (long height = 11; height < 40; height++) {
                var next = height;
                fleet.height.set(next);
                fleet.flood(2);
                await(follower, seen -> applied(seen) == next);
            }

            assertThat(fleet.sockets).hasValue(1);
        }
    }

    @Test
    void aNodeThatFloodsItsSocketIsNotAskedMoreOftenForIt() throws Exception {
        try (var follower = follow(1)) {
            await(follower, seen -> fleet.sockets.get() == 1);
            var before = fleet.requests.get();
            for (int wave = 0; wave < 10; wave++) {
                fleet.flood(500);
                follows(follower, POLL);
            }

            assertThat(fleet.requests.get() - before).isLessThan(2 * 25);
        }
    }

    private HeightFollower follow(int nodes) {
        return HeightFollower.start(
                new HeightFollower.Config(fleet.nodes(nodes), Optional.of("gonka"), POLL),
                Clock.systemUTC());
    }

    private static long agreeing(ChainView view) {
        return view.rpcs().stream().filter(rpc -> rpc.verdict() == Verdict.AGREES).count();
    }

    private static long applied(ChainView view) {
        return view.head().map(Head::appliedHeight).orElse(0L);
    }

    /// Lets the follower work for that long; it must not end.
    private static void follows(HeightFollower follower, Duration time) throws Exception {
        var ended = new CountDownLatch(1);
        try (var _ = follower.onChange(_ -> {})) {
            assertThat(ended.await(time.toMillis(), TimeUnit.MILLISECONDS)).isFalse();
        }
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
}
