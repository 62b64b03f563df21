package io.lockstep.app.rehearsal.chain;

import io.lockstep.app.rehearsal.chain.ledger.GovProposal;
import io.lockstep.app.rehearsal.chain.ledger.ProposalDraft;
import io.lockstep.app.rehearsal.chain.ledger.VoteOption;
import io.lockstep.chain.governance.ProposalStatus;
import io.lockstep.chain.governance.Tally;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Plays how an MLNode upgrade comes to a network: a proposal appears, the validators vote block by
/// block, it passes, and the version rules from the upgrade height on.
///
/// It goes by blocks and not by time, so it plays the same at any pace. All that happens is told in
/// lines for a terminal.
public final class UpgradeScript implements AutoCloseable {
    private final SimChain chain;
    private final Scene scene;
    private final Consumer<String> lines;
    private final long begin;
    private final long upgradeHeight;
    private final SimChain.Listening listening;

    private final List<String> told = new ArrayList<>();
    private OptionalLong proposal = OptionalLong.empty();
    private Tally lastTally = Tally.NONE;
    private ProposalStatus lastStatus = ProposalStatus.UNSPECIFIED;
    private int ballots;

    /// What is played.
    ///
    /// @param proposeAfter blocks until the proposal is sent
    /// @param voteEvery blocks between two validators' votes
    /// @param workBlocks blocks between the end of voting and the upgrade height, when no height is
    ///   given
    public record Scene(
            String version,
            OptionalLong height,
            long proposeAfter,
            long voteEvery,
            long workBlocks) {

        /// About two minutes at a block a second; with faster blocks there are as many more of them
        /// that the work still finds its time.
        public static Scene of(String version, Duration blockTime, Duration work) {
            var blocks = work.dividedBy(blockTime) + 1;
            return new Scene(version, OptionalLong.empty(), 8, 3, Math.max(10, blocks));
        }

        public Scene at(long height) {
            return new Scene(version, OptionalLong.of(height), proposeAfter, voteEvery, workBlocks);
        }
    }

    private UpgradeScript(SimChain chain, Scene scene, Consumer<String> lines) {
        this.chain = chain;
        this.scene = scene;
        this.lines = lines;
        this.begin = chain.height() + scene.proposeAfter();
        this.upgradeHeight =
                scene.height().orElse(begin + votingBlocks(chain) + scene.workBlocks());
        this.listening = chain.onBlock(this::play);
    }

    /// Begins with the next block.
    public static UpgradeScript play(SimChain chain, Scene scene, Consumer<String> lines) {
        return new UpgradeScript(chain, scene, lines);
    }

    public long upgradeHeight() {
        return upgradeHeight;
    }

    /// All lines so far.
    public List<String> events() {
        synchronized (told) {
            return List.copyOf(told);
        }
    }

    @Override
    public void close() {
        listening.close();
    }

    private static long votingBlocks(SimChain chain) {
        var period = chain.genesis().rules().votingPeriod();
        return Math.ceilDiv(period.toNanos(), chain.config().blockTime().toNanos());
    }

    /// What happens at a block comes true with the next one.
    private void play(BlockSeen block) {
        var next = block.height() + 1;
        if (proposal.isEmpty() && next >= begin) {
            proposal =
                    OptionalLong.of(
                            chain.submitProposal(
                                    ProposalDraft.partialUpgrade(scene.version(), upgradeHeight)));
            return;
        }
        proposal.ifPresent(id -> {
            var known = block.ledger().proposals().get(id);
            if (known != null) {
                report(known);
                voteIfDue(known, next);
            }
        });
        tellUpgrade(block);
    }

    private void voteIfDue(GovProposal known, long next) {
        var validators = chain.genesis().validators();
        if (known.status() == ProposalStatus.VOTING_PERIOD
                && ballots < validators.size()
                && next >= begin + scene.voteEvery() * (ballots + 1)) {
            var voter = validators.get(ballots++);
            chain.vote(known.id(), voter.address(), VoteOption.YES, voter.power());
        }
    }

    private void report(GovProposal known) {
        if (known.status() != lastStatus) {
            lastStatus = known.status();
            switch (known.status()) {
                case UNSPECIFIED -> {}
                case DEPOSIT_PERIOD ->
                        tell(
                                "Proposal %d “%s” appears, waiting for its deposit"
                                        .formatted(known.id(), title(known)));
                case VOTING_PERIOD ->
                        tell(
                                "Proposal %d “%s” appears, voting begins"
                                        .formatted(known.id(), title(known)));
                case PASSED ->
                        tell(
                                "Proposal %d passed: %s rules from height %d on"
                                        .formatted(known.id(), scene.version(), upgradeHeight));
                case REJECTED, FAILED ->
                        tell(
                                "Proposal %d came to nothing: %s"
                                        .formatted(known.id(), known.failedReason()));
            }
        }
        var tally = known.tally();
        if (known.status() == ProposalStatus.VOTING_PERIOD && !tally.equals(lastTally)) {
            lastTally = tally;
            tell(
                    "voting: %d %% yes, %d %% no"
                            .formatted(percent(tally.yes()), percent(tally.no())));
        }
    }

    private void tellUpgrade(BlockSeen block) {
        if (block.height() == upgradeHeight && lastStatus == ProposalStatus.PASSED) {
            tell(
                    "Height %d: %s is the version of the network"
                            .formatted(upgradeHeight, scene.version()));
        }
    }

    /// Of all voting power there is.
    private long percent(BigInteger power) {
        return power.multiply(BigInteger.valueOf(100))
                .divide(BigInteger.valueOf(chain.genesis().totalPower()))
                .longValueExact();
    }

    private static String title(GovProposal proposal) {
        return proposal.draft().title();
    }

    private void tell(String line) {
        synchronized (told) {
            told.add(line);
        }
        lines.accept(line);
    }
}
