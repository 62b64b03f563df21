package io.lockstep.app.ui.overview;

import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.ui.parts.Cell;
import io.lockstep.app.ui.parts.Moment;
import io.lockstep.app.ui.parts.Row;
import io.lockstep.app.ui.parts.Tone;
import io.lockstep.app.ui.text.Figures;
import io.lockstep.app.ui.text.Foreign;
import io.lockstep.app.ui.text.Texts;
import io.lockstep.app.upgrade.Plan;
import io.lockstep.chain.governance.Proposal;
import io.lockstep.chain.governance.ProposalMessage;
import io.lockstep.chain.governance.ProposalMessage.CancelUpgrade;
import io.lockstep.chain.governance.ProposalMessage.Other;
import io.lockstep.chain.governance.ProposalMessage.PartialUpgrade;
import io.lockstep.chain.governance.ProposalMessage.SoftwareUpgrade;
import io.lockstep.chain.governance.ProposalStatus;
import io.lockstep.chain.governance.VoteRecord.Seen;
import io.lockstep.chain.upgrade.UpgradeView;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.List;

/// Proposals in words: what each would do here, and where it stands.
public record ProposalRows(Texts texts, Figures figures) {
    private static final int LONGEST = 60;

    public List<Row> of(Moment moment, int limit) {
        return moment.snapshot().proposals().latest().stream()
                .flatMap(list -> list.stream())
                .limit(limit)
                .map(proposal -> row(proposal, moment))
                .toList();
    }

    private Row row(Proposal proposal, Moment moment) {
        return Row.of(
                        Cell.strong(figures.whole(proposal.id())),
                        Cell.plain(effect(proposal)),
                        Cell.muted(status(proposal, moment)),
                        meaning(proposal, moment))
                .named("proposal-" + proposal.id());
    }

    /// What it would do, not what it is called.
    public String effect(Proposal proposal) {
        return proposal.messages().stream()
                .findFirst()
                .map(this::effect)
                .orElseGet(() -> Foreign.line(proposal.title(), LONGEST));
    }

    private String effect(ProposalMessage message) {
        return switch (message) {
            case PartialUpgrade(long height, var version, _) ->
                    texts.get(
                            "governance.effect.partial",
                            Foreign.line(version, LONGEST),
                            figures.whole(height));
            case SoftwareUpgrade(var name, long height, _) ->
                    texts.get(
                            "governance.effect.software",
                            Foreign.line(name, LONGEST),
                            figures.whole(height));
            case CancelUpgrade _ -> texts.get("governance.effect.cancel");
            case Other(var type) ->
                    texts.get(
                            "governance.effect.other",
                            Foreign.line(type.substring(type.lastIndexOf('.') + 1), LONGEST));
        };
    }

    public String status(Proposal proposal, Moment moment) {
        return switch (proposal.status()) {
            case VOTING_PERIOD -> left("governance.voting", proposal.votingEnd(), moment);
            case DEPOSIT_PERIOD -> left("governance.deposit", proposal.depositEnd(), moment);
            case PASSED -> texts.get("governance.passed", yes(proposal));
            case REJECTED, FAILED, UNSPECIFIED -> texts.of("governance.status", proposal.status());
        };
    }

    private String left(String key, java.util.Optional<java.time.Instant> end, Moment moment) {
        return end.map(at -> figures.duration(Duration.between(moment.now(), at)))
                .map(left -> texts.get(key + "Left", left))
                .orElseGet(() -> texts.get(key));
    }

    private String yes(Proposal proposal) {
        var tally = proposal.tally();
        var counted = tally.total().subtract(tally.abstain());
        if (counted.signum() == 0) {
            return texts.get("state.unknown");
        }
        return figures.percent(
                new BigDecimal(tally.yes())
                        .divide(new BigDecimal(counted), MathContext.DECIMAL32)
                        .doubleValue());
    }

    public Cell meaning(Proposal proposal, Moment moment) {
        if (proposal.status() == ProposalStatus.VOTING_PERIOD) {
            return voted(proposal, moment.snapshot());
        }
        if (scheduled(proposal, moment)) {
            var over = moment.snapshot().plan().filter(Plan::done).isPresent();
            return Cell.plain(texts.get(over ? "governance.carriedOut" : "governance.scheduled"))
                    .in(Tone.PROVEN);
        }
        return Cell.muted(
                texts.get(
                        proposal.status() == ProposalStatus.DEPOSIT_PERIOD
                                ? "governance.notYet"
                                : "governance.noEffect"));
    }

    /// Asks for a vote only where it is known to be missing.
    private Cell voted(Proposal proposal, Snapshot snapshot) {
        var known = snapshot.governance().latest().filter(view -> view.complete()).isPresent();
        if (snapshot.own().accounts().isEmpty() || !known) {
            return Cell.strong(texts.get("governance.voteOpen")).in(Tone.LOOK);
        }
        return missing(proposal, snapshot)
                ? Cell.strong(texts.get("governance.voteNeeded")).in(Tone.LOOK)
                : Cell.plain(texts.get("governance.youVoted")).in(Tone.PROVEN);
    }

    /// Whether one of the operator's accounts has not voted, as far as was seen.
    public static boolean missing(Proposal proposal, Snapshot snapshot) {
        var seen =
                snapshot.governance()
                        .latest()
                        .filter(view -> view.complete())
                        .map(view -> view.votes().getOrDefault(proposal.id(), Seen.NOTHING))
                        .orElse(Seen.NOTHING);
        return snapshot.own().accounts().stream()
                .anyMatch(account -> !seen.ballots().containsKey(account.text()));
    }

    private static boolean scheduled(Proposal proposal, Moment moment) {
        if (proposal.status() != ProposalStatus.PASSED) {
            return false;
        }
        var plan = moment.snapshot().plan().map(known -> known.goal().upgrade().version());
        return proposal.messages().stream()
                .filter(message -> message instanceof PartialUpgrade)
                .map(message -> ((PartialUpgrade) message).nodeVersion())
                .anyMatch(version ->
                        plan.filter(version::equals).isPresent()
                                || moment
                                        .snapshot()
                                        .upgrades()
                                        .latest()
                                        .map(UpgradeView::scheduled)
                                        .orElse(List.of())
                                        .stream()
                                        .anyMatch(next -> next.version().equals(version)));
    }
}
