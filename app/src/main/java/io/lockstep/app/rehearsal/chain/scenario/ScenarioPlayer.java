package io.lockstep.app.rehearsal.chain.scenario;

import io.lockstep.app.rehearsal.chain.BlockSeen;
import io.lockstep.app.rehearsal.chain.SimChain;
import io.lockstep.app.rehearsal.chain.ledger.Bech32;
import io.lockstep.app.rehearsal.chain.ledger.ProposalDraft;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.tx.Votes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Plays a scenario on a simulated chain.
///
/// It goes by blocks and not by time, so it plays the same at any pace. All that happens is told in
/// lines for a terminal.
public final class ScenarioPlayer implements AutoCloseable {
    /// From the beginning to the proposal, in the usual story.
    private static final long USUAL_START = 8;

    private final SimChain chain;
    private final Scenario scenario;
    private final ScenarioTeller teller;
    private final long start;
    private final long upgradeHeight;
    private final List<Long> proposals = new ArrayList<>();
    private final List<SimChain.Listening> listening = new ArrayList<>();
    private long beats;
    private volatile boolean over;

    private ScenarioPlayer(
            SimChain chain, Scenario scenario, long upgradeHeight, Consumer<String> lines) {
        this.chain = chain;
        this.scenario = scenario;
        this.start = chain.height();
        this.upgradeHeight = upgradeHeight;
        this.teller = new ScenarioTeller(chain.genesis(), lines);
    }

    /// Begins with the next block. `H` lies so many blocks after the end of the usual vote.
    public static ScenarioPlayer play(
            SimChain chain, Scenario scenario, long workBlocks, Consumer<String> lines) {
        var voting =
                Math.ceilDiv(
                        chain.genesis().rules().votingPeriod().toNanos(),
                        chain.config().blockTime().toNanos());
        var height = chain.height() + USUAL_START + voting + workBlocks;
        return playTo(chain, scenario, height, lines);
    }

    /// Begins with the next block.
    ///
    /// @param upgradeHeight what `H` stands for
    public static ScenarioPlayer playTo(
            SimChain chain, Scenario scenario, long upgradeHeight, Consumer<String> lines) {
        var player = new ScenarioPlayer(chain, scenario, upgradeHeight, lines);
        player.listening.add(chain.onBlock(player::play));
        player.listening.add(chain.onStandstill(player::stand));
        return player;
    }

    public long upgradeHeight() {
        return upgradeHeight;
    }

    /// Whether the block by which its end is decided was executed.
    public boolean over() {
        return over;
    }

    /// All lines so far.
    public List<String> events() {
        return teller.told();
    }

    @Override
    public void close() {
        listening.forEach(SimChain.Listening::close);
    }

    /// What is due in a block is asked for when the one before it is there.
    private void play(BlockSeen block) {
        teller.tell(block);
        for (var cue : scenario.cues()) {
            if (cue instanceof Cue.AtBlock(int line, var place, var deed)
                    && place.height(start, upgradeHeight) == block.height() + 1) {
                act(line, deed);
            }
        }
        over |=
                block.applied()
                        && block.height() >= scenario.ending().block().height(start, upgradeHeight);
    }

    private void stand() {
        beats++;
        for (var cue : scenario.cues()) {
            if (cue instanceof Cue.InHalt(int line, long at, var deed) && at == beats) {
                beats = 0;
                act(line, deed);
            }
        }
    }

    /// What the chain refuses is told; the story goes on.
    private void act(int line, Deed deed) {
        try {
            perform(deed);
        } catch (ProblemException e) {
            teller.say("Line %d of the scenario: %s".formatted(line, e.problem().what()));
        }
    }

    private void perform(Deed deed) {
        switch (deed) {
            case Deed.Propose propose -> proposals.add(chain.submitProposal(draft(propose)));
            case Deed.Vote(var who, var vote, int proposal) ->
                    chain.speak(Votes.read(id(proposal), Bech32.addressFor(who), vote));
            case Deed.Deposit(var who, long amount, int proposal) ->
                    chain.deposit(id(proposal), Bech32.addressFor(who), amount);
            case Deed.Cancel(var who, int proposal) -> {
                chain.cancel(id(proposal), Bech32.addressFor(who));
                teller.say("%s cancels proposal %d".formatted(who, id(proposal)));
            }
            case Deed.Trouble(var node, var fault) -> {
                node.ifPresentOrElse(
                        number -> chain.fault(number, fault), () -> chain.restFault(fault));
                teller.trouble(node, fault);
            }
            case Deed.NewBinary _ -> {
                chain.resumeAfterHalt();
                teller.say("The new binary is there: the chain goes on");
            }
        }
    }

    private ProposalDraft draft(Deed.Propose propose) {
        var height = propose.height().height(start, upgradeHeight);
        var draft =
                propose.software()
                        .map(name -> ProposalDraft.softwareUpgrade(name, height, info(propose)))
                        .orElseGet(() ->
                                ProposalDraft.partialUpgrade(
                                        propose.version().orElseThrow(), height));
        var whole = propose.expedited() ? draft.asExpedited() : draft;
        return whole.by(Bech32.addressFor(propose.who()))
                .depositing(propose.deposit().orElseGet(() -> enough(propose)));
    }

    private long enough(Deed.Propose propose) {
        return chain.genesis().rules().minDeposit(propose.expedited());
    }

    private static String info(Deed.Propose propose) {
        return propose.version()
                .map(version -> "{\"node_version\":\"%s\"}".formatted(version))
                .orElse("");
    }

    /// A proposal that the chain refused has no number; the next act of it is refused, too.
    private long id(int proposal) {
        return proposal <= proposals.size() ? proposals.get(proposal - 1) : Long.MAX_VALUE;
    }
}
