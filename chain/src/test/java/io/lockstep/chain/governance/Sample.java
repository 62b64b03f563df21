package io.lockstep.chain.governance;

import io.lockstep.chain.follow.Head;
import io.lockstep.chain.follow.Pace;
import io.lockstep.chain.tx.Coin;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Governance facts to begin a test with.
public final class Sample {
    public static final Instant NOW = Instant.parse("2025-11-04T13:00:00Z");

    private Sample() {}

    public static GovParams params() {
        return new GovParams(
                List.of(coin(25_000_000)),
                List.of(coin(50_000_000)),
                Duration.ofHours(48),
                Duration.ofHours(48),
                Duration.ofHours(12),
                new BigDecimal("0.334000000000000000"),
                new BigDecimal("0.500000000000000000"),
                new BigDecimal("0.667000000000000000"),
                new BigDecimal("0.334000000000000000"),
                BigDecimal.ZERO,
                new BigDecimal("0.010000000000000000"),
                new BigDecimal("0.500000000000000000"),
                false,
                true);
    }

    /// A block of 6 s, give or take one, applied up to that height.
    public static Head head(long height) {
        var pace = new Pace(Duration.ofSeconds(6), Duration.ofSeconds(1), 50);
        return new Head("gonka", height, height, NOW, false, Optional.of(pace), 2);
    }

    public static Coin coin(long amount) {
        return new Coin("ngonka", BigInteger.valueOf(amount));
    }

    public static Tally tally(long yes, long abstain, long no, long veto) {
        return new Tally(
                BigInteger.valueOf(yes),
                BigInteger.valueOf(abstain),
                BigInteger.valueOf(no),
                BigInteger.valueOf(veto));
    }

    public static Proposal proposal(
            long id, ProposalStatus status, Instant votingEnd, ProposalMessage... messages) {
        return proposal(id, status, false, votingEnd, messages);
    }

    public static Proposal proposal(
            long id,
            ProposalStatus status,
            boolean expedited,
            Instant end,
            ProposalMessage... messages) {
        var voting = status != ProposalStatus.DEPOSIT_PERIOD;
        return new Proposal(
                id,
                "Proposal " + id,
                "",
                "",
                "gonka1proposer",
                status,
                expedited,
                List.of(messages),
                List.of(coin(900)),
                Optional.of(NOW.minusSeconds(600)),
                Optional.of(voting ? NOW : end),
                voting ? Optional.of(NOW.minusSeconds(300)) : Optional.empty(),
                voting ? Optional.of(end) : Optional.empty(),
                Tally.NONE,
                "");
    }
}
