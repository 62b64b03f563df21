package io.lockstep.app.rehearsal.chain.block;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// The newest blocks with their results. One thread writes, many read.
public final class BlockStore {
    private static final int KEPT = 20_000;

    private final ConcurrentNavigableMap<Long, Block> blocks = new ConcurrentSkipListMap<>();
    private final ConcurrentNavigableMap<Long, Applied> results = new ConcurrentSkipListMap<>();
    private final Map<String, Long> heights = new ConcurrentHashMap<>();

    void stored(Block block) {
        blocks.put(block.height(), block);
        if (blocks.size() > KEPT) {
            blocks.pollFirstEntry();
            Optional.ofNullable(results.pollFirstEntry())
                    .ifPresent(
                            old -> old.getValue().txs().forEach(tx -> heights.remove(tx.hash())));
        }
    }

    void applied(Applied applied) {
        results.put(applied.height(), applied);
        applied.txs().forEach(tx -> heights.put(tx.hash(), applied.height()));
    }

    /// Height of the executed block with this transaction.
    public Optional<Long> heightOf(String hash) {
        return Optional.ofNullable(heights.get(hash));
    }

    /// The newest block that is stored, executed or not.
    public Optional<Block> seen() {
        return Optional.ofNullable(blocks.lastEntry()).map(e -> e.getValue());
    }

    /// The newest block that is executed.
    public Optional<Applied> applied() {
        return Optional.ofNullable(results.lastEntry()).map(e -> e.getValue());
    }

    public Optional<Block> earliest() {
        return Optional.ofNullable(blocks.firstEntry()).map(e -> e.getValue());
    }

    public Optional<Block> block(long height) {
        return Optional.ofNullable(blocks.get(height));
    }

    public Optional<Applied> result(long height) {
        return Optional.ofNullable(results.get(height));
    }
}
