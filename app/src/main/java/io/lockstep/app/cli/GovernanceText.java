package io.lockstep.app.cli;

import io.lockstep.chain.follow.HeightRange;
import io.lockstep.chain.governance.Assessment;
import io.lockstep.chain.governance.Ballot;
import io.lockstep.chain.governance.DepositState;
import io.lockstep.chain.governance.ProposalStatus;
import io.lockstep.chain.governance.Verdict;
import io.lockstep.chain.governance.Warning;
import io.lockstep.chain.problem.Printable;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One open proposal for people: what it does, how it stands, when its period ends, what to beware
/// of.
final class GovernanceText {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);
    private static final int LONGEST = 120;

    private GovernanceText() {}

    static List<String> of(Assessment assessed, ZoneId zone) {
        List<String> lines = new ArrayList<>();
        var proposal = assessed.proposal();
        lines.add(
                "  Proposal %d, %s: %s."
                        .formatted(
                                proposal.id(),
                                Printable.line(proposal.title(), LONGEST),
                                proposal.status() == ProposalStatus.VOTING_PERIOD
                                        ? "voting period"
                                        : "deposit period"));
        assessed.does().forEach(what -> lines.add("    It would do: " + what + "."));
        assessed.verdict()
                .map(Verdict::inWords)
                .ifPresent(words -> lines.add("    Votes: " + words + "."));
        assessed.deposit()
                .map(DepositState::inWords)
                .ifPresent(words -> lines.add("    Deposit: " + words + "."));
        assessed.end().ifPresent(end -> lines.add(end(end, assessed, zone)));
        assessed.own()
                .map(Ballot::inWords)
                .ifPresent(words -> lines.add("    Your vote: " + words + "."));
        assessed.warnings().stream()
                .map(Warning::text)
                .forEach(text -> lines.add("    Beware: " + text));
        return lines;
    }

    private static String end(Instant end, Assessment assessed, ZoneId zone) {
        return "    Ends %s%s."
                .formatted(
                        MOMENT.format(end.atZone(zone)),
                        assessed.endHeight().map(GovernanceText::blocks).orElse(""));
    }

    private static String blocks(HeightRange range) {
        return range.earliest() == range.latest()
                ? ", with block %d".formatted(range.latest())
                : ", between block %d and %d".formatted(range.earliest(), range.latest());
    }
}
