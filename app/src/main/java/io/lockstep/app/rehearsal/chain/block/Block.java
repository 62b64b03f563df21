package io.lockstep.app.rehearsal.chain.block;

import io.lockstep.app.rehearsal.chain.ledger.Digest;
import java.time.Instant;
import java.util.List;

/// A block as nodes store it, before anything of it is executed.
///
/// @param appHash state after the block before, upper-case hex as all hashes here
/// @param txs transactions, base64
public record Block(
        BlockId id,
        BlockId last,
        long height,
        Instant time,
        String chainId,
        String appHash,
        String lastResultsHash,
        String validatorsHash,
        String proposer,
        List<String> txs) {

    /// SHA-256 of nothing.
    public static final String EMPTY = Digest.hex(Digest.sha256(new byte[0]));

    public Block {
        txs = List.copyOf(txs);
    }

    public String dataHash() {
        return txs.isEmpty() ? EMPTY : Digest.of("transactions " + txs);
    }

    public String lastCommitHash() {
        return last.hash().isEmpty() ? EMPTY : Digest.of("commit of " + last.hash());
    }

    public String consensusHash() {
        return Digest.of("consensus parameters of " + chainId);
    }

    /// Size on disk; near enough to what a real block of this content has.
    public long size() {
        return 594 + txs.stream().mapToLong(tx -> tx.length() * 3L / 4).sum();
    }

    static BlockId identify(
            BlockId last,
            long height,
            Instant time,
            String chainId,
            String appHash,
            String lastResultsHash,
            List<String> txs) {
        return BlockId.of(
                String.join(
                        "|",
                        last.hash(),
                        Long.toString(height),
                        time.toString(),
                        chainId,
                        appHash,
                        lastResultsHash,
                        txs.toString()));
    }

    Block forked() {
        return new Block(
                id.forked(),
                last.forked(),
                height,
                time,
                chainId,
                Digest.of("fork of " + appHash),
                lastResultsHash,
                validatorsHash,
                proposer,
                txs);
    }

    /// The same under a height that it has not.
    Block claimed(long height) {
        return new Block(
                BlockId.of("claim of " + height + " after " + id.hash()),
                id,
                height,
                time,
                chainId,
                appHash,
                lastResultsHash,
                validatorsHash,
                proposer,
                txs);
    }

    Block on(String otherChain) {
        return new Block(
                id,
                last,
                height,
                time,
                otherChain,
                appHash,
                lastResultsHash,
                validatorsHash,
                proposer,
                txs);
    }
}
