package io.lockstep.chain.tx;

import io.lockstep.chain.key.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Says in words what a transaction does, whole: whoever reads it aloud has read what is signed.
public final class TxWords {
    private TxWords() {}

    /// A sentence or two for each message, then what it may cost and when it counts.
    public static List<String> of(Draft draft) {
        List<String> lines = new ArrayList<>();
        draft.messages().forEach(message -> lines.addAll(of(message)));
        if (!draft.memo().isEmpty()) {
            lines.add("Memo: %s".formatted(draft.memo()));
        }
        lines.add(
                "Fee: %s, for at most %d gas%s%s."
                        .formatted(
                                Coin.words(draft.fee().amount()),
                                draft.fee().gasLimit(),
                                named(", paid by ", draft.fee().payer()),
                                named(", from the grant of ", draft.fee().granter())));
        if (draft.timeoutHeight() > 0) {
            lines.add("It counts up to block %d only.".formatted(draft.timeoutHeight()));
        }
        draft.timeout()
                .ifPresent(until ->
                        lines.add(
                                "It counts until %s%s."
                                        .formatted(
                                                until,
                                                draft.unordered()
                                                        ? ", outside the account's order"
                                                        : "")));
        return lines;
    }

    public static List<String> of(Message message) {
        return switch (message) {
            case Message.SubmitProposal submit -> submit(submit);
            case Message.Vote(var id, var voter, var option, var metadata) ->
                    List.of(
                            "%s votes %s on proposal %d%s."
                                    .formatted(
                                            voter,
                                            option.words(),
                                            id,
                                            named(", noting ", metadata)));
            case Message.VoteWeighted(var id, var voter, var options, var metadata) ->
                    List.of(
                            "%s votes %s on proposal %d%s."
                                    .formatted(
                                            voter,
                                            shares(options),
                                            id,
                                            named(", noting ", metadata)));
            case Message.Deposit(var id, var depositor, var amount) ->
                    List.of(
                            "%s deposits %s on proposal %d."
                                    .formatted(depositor, Coin.words(amount), id));
            case Message.CancelProposal(var id, var proposer) ->
                    List.of(
                            "%s cancels proposal %d; part of its deposit is lost."
                                    .formatted(proposer, id));
            case Message.Exec(var grantee, var messages) -> {
                List<String> lines = new ArrayList<>();
                lines.add("%s acts for others, as they granted it:".formatted(grantee));
                messages.forEach(inner -> lines.addAll(of(inner)));
                yield lines;
            }
        };
    }

    /// What it does once passed, in words.
    public static String of(Proposed proposed) {
        var what =
                switch (proposed) {
                    case Proposed.PartialUpgrade(_, var height, var version, var binaries) ->
                            "MLNode version %s from block %d on%s"
                                    .formatted(version, height, named(", API binaries ", binaries));
                    case Proposed.SoftwareUpgrade(_, var name, var height, var info) ->
                            "the chain halts at block %d for the software upgrade %s%s"
                                    .formatted(height, name, named(", with the info ", info));
                    case Proposed.CancelUpgrade _ -> "the pending software upgrade is cancelled";
                };
        return proposed.authority().equals(Address.GOV.text())
                ? what
                : what
                        + " (in the name of %s, which is not the gov module: the chain refuses it)"
                                .formatted(proposed.authority());
    }

    private static List<String> submit(Message.SubmitProposal submit) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "%s proposes%s \"%s\", with a deposit of %s."
                        .formatted(
                                submit.proposer(),
                                submit.expedited() ? ", expedited," : "",
                                submit.title(),
                                Coin.words(submit.initialDeposit())));
        submit.messages().forEach(one -> lines.add("If it passes: %s.".formatted(of(one))));
        lines.add("Summary: %s".formatted(submit.summary()));
        Optional.of(submit.metadata())
                .filter(metadata -> !metadata.isEmpty())
                .ifPresent(metadata -> lines.add("Metadata: %s".formatted(metadata)));
        return lines;
    }

    private static String shares(List<WeightedOption> options) {
        return options.stream()
                .map(share ->
                        "%s with %s"
                                .formatted(
                                        share.option().words(),
                                        share.weight().stripTrailingZeros().toPlainString()))
                .collect(Collectors.joining(", "));
    }

    private static String named(String before, String text) {
        return text.isEmpty() ? "" : before + text;
    }
}
