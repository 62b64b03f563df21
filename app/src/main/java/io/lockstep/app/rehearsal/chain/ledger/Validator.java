package io.lockstep.app.rehearsal.chain.ledger;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Somebody with voting power. With an inference URL it is also a participant that offers MLNodes.
///
/// @param address its account, bech32
/// @param power voting power, as `tokens` in staking
/// @param delegators accounts whose tokens are part of its power, with their share
public record Validator(
        String address,
        String moniker,
        long power,
        SortedMap<String, Long> delegators,
        Optional<String> inferenceUrl,
        List<HardwareNode> hardware) {

    public Validator {
        delegators = Collections.unmodifiableSortedMap(new TreeMap<>(delegators));
        hardware = List.copyOf(hardware);
    }

    /// A validator with an address made from its name.
    public static Validator named(String moniker, long power) {
        return new Validator(
                Bech32.addressFor(moniker),
                moniker,
                power,
                new TreeMap<>(),
                Optional.empty(),
                List.of());
    }

    public Validator offering(String inferenceUrl, List<HardwareNode> hardware) {
        return new Validator(
                address, moniker, power, delegators, Optional.of(inferenceUrl), hardware);
    }

    /// With part of its power being somebody else's.
    public Validator delegated(String delegator, long tokens) {
        var more = new TreeMap<>(delegators);
        more.merge(delegator, tokens, Long::sum);
        return new Validator(address, moniker, power, more, inferenceUrl, hardware);
    }

    /// The Ed25519 public key it signs blocks with.
    public byte[] consensusKey() {
        return Digest.sha256("consensus key of " + address);
    }

    /// Upper-case hex, twenty bytes.
    public String consensusAddress() {
        return Digest.hex(Digest.sha256(consensusKey())).substring(0, 40);
    }

    public String operatorAddress() {
        return Bech32.encode("gonkavaloper", Bech32.decode(address));
    }

    /// An MLNode as the chain has it on record.
    ///
    /// @param status name of a `HardwareNodeStatus`
    public record HardwareNode(
            String id,
            String status,
            List<String> models,
            String gpu,
            int gpus,
            String host,
            String port) {
        public HardwareNode {
            models = List.copyOf(models);
        }
    }
}
