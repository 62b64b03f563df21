package io.lockstep.chain.propose;

import io.lockstep.chain.governance.Proposal;
import io.lockstep.chain.governance.ProposalStatus;
import io.lockstep.chain.http.JsonHttp;
import io.lockstep.chain.key.Address;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.rest.RestClient;
import io.lockstep.chain.tx.Coin;
import io.lockstep.chain.tx.Proposed;
import io.lockstep.chain.tx.send.BlockStamp;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/// Reads what a proposal is checked against from one node's REST gateway, every list to its last
/// page. Methods block.
public final class ProposalFactsReader {
    private static final long WINDOW = 500;

    private final URI address;
    private final RestClient rest;

    public ProposalFactsReader(URI rest, JsonHttp http) {
        this.address = rest;
        this.rest = new RestClient(rest, http);
    }

    /// @param expedited whose deposit and voting period count
    public ProposalFacts read(Address proposer, Proposed proposed, boolean expedited) {
        try {
            return facts(proposer, proposed, expedited);
        } catch (ProblemException e) {
            var told = e.problem();
            throw new ProblemException(
                    new Problem(
                            told.code(),
                            told.what(),
                            "Nothing was signed and no deposit was spent.",
                            told.remedy()),
                    e);
        }
    }

    private ProposalFacts facts(Address proposer, Proposed proposed, boolean expedited) {
        var head = block("latest").orElseThrow(this::noBlock);
        var params = rest.governance().params();
        var needed = params.minDeposit(expedited);
        return new ProposalFacts(
                head,
                blockTime(head),
                params,
                expedited,
                rest.partialUpgrades(),
                rest.currentPlan(),
                open(),
                carriedOut(proposed),
                rest.balance(proposer, needed.isEmpty() ? Coin.BASE : needed.getFirst().denom()));
    }

    private Optional<BlockStamp> block(String which) {
        return rest.block(which).map(header -> new BlockStamp(header.height(), header.time()));
    }

    /// Over as many blocks as the node still has: one that was state-synced lacks what is older.
    private Optional<Duration> blockTime(BlockStamp head) {
        var longest = Math.min(WINDOW, head.height() - 1);
        return LongStream.iterate(longest, back -> back > 0, back -> back / 5)
                .mapToObj(back -> blockTime(head, back))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Duration> blockTime(BlockStamp head, long back) {
        return block(Long.toString(head.height() - back))
                .map(then -> Duration.between(then.time(), head.time()).dividedBy(back))
                .filter(Duration::isPositive);
    }

    private List<Proposal> open() {
        List<Proposal> open = new ArrayList<>();
        open.addAll(rest.governance().proposals(ProposalStatus.VOTING_PERIOD));
        open.addAll(rest.governance().proposals(ProposalStatus.DEPOSIT_PERIOD));
        return List.copyOf(open);
    }

    private Optional<Long> carriedOut(Proposed proposed) {
        return proposed instanceof Proposed.SoftwareUpgrade(_, var name, _, _) && !name.isBlank()
                ? rest.appliedPlan(name)
                : Optional.empty();
    }

    private ProblemException noBlock() {
        return new ProblemException(
                new Problem(
                        "chain.noBlock",
                        "%s has no block yet.".formatted(address),
                        "Nothing was signed and no deposit was spent.",
                        "Ask a node that follows its chain."));
    }
}
