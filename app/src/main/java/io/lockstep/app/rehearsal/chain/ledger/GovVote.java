package io.lockstep.app.rehearsal.chain.ledger;

import java.util.List;

/// A vote that was cast. What power it has is found when votes are counted.
public record GovVote(String voter, List<VoteOption.Weighted> options) {
    public GovVote {
        options = List.copyOf(options);
    }
}
