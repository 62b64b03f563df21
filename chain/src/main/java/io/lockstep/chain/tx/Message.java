package io.lockstep.chain.tx;

import java.util.List;

/// One thing that an account does in a transaction.
public sealed interface Message {
    /// The account in whose name it is done.
    String actor();

    record SubmitProposal(
            List<Proposed> messages,
            List<Coin> initialDeposit,
            String proposer,
            String metadata,
            String title,
            String summary,
            boolean expedited)
            implements Message {
        public SubmitProposal {
            messages = List.copyOf(messages);
            initialDeposit = List.copyOf(initialDeposit);
        }

        @Override
        public String actor() {
            return proposer;
        }
    }

    record Vote(long proposalId, String voter, VoteOption option, String metadata)
            implements Message {
        @Override
        public String actor() {
            return voter;
        }
    }

    record VoteWeighted(
            long proposalId, String voter, List<WeightedOption> options, String metadata)
            implements Message {
        public VoteWeighted {
            options = List.copyOf(options);
        }

        @Override
        public String actor() {
            return voter;
        }
    }

    record Deposit(long proposalId, String depositor, List<Coin> amount) implements Message {
        public Deposit {
            amount = List.copyOf(amount);
        }

        @Override
        public String actor() {
            return depositor;
        }
    }

    record CancelProposal(long proposalId, String proposer) implements Message {
        @Override
        public String actor() {
            return proposer;
        }
    }

    /// Messages of other accounts, run by one that they granted it (authz). Every one of them must
    /// be granted by its type.
    record Exec(String grantee, List<Message> messages) implements Message {
        public Exec {
            messages = List.copyOf(messages);
        }

        @Override
        public String actor() {
            return grantee;
        }
    }
}
