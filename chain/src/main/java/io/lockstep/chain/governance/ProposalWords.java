package io.lockstep.chain.governance;

import io.lockstep.chain.follow.Head;
import io.lockstep.chain.follow.Pace.Eta;
import io.lockstep.chain.problem.Printable;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// Says what a message does: "MLNode v3.0.9 from block 1,250,000, about Tue 14:02–14:31".
///
/// @param head without one no moment is named
/// @param zone in which moments are written
public record ProposalWords(Optional<Head> head, ZoneId zone) {
    private static final int LONGEST = 80;
    private static final DateTimeFormatter DAY = format("EEE HH:mm");
    private static final DateTimeFormatter DATE = format("EEE d MMM HH:mm");
    private static final DateTimeFormatter MINUTE = format("HH:mm");

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }

    public String of(ProposalMessage message) {
        return switch (message) {
            case ProposalMessage.PartialUpgrade(var height, var version, _)
                    when version.isBlank() ->
                    "other API node programs from block " + at(height);
            case ProposalMessage.PartialUpgrade(var height, var version, _) ->
                    "MLNode %s from block %s".formatted(text(version), at(height));
            case ProposalMessage.SoftwareUpgrade(var name, var height, _) ->
                    "the chain halts for %s at block %s%s"
                            .formatted(
                                    text(name),
                                    at(height),
                                    NamedVersion.of(message)
                                            .map(version -> ", with MLNode " + text(version))
                                            .orElse(""));
            case ProposalMessage.CancelUpgrade _ -> "the pending software upgrade is cancelled";
            case ProposalMessage.Other(var type) ->
                    text(type.substring(type.lastIndexOf('.') + 1)) + ", which concerns no MLNode";
        };
    }

    private static String text(String foreign) {
        return Printable.line(foreign, LONGEST);
    }

    private String at(long height) {
        var number = String.format(Locale.ROOT, "%,d", height);
        if (head.filter(known -> known.appliedHeight() >= height).isPresent()) {
            return number + ", which is past";
        }
        return number + when(height);
    }

    /// When a block will come, such as ", about Tue 14:02–14:31"; empty without a pace.
    public String when(long height) {
        return head.filter(known -> known.appliedHeight() < height)
                .flatMap(known -> known.eta(height))
                .map(this::about)
                .orElse("");
    }

    private String about(Eta eta) {
        var sameDay =
                eta.earliest()
                        .atZone(zone)
                        .toLocalDate()
                        .equals(eta.latest().atZone(zone).toLocalDate());
        var from = day(eta.earliest());
        var to = sameDay ? MINUTE.format(eta.latest().atZone(zone)) : day(eta.latest());
        return from.endsWith(to) ? ", about " + from : ", about " + from + "–" + to;
    }

    /// A day of the week says enough for the coming week.
    private String day(Instant moment) {
        var near =
                head.filter(known -> moment.isBefore(known.blockTime().plusSeconds(6 * 24 * 3600L)))
                        .isPresent();
        return (near ? DAY : DATE).format(moment.atZone(zone));
    }
}
