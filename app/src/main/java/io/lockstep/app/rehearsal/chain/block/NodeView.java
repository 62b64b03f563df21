package io.lockstep.app.rehearsal.chain.block;

import io.lockstep.app.rehearsal.chain.ledger.Genesis;
import java.util.Optional;

/// The chain as one node shows it.
///
/// @param node its number, from zero
public record NodeView(Genesis genesis, BlockStore store, int node, Bent bent) {

    /// How what it shows differs from what is.
    ///
    /// @param lag how many blocks it is behind
    /// @param ahead how many blocks it claims that nobody made
    /// @param kept how many blocks it keeps
    /// @param chainId what it says its chain is
    /// @param forked whether its hashes are those of a fork
    private record Bent(
            long lag, long ahead, long kept, String chainId, boolean forked, boolean catchingUp) {}

    public static NodeView honest(Genesis genesis, BlockStore store, int node) {
        return new NodeView(
                genesis,
                store,
                node,
                new Bent(0, 0, Long.MAX_VALUE, genesis.chainId(), false, false));
    }

    public NodeView behind(long blocks) {
        return bent(new Bent(blocks, 0, bent.kept, bent.chainId, bent.forked, false));
    }

    public NodeView syncing(long blocks) {
        return bent(new Bent(blocks, 0, bent.kept, bent.chainId, bent.forked, true));
    }

    public NodeView claiming(long blocks) {
        return bent(new Bent(0, blocks, bent.kept, bent.chainId, bent.forked, false));
    }

    public NodeView keeping(long blocks) {
        return bent(new Bent(bent.lag, 0, blocks, bent.chainId, bent.forked, bent.catchingUp));
    }

    public NodeView of(String otherChain) {
        return bent(new Bent(0, 0, bent.kept, otherChain, bent.forked, false));
    }

    public NodeView onFork() {
        return bent(new Bent(0, 0, bent.kept, bent.chainId, true, false));
    }

    private NodeView bent(Bent other) {
        return new NodeView(genesis, store, node, other);
    }

    public String chainId() {
        return bent.chainId;
    }

    public boolean catchingUp() {
        return bent.catchingUp;
    }

    public Block earliest() {
        return shown(store.block(earliestHeight()).orElseThrow());
    }

    /// The newest block it has stored.
    public Block seen() {
        return shown(claimed(back(store.seen().orElseThrow())));
    }

    /// The newest block it has executed.
    public Applied applied() {
        var newest = store.applied().orElseThrow();
        var reached = store.result(lagging(newest.height())).orElse(newest);
        return shown(reached, claimed(reached.block()));
    }

    public Optional<Block> block(long height) {
        if (height > seen().height() || height < earliestHeight()) {
            return Optional.empty();
        }
        return store.block(height)
                .or(() -> store.seen().map(newest -> newest.claimed(height)))
                .map(this::shown);
    }

    public Optional<Applied> result(long height) {
        if (height > applied().height() || height < earliestHeight()) {
            return Optional.empty();
        }
        return store.result(height)
                .or(() -> bent.ahead > 0 ? Optional.of(applied()) : Optional.empty())
                .map(applied -> shown(applied, applied.block()));
    }

    /// Height of the executed block with this transaction.
    public Optional<Long> heightOf(String hash) {
        return store.heightOf(hash).filter(height -> height <= applied().height());
    }

    private long earliestHeight() {
        var first = store.earliest().orElseThrow().height();
        var newest = store.seen().orElseThrow().height();
        return bent.kept > newest ? first : Math.max(first, newest - bent.kept + 1);
    }

    private Block back(Block newest) {
        return store.block(lagging(newest.height())).orElse(newest);
    }

    private Block claimed(Block block) {
        return bent.ahead == 0 ? block : block.claimed(block.height() + bent.ahead);
    }

    private long lagging(long height) {
        return Math.max(store.earliest().orElseThrow().height(), height - bent.lag);
    }

    private Applied shown(Applied applied, Block block) {
        return new Applied(
                shown(block), applied.ledger(), applied.txs(), applied.events(), applied.appHash());
    }

    private Block shown(Block block) {
        var named = bent.chainId.equals(block.chainId()) ? block : block.on(bent.chainId);
        return bent.forked ? named.forked() : named;
    }
}
