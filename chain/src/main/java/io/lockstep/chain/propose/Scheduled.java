package io.lockstep.chain.propose;

import io.lockstep.chain.governance.ProposalMessage;
import io.lockstep.chain.problem.Printable;
import io.lockstep.chain.tx.Proposed;
import java.util.Optional;
import java.util.function.Function;

/// Finds what is decided or proposed already in the place of something that is to be proposed.
final class Scheduled {
    private static final int LONGEST = 60;

    private Scheduled() {}

    static Optional<String> objection(Proposed.PartialUpgrade wanted, ProposalFacts facts) {
        return decided(wanted, facts).or(() -> open(wanted, facts));
    }

    static Optional<String> objection(Proposed.SoftwareUpgrade wanted, ProposalFacts facts) {
        return facts.carriedOut()
                .map(height ->
                        "The software upgrade %s was carried out at block %d: the chain takes no name twice."
                                .formatted(text(wanted.name()), height))
                .or(() ->
                        facts.plan()
                                .map(plan ->
                                        "The software upgrade %s is pending and would be replaced."
                                                .formatted(text(plan.name()))))
                .or(() -> open(facts));
    }

    /// One entry a height; and of two heights for one version the first counts (fact sheet, section
    /// 4.2).
    private static Optional<String> decided(Proposed.PartialUpgrade wanted, ProposalFacts facts) {
        for (var entry : facts.entries()) {
            var same = entry.version().equals(wanted.nodeVersion());
            if (entry.height() == wanted.height()) {
                return Optional.of(
                        "%s is decided for the height %d%s."
                                .formatted(
                                        named(entry.version()),
                                        entry.height(),
                                        same ? " already" : " and would be replaced"));
            }
            if (same) {
                return Optional.of(
                        "%s is decided for the height %d already: the first height counts, a vote moves nothing."
                                .formatted(named(entry.version()), entry.height()));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> open(Proposed.PartialUpgrade wanted, ProposalFacts facts) {
        return first(
                facts,
                message ->
                        message
                                                instanceof
                                                ProposalMessage.PartialUpgrade(
                                                        var height,
                                                        var version,
                                                        _)
                                        && (height == wanted.height()
                                                || version.equals(wanted.nodeVersion()))
                                ? Optional.of(named(version))
                                : Optional.empty());
    }

    private static Optional<String> open(ProposalFacts facts) {
        return first(
                facts,
                message ->
                        message instanceof ProposalMessage.SoftwareUpgrade(var name, _, _)
                                ? Optional.of("Software upgrade " + text(name))
                                : Optional.empty());
    }

    /// @param clash what a message would do, when it is in the way
    private static Optional<String> first(
            ProposalFacts facts, Function<ProposalMessage, Optional<String>> clash) {
        for (var proposal : facts.open()) {
            for (var message : proposal.messages()) {
                var what = clash.apply(message);
                if (what.isPresent()) {
                    return Optional.of(
                            "%s at the height %d is proposed already, in proposal %d."
                                    .formatted(what.get(), message.effectHeight(), proposal.id()));
                }
            }
        }
        return Optional.empty();
    }

    private static String named(String version) {
        return version.isBlank() ? "An entry without a version" : "Version " + text(version);
    }

    private static String text(String foreign) {
        return Printable.line(foreign, LONGEST);
    }
}
