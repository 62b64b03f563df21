package io.lockstep.chain.governance;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.tx.VoteOption;
import java.math.BigDecimal;
import java.util.List;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;

class VoteMemoryTest {
    private final VoteMemory memory = new VoteMemory();

    @Test
    void aVoteOutlivesTheProposalThatTheChainForgets() {
        memory.saw(7, List.of(vote("b", VoteOption.NO), vote("a", VoteOption.YES)), List.of());
        memory.saw(7, List.of(), List.of());

        assertThat(memory.of(7).ballots().keySet()).containsExactly("a", "b");
    }

    @Test
    void theLastVoteOfAnAccountCounts() {
        memory.saw(7, List.of(vote("a", VoteOption.YES)), List.of());
        memory.saw(7, List.of(vote("a", VoteOption.NO_WITH_VETO)), List.of());

        assertThat(memory.of(7).ballots())
                .hasSize(1)
                .hasValueSatisfying(
                        new Condition<>(
                                ballot -> ballot.inWords().equals("no with veto"), "the veto"));
    }

    @Test
    void depositsAreKeptBesideTheVotes() {
        memory.saw(7, List.of(), List.of(new Deposit("a", List.of(Sample.coin(5)))));

        assertThat(memory.of(7).deposits()).containsOnlyKeys("a");
        assertThat(memory.of(8)).isEqualTo(VoteRecord.Seen.NOTHING);
    }

    @Test
    void theOldestProposalMakesRoom() {
        for (long id = 1; id <= 2_000; id++) {
            memory.saw(id, List.of(vote("a", VoteOption.YES)), List.of());
        }

        assertThat(memory.of(1).ballots()).isEmpty();
        assertThat(memory.of(2_000).ballots()).hasSize(1);
    }

    private static Ballot vote(String voter, VoteOption option) {
        return new Ballot(voter, List.of(new Ballot.Choice(option, BigDecimal.ONE)));
    }
}
