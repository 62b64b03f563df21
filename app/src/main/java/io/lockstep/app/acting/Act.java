package io.lockstep.app.acting;

import io.lockstep.chain.key.Address;
import io.lockstep.chain.tx.Amounts;
import io.lockstep.chain.tx.Coin;
import io.lockstep.chain.tx.Message;
import io.lockstep.chain.tx.Proposed;
import io.lockstep.chain.tx.Votes;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// One thing that an operator does on the chain, as it was written down: texts are read only when
/// the message is made, and refused there.
public sealed interface Act {

    /// What a proposal says about itself and what is paid for it.
    ///
    /// @param deposit such as `500gonka`; blank for none; empty for what begins the vote at once
    record Terms(
            String title,
            String summary,
            String metadata,
            Optional<String> deposit,
            boolean expedited) {}

    /// Puts something to the vote.
    sealed interface Proposal extends Act {
        Terms terms();

        Proposed proposed();
    }

    record NodeVersion(String version, long height, Terms terms) implements Proposal {
        @Override
        public Proposed proposed() {
            return Proposed.nodeVersion(version, height);
        }
    }

    /// @param info what the plan says about programs and `node_version`, as JSON
    record SoftwareUpgrade(String name, long height, String info, Terms terms) implements Proposal {
        @Override
        public Proposed proposed() {
            return Proposed.softwareUpgrade(name, height, info);
        }
    }

    /// @param vote `yes`, or shares such as `yes=0.7,no=0.3`
    record Vote(long proposal, String vote) implements Act {}

    record Fund(long proposal, String amount) implements Act {}

    record Cancel(long proposal) implements Act {}

    /// @param actor in whose name it is done
    /// @param enough begins the vote of a proposal at once; asked for only when no deposit was said
    /// @throws io.lockstep.chain.problem.ProblemException for a vote or an amount that is none
    default Message message(Address actor, Supplier<List<Coin>> enough) {
        return switch (this) {
            case Proposal proposal -> submitted(proposal, actor, enough);
            case Vote(var id, var vote) -> Votes.read(id, actor.text(), vote);
            case Fund(var id, var amount) ->
                    new Message.Deposit(id, actor.text(), List.of(Amounts.read(amount)));
            case Cancel(var id) -> new Message.CancelProposal(id, actor.text());
        };
    }

    private static Message submitted(
            Proposal proposal, Address actor, Supplier<List<Coin>> enough) {
        var terms = proposal.terms();
        return new Message.SubmitProposal(
                List.of(proposal.proposed()),
                terms.deposit().map(Act::paid).orElseGet(enough),
                actor.text(),
                terms.metadata(),
                terms.title(),
                terms.summary(),
                terms.expedited());
    }

    private static List<Coin> paid(String deposit) {
        return deposit.isBlank() ? List.of() : List.of(Amounts.read(deposit));
    }
}
