package io.lockstep.chain.tx.send;

import io.lockstep.chain.tx.Coin;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a chain says about proposals at one moment.
///
/// @param blockTime measured over recent blocks; empty on a young chain
/// @param minDeposit what brings a proposal into its voting period
/// @param initialShare what part of it must be there from the start
/// @param scheduled MLNode versions by height, already decided
/// @param undecided the same, of proposals that are still open
/// @param planName the pending software upgrade
/// @param balance of the proposer in the deposit's denomination
public record ProposalFacts(
        BlockStamp head,
        Optional<Duration> blockTime,
        List<Coin> minDeposit,
        BigDecimal initialShare,
        Duration votingPeriod,
        Map<Long, String> scheduled,
        Map<Long, String> undecided,
        Optional<String> planName,
        Coin balance) {}
