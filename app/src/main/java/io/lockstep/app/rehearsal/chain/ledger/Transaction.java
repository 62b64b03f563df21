package io.lockstep.app.rehearsal.chain.ledger;

import io.lockstep.chain.tx.Message;
import java.util.List;

/// What an account may ask of the chain.
public sealed interface Transaction {
    /// A message as the ledger executes it.
    static Transaction of(Message message, String denomination) {
        return Messages.read(message, denomination);
    }

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

    record CastVote(long proposal, String sender, List<VoteOption.Weighted> options)
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

    /// Messages of other accounts, run by one that may act for them (authz).
    record Exec(String sender, List<Transaction> messages) implements Transaction {
        public Exec {
            messages = List.copyOf(messages);
        }

        @Override
        public String typeUrl() {
            return "/cosmos.authz.v1beta1.MsgExec";
        }
    }

    /// Lets another account send messages of one type in the sender's name.
    record Allow(String sender, String grantee, String messageType) implements Transaction {
        @Override
        public String typeUrl() {
            return "/cosmos.authz.v1beta1.MsgGrant";
        }
    }

    /// What the chain refuses whatever its state is.
    record Unfit(String sender, String typeUrl, Refusal refusal) implements Transaction {}
}
