package io.lockstep.app.rehearsal.chain.ledger;

import java.util.List;

/// What an account may ask of the chain.
public sealed interface Transaction {
    String sender();

    String typeUrl();

    record SubmitProposal(ProposalDraft draft) implements Transaction {
        @Override
        public String sender() {
            return draft.proposer();
        }

        @Override
        public String typeUrl() {
            return "/cosmos.gov.v1.MsgSubmitProposal";
        }
    }

    record AddDeposit(long proposal, String sender, long amount) implements Transaction {
        @Override
        public String typeUrl() {
            return "/cosmos.gov.v1.MsgDeposit";
        }
    }

    record CastVote(long proposal, String sender, List<VoteOption.Weighted> options, long power)
            implements Transaction {
        public CastVote {
            options = List.copyOf(options);
        }

        /// A vote for a single option with all power is the plain message.
        public boolean plain() {
            return options.size() == 1;
        }

        @Override
        public String typeUrl() {
            return plain() ? "/cosmos.gov.v1.MsgVote" : "/cosmos.gov.v1.MsgVoteWeighted";
        }
    }

    record CancelProposal(long proposal, String sender) implements Transaction {
        @Override
        public String typeUrl() {
            return "/cosmos.gov.v1.MsgCancelProposal";
        }
    }
}
