package io.lockstep.app.rehearsal.chain.scenario;

import io.lockstep.app.rehearsal.chain.BlockSeen;
import io.lockstep.app.rehearsal.chain.Fault;
import io.lockstep.app.rehearsal.chain.ledger.Genesis;
import io.lockstep.app.rehearsal.chain.ledger.GovProposal;
import io.lockstep.app.rehearsal.chain.ledger.Ledger;
import io.lockstep.chain.governance.ProposalStatus;
import io.lockstep.chain.governance.Tally;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Tells what becomes of a story's proposals, block by block. For the maker of blocks; what was
/// told may be read from any thread.
final class ScenarioTeller {
    private final Genesis genesis;
    private final Consumer<String> lines;
    private final List<String> told = new CopyOnWriteArrayList<>();
    private Map<Long, GovProposal> known = Map.of();

    ScenarioTeller(Genesis genesis, Consumer<String> lines) {
        this.genesis = genesis;
        this.lines = lines;
    }

    List<String> told() {
        return List.copyOf(told);
    }

    void say(String line) {
        told.add(line);
        lines.accept(line);
    }

    void trouble(Optional<Integer> node, Fault fault) {
        var who = node.map(n -> "Node " + (char) ('a' + n)).orElse("The gateway");
        say("%s: %s".formatted(who, fault instanceof Fault.None ? "well again" : fault.toString()));
    }

    void tell(BlockSeen block) {
        if (!block.applied()) {
            say("The chain halts at %d for a new binary".formatted(block.height()));
            return;
        }
        var now = new TreeMap<>(block.ledger().proposals());
        now.values().forEach(this::changed);
        known.values().stream()
                .filter(gone -> !now.containsKey(gone.id()))
                .forEach(gone -> say("Proposal %d is not there any more".formatted(gone.id())));
        known = now;
        tellUpgrade(block.height(), block.ledger());
    }

    private void changed(GovProposal proposal) {
        var before = Optional.ofNullable(known.get(proposal.id()));
        if (before.map(GovProposal::status).filter(proposal.status()::equals).isEmpty()) {
            tellStatus(proposal);
        } else if (before.get().expedited() && !proposal.expedited()) {
            say("Proposal %d goes on as a normal one".formatted(proposal.id()));
        }
        var tally = proposal.tally(genesis);
        var counted = before.map(old -> old.tally(genesis)).orElse(Tally.NONE);
        if (proposal.status() == ProposalStatus.VOTING_PERIOD && !tally.equals(counted)) {
            say("voting: %d %% yes, %d %% no".formatted(percent(tally.yes()), percent(tally.no())));
        }
    }

    private void tellStatus(GovProposal proposal) {
        var id = proposal.id();
        var title = proposal.draft().title();
        switch (proposal.status()) {
            case UNSPECIFIED -> {}
            case DEPOSIT_PERIOD ->
                    say("Proposal %d “%s” appears, waiting for its deposit".formatted(id, title));
            case VOTING_PERIOD ->
                    say("Proposal %d “%s” appears, voting begins".formatted(id, title));
            case PASSED -> say("Proposal %d “%s” passed".formatted(id, title));
            case REJECTED, FAILED ->
                    say("Proposal %d came to nothing: %s".formatted(id, proposal.failedReason()));
        }
    }

    private void tellUpgrade(long height, Ledger ledger) {
        Optional.ofNullable(ledger.partialUpgrades().get(height))
                .ifPresent(entry ->
                        say(
                                "Height %d: %s is the version of the network"
                                        .formatted(height, entry.version())));
    }

    /// Of all voting power there is.
    private long percent(BigInteger power) {
        return power.multiply(BigInteger.valueOf(100))
                .divide(BigInteger.valueOf(genesis.totalPower()))
                .longValueExact();
    }
}
