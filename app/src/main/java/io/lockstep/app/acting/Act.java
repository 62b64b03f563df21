package io.lockstep.app.acting;

import io.lockstep.chain.key.Address;
import io.lockstep.chain.tx.Amounts;
import io.lockstep.chain.tx.Coin;
import io.lockstep.chain.tx.Message;
import io.lockstep.chain.tx.Proposed;
import io.lockstep.chain.tx.Votes;
import java.util.List;

/// One thing that an operator does on the chain, as it was written down: texts are read only when
/// the message is made, and refused there.
public sealed interface Act {

    /// What a proposal says about itself and what is paid for it.
    ///
    /// @param deposit such as `500gonka`
    record Terms(String title, String summary, String deposit, boolean expedited) {}

    record NodeVersion(String version, long height, Terms terms) implements Act {}

    /// @param info what the plan says about programs and `node_version`, as JSON
    record SoftwareUpgrade(String name, long height, String info, Terms terms) implements Act {}

    /// @param vote `yes`, or shares such as `yes=0.7,no=0.3`
    record Vote(long proposal, String vote) implements Act {}

    record Fund(long proposal, String amount) implements Act {}

    record Cancel(long proposal) implements Act {}

    /// @param actor in whose name it is done
    /// @throws io.lockstep.chain.problem.ProblemException for a vote or an amount that is none
    default Message message(Address actor) {
        return switch (this) {
            case NodeVersion(var version, var height, var terms) ->
                    proposal(Proposed.nodeVersion(version, height), terms, actor);
            case SoftwareUpgrade(var name, var height, var info, var terms) ->
                    proposal(Proposed.softwareUpgrade(name, height, info), terms, actor);
            case Vote(var id, var vote) -> Votes.read(id, actor.text(), vote);
            case Fund(var id, var amount) ->
                    new Message.Deposit(id, actor.text(), List.of(Amounts.read(amount)));
            case Cancel(var id) -> new Message.CancelProposal(id, actor.text());
        };
    }

    private static Message proposal(Proposed proposed, Terms terms, Address actor) {
        List<Coin> deposit =
                terms.deposit().isBlank() ? List.of() : List.of(Amounts.read(terms.deposit()));
        return new Message.SubmitProposal(
                List.of(proposed),
                deposit,
                actor.text(),
                "",
                terms.title(),
                terms.summary(),
                terms.expedited());
    }
}
