package io.lockstep.app.rehearsal.chain.ledger;

import java.util.List;

/// A vote that was cast. Power is told with the vote: the simulation has no delegations.
public record GovVote(String voter, List<VoteOption.Weighted> options, long power) {
    public GovVote {
        options = List.copyOf(options);
    }
}
