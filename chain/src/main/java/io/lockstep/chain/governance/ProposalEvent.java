package io.lockstep.chain.governance;

import java.util.Optional;

/// One change of a proposal, with what was known of it before and what is now.
public record ProposalEvent(Kind kind, Optional<Proposal> before, Optional<Proposal> after) {

    /// What changed.
    public enum Kind {
        APPEARED,
        VOTING_BEGAN,
        /// An expedited vote failed and goes on as a regular one, until later.
        TURNED_REGULAR,
        PASSED,
        REJECTED,
        FAILED,
        /// Deleted by its proposer; the chain says nothing of it any more.
        CANCELLED,
        /// Deleted because its deposit period ran out.
        EXPIRED
    }

    static ProposalEvent of(Kind kind, Proposal before, Proposal after) {
        return new ProposalEvent(kind, Optional.of(before), Optional.of(after));
    }

    public static ProposalEvent appeared(Proposal after) {
        return new ProposalEvent(Kind.APPEARED, Optional.empty(), Optional.of(after));
    }

    static ProposalEvent gone(Kind kind, Proposal before) {
        return new ProposalEvent(kind, Optional.of(before), Optional.empty());
    }

    /// The proposal as it was last known.
    public Proposal newest() {
        return after.or(() -> before).orElseThrow();
    }

    /// One sentence.
    public String inWords() {
        var id = newest().id();
        return switch (kind) {
            case APPEARED -> "Proposal %d was made.".formatted(id);
            case VOTING_BEGAN -> "Voting on proposal %d has begun.".formatted(id);
            case TURNED_REGULAR ->
                    "Proposal %d failed as expedited; voting on it goes on.".formatted(id);
            case PASSED -> "Proposal %d passed.".formatted(id);
            case REJECTED -> "Proposal %d was rejected.".formatted(id);
            case FAILED -> "Proposal %d passed and could not be carried out.".formatted(id);
            case CANCELLED -> "Proposal %d was cancelled.".formatted(id);
            case EXPIRED -> "Proposal %d found too few deposits and is gone.".formatted(id);
        };
    }
}
