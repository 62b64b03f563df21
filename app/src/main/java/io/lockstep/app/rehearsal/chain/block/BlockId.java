package io.lockstep.app.rehearsal.chain.block;

import io.lockstep.app.rehearsal.chain.ledger.Digest;

/// Hash of a block and of its parts, upper-case hex.
public record BlockId(String hash, String partsHash) {
    /// What the first block names as its predecessor.
    static final BlockId NONE = new BlockId("", "");

    static BlockId of(String content) {
        var hash = Digest.of(content);
        return new BlockId(hash, Digest.of("parts of " + hash));
    }

    /// The same place on a fork.
    BlockId forked() {
        return hash.isEmpty() ? this : of("fork of " + hash);
    }
}
