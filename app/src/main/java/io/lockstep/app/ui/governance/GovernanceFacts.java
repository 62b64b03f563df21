package io.lockstep.app.ui.governance;

import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.ui.parts.Cell;
import io.lockstep.app.ui.parts.Moment;
import io.lockstep.app.ui.parts.Row;
import io.lockstep.app.ui.parts.Sign;
import io.lockstep.app.ui.parts.Tone;
import io.lockstep.app.ui.text.Figures;
import io.lockstep.app.ui.text.Foreign;
import io.lockstep.app.ui.text.Texts;
import io.lockstep.chain.follow.HeightRange;
import io.lockstep.chain.governance.Assessment;
import io.lockstep.chain.governance.Assessor;
import io.lockstep.chain.governance.GovernanceView;
import io.lockstep.chain.governance.Proposal;
import io.lockstep.chain.governance.ProposalMessage;
import io.lockstep.chain.governance.ProposalStatus;
import io.lockstep.chain.governance.Verdict;
import io.lockstep.chain.governance.VoteRecord;
import io.lockstep.chain.tx.Coin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// One proposal in words: how it stands, when it ends, what the operator's accounts did.
record GovernanceFacts(Texts texts, Figures figures) {
    private static final int LONGEST = 160;

    static Tone tone(ProposalStatus status) {
        return switch (status) {
            case VOTING_PERIOD -> Tone.INCUMBENT;
            case PASSED -> Tone.PROVEN;
            case FAILED -> Tone.ACT;
            case DEPOSIT_PERIOD, REJECTED, UNSPECIFIED -> Tone.MUTED;
        };
    }

    Assessment assess(Proposal proposal, GovernanceView view, Moment moment) {
        return new Assessor(
                        view.params(),
                        view.bonded(),
                        moment.snapshot().chain().live().flatMap(chain -> chain.head()),
                        Optional.empty(),
                        figures.zone())
                .of(
                        proposal,
                        view.counted().contains(proposal.id()),
                        view.votes().getOrDefault(proposal.id(), VoteRecord.Seen.NOTHING));
    }

    /// What each of the operator's accounts did, as far as was seen.
    List<Cell> own(Assessment assessed, Snapshot snapshot) {
        var read = snapshot.governance().latest().filter(GovernanceView::complete).isPresent();
        if (!read || assessed.proposal().status() == ProposalStatus.DEPOSIT_PERIOD) {
            return List.of();
        }
        var accounts = snapshot.own().accounts();
        return accounts.stream()
                .map(account -> own(account.text(), accounts.size() > 1, assessed))
                .toList();
    }

    private Cell own(String account, boolean several, Assessment assessed) {
        var ballot = Optional.ofNullable(assessed.votes().ballots().get(account));
        var voting = assessed.proposal().status() == ProposalStatus.VOTING_PERIOD;
        var words =
                ballot.map(cast -> texts.get("governance.youVotedAs", cast.inWords()))
                        .orElseGet(() ->
                                texts.get(
                                        voting ? "governance.youDidNot" : "governance.noVoteSeen"));
        var line =
                several
                        ? texts.get("governance.account", shortAddress(account), words)
                        : figures.sentence(words);
        return ballot.map(_ -> Cell.signed(Sign.PROVEN, line))
                .orElseGet(() ->
                        voting
                                ? Cell.signed(Sign.LOOK, line).in(Tone.LOOK)
                                : Cell.signed(Sign.OPEN, line).in(Tone.MUTED));
    }

    static String shortAddress(String address) {
        return address.length() < 20
                ? address
                : address.substring(0, 11) + "…" + address.substring(address.length() - 6);
    }

    /// What would be decided now, or what was.
    String verdict(Assessment assessed) {
        return assessed.verdict()
                .map(verdict ->
                        texts.of(
                                "governance.verdict",
                                verdict.outcome(),
                                figures.whole(verdict.lacking())))
                .orElseGet(() -> decided(assessed.proposal()));
    }

