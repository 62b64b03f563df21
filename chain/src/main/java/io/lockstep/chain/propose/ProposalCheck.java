package io.lockstep.chain.propose;

import io.lockstep.chain.governance.NamedVersion;
import io.lockstep.chain.tx.Coin;
import io.lockstep.chain.tx.Message;
import io.lockstep.chain.tx.Proposed;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds what would make a proposal useless, before it costs a deposit. Pure: each objection is one
/// sentence.
public final class ProposalCheck {
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final int TITLE = 255;
    private static final int SUMMARY = 40 * 255;

    private ProposalCheck() {}

    public static List<String> objections(Message.SubmitProposal proposal, ProposalFacts facts) {
        List<String> found = new ArrayList<>(texts(proposal));
        for (var one : proposal.messages()) {
            found.addAll(
                    switch (one) {
                        case Proposed.PartialUpgrade partial -> partial(partial, facts);
                        case Proposed.SoftwareUpgrade software -> software(software, facts);
                        case Proposed.CancelUpgrade _ ->
                                facts.plan().isPresent()
                                        ? List.of()
                                        : List.of("No software upgrade is pending.");
                    });
        }
        found.addAll(deposit(proposal.initialDeposit(), facts));
        return List.copyOf(found);
    }

    /// The block at which a vote that begins now would end; empty without a pace.
    public static Optional<Long> votingEnd(ProposalFacts facts) {
        return facts.blockTime()
                .map(pace ->
                        facts.head().height()
                                + Math.ceilDiv(
                                        facts.votingPeriod().toMillis(),
                                        Math.max(1, pace.toMillis())));
    }

    private static List<String> partial(Proposed.PartialUpgrade wanted, ProposalFacts facts) {
        List<String> found = new ArrayList<>();
        version(wanted.nodeVersion()).ifPresent(found::add);
        height(wanted.height(), facts).ifPresent(found::add);
        Scheduled.objection(wanted, facts).ifPresent(found::add);
        return found;
    }

    private static List<String> software(Proposed.SoftwareUpgrade wanted, ProposalFacts facts) {
        List<String> found = new ArrayList<>();
        version(wanted.name()).ifPresent(found::add);
        height(wanted.height(), facts).ifPresent(found::add);
        info(wanted.info()).ifPresent(found::add);
        Scheduled.objection(wanted, facts).ifPresent(found::add);
        return found;
    }

    /// API nodes pass over a plan whose info they cannot read (fact sheet, section 3.5).
    private static Optional<String> info(String info) {
        if (!NamedVersion.isJsonObject(info)) {
            return Optional.of(
                    "The info is %s: API nodes pass over such a plan."
                            .formatted(info.isBlank() ? "empty" : "no JSON object"));
        }
        return NamedVersion.ofJson(info).flatMap(ProposalCheck::version);
    }

    private static List<String> texts(Message.SubmitProposal proposal) {
        List<String> found = new ArrayList<>();
        if (proposal.title().isBlank() || bytes(proposal.title()) > TITLE) {
            found.add("The title must have 1 to %d bytes.".formatted(TITLE));
        }
        if (proposal.summary().isBlank() || bytes(proposal.summary()) > SUMMARY) {
            found.add("The summary must have 1 to %d bytes.".formatted(SUMMARY));
        }
        if (bytes(proposal.metadata()) > TITLE) {
            found.add("The metadata must have %d bytes at most.".formatted(TITLE));
        }
        return found;
    }

    /// It becomes a part of addresses and of image names.
    private static Optional<String> version(String version) {
        return VERSION.matcher(version).matches()
                ? Optional.empty()
                : Optional.of(
                        "\"%s\" is no usable version or name: letters, digits, . _ and - only."
                                .formatted(version));
    }

    private static Optional<String> height(long height, ProposalFacts facts) {
        if (height <= facts.head().height()) {
            return Optional.of(
                    "The height %d is not in the future: the chain is at %d."
                            .formatted(height, facts.head().height()));
        }
        return votingEnd(facts)
                .filter(end -> height <= end)
                .map(end ->
                        "The vote ends at about block %d, not before the height %d: passed too late,"
                                        .formatted(end, height)
                                + " it would do nothing.");
    }

    private static List<String> deposit(List<Coin> deposit, ProposalFacts facts) {
        List<String> found = new ArrayList<>();
        for (var needed : facts.minDeposit()) {
            var least =
                    new BigDecimal(needed.amount())
                            .multiply(facts.params().minInitialDepositRatio())
                            .setScale(0, RoundingMode.CEILING)
                            .toBigInteger();
            var given = amount(deposit, needed.denom());
            if (given.compareTo(least) < 0) {
                found.add(
                        "The deposit of %s is less than the %s it takes from the start."
                                .formatted(
                                        Coin.words(deposit),
                                        new Coin(needed.denom(), least).words()));
            }
        }
        for (var coin : deposit) {
            if (facts.minDeposit().stream().noneMatch(one -> one.denom().equals(coin.denom()))) {
                found.add("The chain takes no deposit in %s.".formatted(coin.denom()));
            }
        }
        var balance = facts.balance();
        if (amount(deposit, balance.denom()).compareTo(balance.amount()) > 0) {
            found.add(
                    "The account has only %s, less than the deposit of %s."
                            .formatted(balance.words(), Coin.words(deposit)));
        }
        return found;
    }

    private static BigInteger amount(List<Coin> coins, String denom) {
        return coins.stream()
                .filter(coin -> coin.denom().equals(denom))
                .map(Coin::amount)
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
