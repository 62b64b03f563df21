package io.lockstep.app.rehearsal.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.rehearsal.chain.ledger.ProposalDraft;
import io.lockstep.app.rehearsal.chain.ledger.VoteOption;
import io.lockstep.app.testing.Eventually;
import io.lockstep.chain.follow.ChainView;
import io.lockstep.chain.follow.HeightFollower;
import io.lockstep.chain.follow.RpcView.Verdict;
import io.lockstep.chain.upgrade.Generation;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the follower makes of a network with several faces, one of which is not well.
@Timeout(90)
class FollowedNodesTest {
    private static final Duration POLL = Duration.ofMillis(100);

    private Optional<SimChain> chain = Optional.empty();

    @AfterEach
    void stop() {
        chain.ifPresent(SimChain::close);
    }

    static Stream<Fault> faults() {
        return Stream.of(
                new Fault.Fork(),
                new Fault.Ahead(400),
                new Fault.OtherChain("elsewhere"),
                new Fault.Lag(30),
                new Fault.CatchingUp(30),
                new Fault.Broken(500),
                new Fault.Broken(502),
                new Fault.Refuse());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void oneOfThreeThatIsNotWellIsOutVotedWithItsReason(Fault fault) throws Exception {
        var started = chain(3);
        started.fault(2, fault);
        try (var follower = follow(started)) {
            var view =
                    Eventually.see(
                            follower::view,
                            seen ->
                                    seen.head().isPresent()
                                            && seen.rpcs().get(2).verdict() != Verdict.AGREES);

            assertThat(view.head().orElseThrow().appliedHeight())
                    .isEqualTo(started.appliedHeight());
            assertThat(view.rpcs().get(2).verdict()).isNotEqualTo(Verdict.AGREES);
        }
    }

    @Test
    void withTwoThatContradictEachOtherTheStateIsUnknown() throws Exception {
        var started = chain(2);
        started.fault(1, new Fault.Fork());
        try (var follower = follow(started)) {
            var view =
                    Eventually.see(
                            follower::view, seen -> seen.problem().isPresent() && answered(seen));

            assertThat(view.head()).isEmpty();

            started.heal(1);
            assertThat(Eventually.see(follower::view, seen -> seen.head().isPresent()).head())
                    .isPresent();
        }
    }

    @ParameterizedTest
    @MethodSource("quiet")
    void noEventOfAWebSocketIsEverNeeded(Fault fault) throws Exception {
        var started = chain(2);
        started.fault(0, fault);
        started.fault(1, fault);
        try (var follower = follow(started)) {
            started.produceBlocks(3);
            var wanted = started.appliedHeight();

            var view =
                    Eventually.see(
                            follower::view,
                            seen ->
                                    seen.head()
                                            .filter(head -> head.appliedHeight() == wanted)
                                            .isPresent());

            assertThat(view.head()).isPresent();
        }
    }

    static Stream<Fault> quiet() {
        return Stream.of(
                new Fault.Silent(), new Fault.Mute(), new Fault.Slow(Duration.ofMillis(300)));
    }

    @Test
    void aHaltedChainIsSeenAndNotApplied() throws Exception {
        var started = chain(2);
        var id =
                started.submitProposal(
                        ProposalDraft.softwareUpgrade("v2", started.height() + 20, ""));
        started.produceBlock();
        started.vote(id, started.genesis().validators().getFirst().address(), VoteOption.YES);
        started.produceUntil(started.height() + 40);
        try (var follower = follow(started)) {
            var view = Eventually.see(follower::view, seen -> seen.head().isPresent());

            var head = view.head().orElseThrow();
            assertThat(head.seenHeight()).isEqualTo(head.appliedHeight() + 1);
        }
    }

    private static boolean answered(ChainView view) {
        return view.rpcs().stream().allMatch(rpc -> rpc.status().isPresent());
    }

    private static HeightFollower follow(SimChain chain) {
        return HeightFollower.start(
                new HeightFollower.Config(chain.rpcs(), Optional.empty(), POLL), Clock.systemUTC());
    }

    private SimChain chain(int nodes) {
        var config =
                SimChainConfig.rehearsal(Generation.R1, Duration.ofSeconds(1), Clock.systemUTC());
        var started =
                SimChain.start(
                        config.listening(Collections.nCopies(nodes, config.rest()), config.rest())
                                .byHand());
        started.produceBlocks(40);
        chain = Optional.of(started);
        return started;
    }
}