    private String decided(Proposal proposal) {
        return switch (proposal.status()) {
            case PASSED, REJECTED, FAILED, UNSPECIFIED ->
                    texts.of("governance.decided", proposal.status());
            case VOTING_PERIOD -> texts.get("governance.notCounted");
            case DEPOSIT_PERIOD -> "";
        };
    }

    static Tone tone(Verdict verdict) {
        return switch (verdict.outcome()) {
            case PASSES -> Tone.PROVEN;
            case VETOED, NO_POWER -> Tone.ACT;
            case BELOW_QUORUM, ONLY_ABSTENTIONS, BELOW_THRESHOLD -> Tone.LOOK;
        };
    }

    /// When the present period ends, in time and in blocks.
    Optional<String> end(Assessment assessed, Instant now) {
        return assessed.end()
                .map(end -> {
                    var left = Duration.between(now, end);
                    var when =
                            left.isNegative()
                                    ? texts.get("governance.endPast", figures.day(end))
                                    : texts.get(
                                            "governance.ends",
                                            figures.day(end),
                                            figures.duration(left));
                    return assessed.endHeight()
                            .map(range -> texts.get("governance.endBlocks", when, blocks(range)))
                            .orElse(when);
                });
    }

    private String blocks(HeightRange range) {
        return range.earliest() == range.latest()
                ? texts.get("governance.block", figures.whole(range.latest()))
                : texts.get(
                        "governance.blocks",
                        figures.whole(range.earliest()),
                        figures.whole(range.latest()));
    }

    String coins(List<Coin> coins) {
        return coins.isEmpty()
                ? texts.get("governance.nothing")
                : coins.stream()
                        .limit(6)
                        .map(coin -> figures.coin(coin.amount(), coin.denom()))
                        .collect(Collectors.joining(", "));
    }

    /// Every field of the proposal that is not drawn elsewhere.
    List<Row> fields(Proposal proposal) {
        List<Row> rows = new ArrayList<>();
        for (var message : proposal.messages().stream().limit(12).toList()) {
            rows.add(row("governance.message", Cell.mono(message(message))));
        }
        time("governance.submitted", proposal.submitTime(), rows);
        time("governance.depositEnd", proposal.depositEnd(), rows);
        time("governance.votingStart", proposal.votingStart(), rows);
        time("governance.votingEnd", proposal.votingEnd(), rows);
        rows.add(row("governance.deposited", Cell.plain(coins(proposal.deposit()))));
        rows.add(
                row(
                        "governance.kind",
                        Cell.plain(
                                texts.get(
                                        proposal.expedited()
                                                ? "governance.expedited"
                                                : "governance.regular"))));
        rows.add(row("governance.proposer", Cell.mono(Foreign.line(proposal.proposer(), 100))));
        if (!proposal.metadata().isBlank()) {
            rows.add(
                    row(
                            "governance.metadata",
                            Cell.plain(Foreign.line(proposal.metadata(), LONGEST))));
        }
        if (!proposal.failedReason().isBlank()) {
            rows.add(
                    row(
                            "governance.failed",
                            Cell.plain(Foreign.line(proposal.failedReason(), LONGEST))
                                    .in(Tone.LOOK)));
        }
        return rows;
    }

    private static String message(ProposalMessage message) {
        return switch (message) {
            case ProposalMessage.PartialUpgrade(var height, var version, _) ->
                    "MsgCreatePartialUpgrade %s @ %d".formatted(Foreign.line(version, 60), height);
            case ProposalMessage.SoftwareUpgrade(var name, var height, _) ->
                    "MsgSoftwareUpgrade %s @ %d".formatted(Foreign.line(name, 60), height);
            case ProposalMessage.CancelUpgrade _ -> "MsgCancelUpgrade";
            case ProposalMessage.Other(var type) -> Foreign.line(type, 100);
        };
    }

    private void time(String key, Optional<Instant> at, List<Row> rows) {
        at.ifPresent(time ->
                rows.add(
                        row(
                                key,
                                Cell.plain(
                                        texts.get(
                                                "governance.bothTimes",
                                                figures.day(time),
                                                figures.utc(time))))));
    }

    private Row row(String key, Cell value) {
        return Row.of(Cell.muted(texts.get(key)), value);
    }
}
