package io.lockstep.app.rehearsal.chain;

import io.lockstep.app.rehearsal.chain.ledger.EpochRules;
import io.lockstep.app.rehearsal.chain.ledger.Genesis;
import io.lockstep.app.rehearsal.chain.ledger.GovernanceRules;
import io.lockstep.app.rehearsal.chain.ledger.Validator;
import io.lockstep.chain.upgrade.Generation;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// How a simulated chain is set up.
///
/// @param blockTime from block to block
/// @param manual blocks come only when asked for; each is one block time after the last
/// @param rpcs an address for each RPC node, port 0 for any
/// @param rest where the gateway of the first node listens
/// @param clock times the blocks, or only the first when they are made by hand
public record SimChainConfig(
        Genesis genesis,
        Duration blockTime,
        boolean manual,
        List<InetSocketAddress> rpcs,
        InetSocketAddress rest,
        InstantSource clock) {

    public static final String CHAIN_ID = "lockstep-rehearsal";

    /// Well inside an epoch, far from its proof of compute.
    private static final long FIRST_HEIGHT = 1_249_000;

    private static final int VOTING_BLOCKS = 15;

    public SimChainConfig {
        rpcs = List.copyOf(rpcs);
        if (rpcs.isEmpty()) {
            throw new IllegalArgumentException("a chain needs an RPC node");
        }
        if (blockTime.isNegative() || blockTime.isZero()) {
            throw new IllegalArgumentException("a block takes time");
        }
    }

    /// Two RPC nodes and a gateway on loopback, three validators, and voting that takes fifteen
    /// blocks.
    public static SimChainConfig rehearsal(
            Generation generation, Duration blockTime, InstantSource clock) {
        var any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var genesis =
                new Genesis(
                        generation,
                        CHAIN_ID,
                        FIRST_HEIGHT,
                        "ngonka",
                        List.of(
                                Validator.named("north", 620_000),
                                Validator.named("east", 230_000),
                                Validator.named("south", 150_000)),
                        List.of(),
                        GovernanceRules.lasting(
                                blockTime.multipliedBy(60),
                                blockTime.multipliedBy(VOTING_BLOCKS),
                                blockTime.multipliedBy(VOTING_BLOCKS / 2)),
                        EpochRules.MAINNET,
                        "v3.0.8",
                        BigDecimal.ZERO);
        return new SimChainConfig(genesis, blockTime, false, List.of(any, any), any, clock);
    }

    /// The same with blocks that come only when asked for.
    public SimChainConfig byHand() {
        return new SimChainConfig(genesis, blockTime, true, rpcs, rest, clock);
    }

    public SimChainConfig with(Genesis other) {
        return new SimChainConfig(other, blockTime, manual, rpcs, rest, clock);
    }

    public SimChainConfig listening(List<InetSocketAddress> rpcs, InetSocketAddress rest) {
        return new SimChainConfig(genesis, blockTime, manual, rpcs, rest, clock);
    }

    /// The same with another version in force at the start.
    public SimChainConfig running(String mlNodeVersion) {
        return with(genesis.running(mlNodeVersion));
    }
}
