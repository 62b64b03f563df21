package io.lockstep.chain.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.follow.Agreement.Sample;
import io.lockstep.chain.follow.RpcView.Verdict;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.rpc.NodeStatus;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AgreementTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final List<Sample> samples = new ArrayList<>();

    @Test
    void aMajorityMakesTheHead() {
        says("gonka", 100, "A", 100);
        says("gonka", 101, "B", 101);
        says("gonka", 101, "B", 100);

        var view = judge();

        assertThat(view.head().orElseThrow().seenHeight()).isEqualTo(101);
        assertThat(view.head().orElseThrow().appliedHeight()).isEqualTo(100);
    }

    @Test
    void oneNodeThatRacesAheadMovesNothing() {
        says("gonka", 100, "A", 100);
        says("gonka", 100, "A", 100);
        says("gonka", 9_000_000, "F", 9_000_000);

        assertThat(judge().head().orElseThrow().seenHeight()).isEqualTo(100);
    }

    @Test
    void ofTwoNodesFarApartNeitherIsBelieved() {
        says("gonka", 100, "A", 100);
        says("gonka", 9_000_000, "F", 9_000_000);

        var view = judge();

        assertThat(view.head()).isEmpty();
        assertThat(view.rpcs().get(1).verdict()).isEqualTo(Verdict.AHEAD);
        assertThat(view.problem().orElseThrow().what()).contains("8999900 blocks beyond");
    }

    @Test
    void ofTwoNodesAFewBlocksApartTheLowerHeightCounts() {
        says("gonka", 100, "A", 99);
        says("gonka", 103, "D", 103);

        var head = judge().head().orElseThrow();

        assertThat(head.seenHeight()).isEqualTo(100);
        assertThat(head.appliedHeight()).isEqualTo(99);
    }

    @Test
    void twoHashesOfOneBlockAndNoMajorityMakeNoHead() {
        says("gonka", 100, "A", 100);
        says("gonka", 100, "X", 100);

        var view = judge();

        assertThat(view.head()).isEmpty();
        assertThat(view.rpcs()).allMatch(rpc -> rpc.verdict() == Verdict.FORKS);
    }

    @Test
    void anAppliedHeightThatOneNodeInventsMovesNothing() {
        says("gonka", 100, "A", 100);
        says("gonka", 100, "A", 100);
        says("gonka", 100, "A", 5_000);

        assertThat(judge().head().orElseThrow().appliedHeight()).isEqualTo(100);
    }

    @Test
    void theOneNodeThatIsLeftIsNotBlamed() {
        says("gonka", 9_000_000, "A", 9_000_000);
        fails();
        fails();

        assertThat(judge().rpcs().getFirst().verdict()).isEqualTo(Verdict.AGREES);
    }

    @Test
    void aLaggingNodeIsShownAndOutvoted() {
        says("gonka", 100, "A", 100);
        says("gonka", 100, "A", 100);
        says("gonka", 90, "Z", 90);

        var view = judge();

        assertThat(view.rpcs().get(2).verdict()).isEqualTo(Verdict.LAGS);
        assertThat(view.head().orElseThrow().agreeing()).isEqualTo(2);
    }

    @Test
    void aForkedNodeIsShownAndOutvoted() {
        says("gonka", 100, "A", 100);
        says("gonka", 100, "A", 100);
        says("gonka", 100, "X", 100);

        assertThat(judge().rpcs().get(2).verdict()).isEqualTo(Verdict.FORKS);
    }

    @Test
    void twoNodesOnDifferentChainsAgreeOnNothing() {
        says("gonka", 100, "A", 100);
        says("other", 100, "A", 100);

        var view = judge();

        assertThat(view.head()).isEmpty();
        assertThat(view.problem().orElseThrow().code()).isEqualTo("chain.disagree");
    }

    @Test
    void anExpectedChainIdBeatsAnyMajority() {
        says("other", 100, "A", 100);
        says("other", 100, "A", 100);

        assertThat(Agreement.of(samples, Optional.of("gonka"), Optional.empty()).head()).isEmpty();
    }

    @Test
    void deadNodesLeaveTheHeightUnknown() {
        says("gonka", 100, "A", 100);
        fails();
        fails();

        assertThat(judge().head()).isEmpty();
    }

    @Test
    void aHaltedChainIsSeenAndNotApplied() {
        says("gonka", 204, "H", 203);
        says("gonka", 204, "H", 203);

        var head = judge().head().orElseThrow();

        assertThat(head.halted()).isTrue();
        assertThat(head.appliedHeight()).isEqualTo(203);
    }

    private ChainView judge() {
        return Agreement.of(samples, Optional.empty(), Optional.empty());
    }

    @Test
    void aNodeThatIsCatchingUpIsShownAndDoesNotCount() {
        says("gonka", 100, "A", 100);
        says("gonka", 100, "A", 100);
        var behind = new NodeStatus("gonka", 40, "C", 40, NOW, true);
        samples.add(new Sample(address(), Optional.of(behind), Optional.empty(), NOW));

        var view = judge();

        assertThat(view.head().orElseThrow().agreeing()).isEqualTo(2);
        assertThat(view.rpcs().getLast().verdict()).isEqualTo(Verdict.CATCHING_UP);
        assertThat(view.rpcs().getLast().problem().orElseThrow().what())
                .isEqualTo("http://node2 is catching up at block 40.");
    }

    private void says(String chain, long seen, String hash, long applied) {
        var status = new NodeStatus(chain, seen, hash, applied, NOW, false);
        samples.add(new Sample(address(), Optional.of(status), Optional.empty(), NOW));
    }

    private void fails() {
        var problem = new Problem("chain.unreachable", "Gone.", "Nothing.", "Look.");
        samples.add(new Sample(address(), Optional.empty(), Optional.of(problem), NOW));
    }

    private URI address() {
        return URI.create("http://node" + samples.size());
    }
}
