package io.lockstep.chain.governance;

import io.lockstep.chain.follow.Head;
import io.lockstep.chain.follow.HeightRange;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds out how a proposal stands. Pure: it knows what was read, and asks nobody.
///
/// @param bonded voting power of all bonded validators
/// @param head the agreed head; without one no height is projected
/// @param own the operator's address, when one is watched
/// @param zone in which moments are written
public record Assessor(
        GovParams params,
        BigInteger bonded,
        Optional<Head> head,
        Optional<String> own,
        ZoneId zone) {

    /// @param counted whether the proposal carries the live tally
    public Assessment of(Proposal proposal, boolean counted, VoteRecord.Seen votes) {
        var end = end(proposal);
        var endHeight = end.flatMap(moment -> head.flatMap(known -> known.heightAt(moment)));
        var words = new ProposalWords(head, zone);
        return new Assessment(
                proposal,
                verdict(proposal, counted),
                deposit(proposal),
                end,
                endHeight,
                proposal.messages().stream().map(words::of).toList(),
                votes,
                own.flatMap(address -> Optional.ofNullable(votes.ballots().get(address))),
                warnings(proposal, endHeight));
    }

    private Optional<Verdict> verdict(Proposal proposal, boolean counted) {
        return counted && proposal.status() == ProposalStatus.VOTING_PERIOD
                ? Optional.of(Count.of(proposal.tally(), bonded, params, proposal.expedited()))
                : Optional.empty();
    }

    private Optional<DepositState> deposit(Proposal proposal) {
        return proposal.status() == ProposalStatus.DEPOSIT_PERIOD
                ? Optional.of(DepositState.of(proposal, params))
                : Optional.empty();
    }

    private static Optional<Instant> end(Proposal proposal) {
        return switch (proposal.status()) {
            case DEPOSIT_PERIOD -> proposal.depositEnd();
            case VOTING_PERIOD -> proposal.votingEnd();
            case PASSED, REJECTED, FAILED, UNSPECIFIED -> Optional.empty();
        };
    }

    private List<Warning> warnings(Proposal proposal, Optional<HeightRange> endHeight) {
        List<Warning> warnings = new ArrayList<>();
        if (!proposal.open()) {
            return List.of();
        }
        for (var message : proposal.messages()) {
            if (message.effectHeight() > 0) {
                late(message.effectHeight(), proposal, endHeight)
                        .or(() -> lateOnceRegular(message.effectHeight(), proposal))
                        .ifPresent(warnings::add);
            }
        }
        return List.copyOf(warnings);
    }

    /// A proposal that passes after its height does nothing (fact sheet, section 3.4).
    private Optional<Warning> late(
            long height, Proposal proposal, Optional<HeightRange> endHeight) {
        if (head.filter(known -> known.appliedHeight() >= height).isPresent()) {
            return warn(
                    "past", "Its block %d is past: passing would do nothing.".formatted(height));
        }
        if (proposal.status() == ProposalStatus.DEPOSIT_PERIOD) {
            return lateFromDeposit(height, proposal);
        }
        if (endHeight.filter(range -> range.earliest() > height).isPresent()) {
            return warn(
                    "late",
                    "Voting ends after block %d: passing would do nothing.".formatted(height));
        }
        return endHeight
                .filter(range -> range.latest() > height)
                .flatMap(range ->
                        warn(
                                "can-be-late",
                                "Voting can end as late as block %d, after block %d: then passing"
                                                .formatted(range.latest(), height)
                                        + " would do nothing."));
    }

    /// An expedited proposal that fails is voted on for a whole voting period (fact sheet, section
    /// 3.6).
    private Optional<Warning> lateOnceRegular(long height, Proposal proposal) {
        return proposal.votingStart()
                .filter(_ -> proposal.expedited())
                .map(start -> start.plus(params.votingPeriod()))
                .flatMap(end -> head.flatMap(known -> known.heightAt(end)))
                .filter(range -> range.latest() > height)
                .flatMap(range ->
                        warn(
                                "late-once-regular",
                                ("If it fails as expedited, voting goes on and can end as late as"
                                                + " block %d, after block %d.")
                                        .formatted(range.latest(), height)));
    }

    /// Voting has not begun: funded this moment, it would end one voting period later.
    private Optional<Warning> lateFromDeposit(long height, Proposal proposal) {
        var period = params.votingPeriod(proposal.expedited());
        return head.flatMap(known -> known.heightAt(known.blockTime().plus(period)))
                .filter(range -> range.latest() > height)
                .flatMap(range ->
                        warn(
                                "can-be-late",
                                ("Even if voting began now, it could end as late as block %d, after"
                                                + " block %d.")
                                        .formatted(range.latest(), height)));
    }

    private static Optional<Warning> warn(String code, String text) {
        return Optional.of(new Warning(code, text));
    }
}
