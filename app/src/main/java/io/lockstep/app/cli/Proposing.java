package io.lockstep.app.cli;

import io.lockstep.chain.http.JsonHttp;
import io.lockstep.chain.key.Address;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.propose.ProposalCheck;
import io.lockstep.chain.propose.ProposalFacts;
import io.lockstep.chain.propose.ProposalFactsReader;
import io.lockstep.chain.tx.Amounts;
import io.lockstep.chain.tx.Coin;
import io.lockstep.chain.tx.Message;
import io.lockstep.chain.tx.Proposed;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The flags of a proposal, and its checks.
final class Proposing {
    @Option(names = "--title", paramLabel = "TEXT", description = "made up if not given")
    private Optional<String> title = Optional.empty();

    @Option(names = "--summary", paramLabel = "TEXT", description = "made up if not given")
    private Optional<String> summary = Optional.empty();

    @Option(names = "--metadata", paramLabel = "TEXT", description = "none if not given")
    private String metadata = "";

    @Option(
            names = "--deposit",
            paramLabel = "AMOUNT",
            description = "such as 500gonka; what begins the vote at once if not given")
    private Optional<String> deposit = Optional.empty();

    @Option(names = "--expedited", description = "a shorter vote for a higher deposit")
    private boolean expedited;

    @Option(names = "--force", description = "propose although a check objects")
    private boolean force;

    /// Without a node's address nothing can be checked, and the deposit must be given.
    Message proposal(
            Address proposer,
            Proposed proposed,
            String defaultTitle,
            String defaultSummary,
            Addresses addresses,
            Terminal terminal) {
        var facts =
                addresses
                        .settings()
                        .chain()
                        .rest()
                        .map(rest -> new ProposalFactsReader(rest, JsonHttp.forProbes()))
                        .map(reader -> reader.read(proposer, proposed, expedited));
        var proposal =
                new Message.SubmitProposal(
                        List.of(proposed),
                        deposit(facts),
                        proposer.text(),
                        metadata,
                        title.orElse(defaultTitle),
                        summary.orElse(defaultSummary),
                        expedited);
        facts.ifPresentOrElse(
                known -> check(proposal, known, terminal),
                () -> terminal.complain("Nothing was checked: no node was named with --rest."));
        return proposal;
    }

    private List<Coin> deposit(Optional<ProposalFacts> facts) {
        return deposit.map(text -> List.of(Amounts.read(text)))
                .or(() -> facts.map(ProposalFacts::minDeposit))
                .orElseThrow(() ->
                        new ProblemException(
                                new Problem(
                                        "usage.deposit",
                                        "The deposit is not known.",
                                        "Nothing was signed and nothing was sent.",
                                        "Give --deposit, or a node with --rest to ask.")));
    }

    private void check(Message.SubmitProposal proposal, ProposalFacts facts, Terminal terminal) {
        var objections = ProposalCheck.objections(proposal, facts);
        if (objections.isEmpty() || force) {
            objections.forEach(one -> terminal.complain("Objection: " + one));
            return;
        }
        throw new ProblemException(
                new Problem(
                        "propose.objection",
                        String.join(" ", objections),
                        "Nothing was signed and no deposit was spent.",
                        "Change it, or give --force to propose it all the same."));
    }
}
