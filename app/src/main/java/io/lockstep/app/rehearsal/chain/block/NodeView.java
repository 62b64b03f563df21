package io.lockstep.app.rehearsal.chain.block;

import io.lockstep.app.rehearsal.chain.ledger.Genesis;
import java.util.Optional;

/// The chain as one node shows it: perhaps behind, perhaps another chain, perhaps a fork.
///
/// @param node its number, from zero
/// @param lag how many blocks it is behind
/// @param chainId what it says its chain is
/// @param forked whether its hashes are those of a fork
public record NodeView(
        Genesis genesis,
        BlockStore store,
        int node,
        long lag,
        String chainId,
        boolean forked,
        boolean catchingUp) {

    public static NodeView honest(Genesis genesis, BlockStore store, int node) {
        return new NodeView(genesis, store, node, 0, genesis.chainId(), false, false);
    }

    public NodeView behind(long blocks) {
        return new NodeView(genesis, store, node, blocks, chainId, forked, catchingUp);
    }

    public NodeView syncing(long blocks) {
        return new NodeView(genesis, store, node, blocks, chainId, forked, true);
    }

    public NodeView of(String otherChain) {
        return new NodeView(genesis, store, node, lag, otherChain, forked, catchingUp);
    }

    public NodeView onFork() {
        return new NodeView(genesis, store, node, lag, chainId, true, catchingUp);
    }

    public Block earliest() {
        return shown(store.earliest().orElseThrow());
    }

    /// The newest block it has stored.
    public Block seen() {
        return shown(back(store.seen().orElseThrow()));
    }

    /// The newest block it has executed.
    public Applied applied() {
        var newest = store.applied().orElseThrow();
        return shown(store.result(lagging(newest.height())).orElse(newest));
    }

    public Optional<Block> block(long height) {
        return height > seen().height() ? Optional.empty() : store.block(height).map(this::shown);
    }

    public Optional<Applied> result(long height) {
        return height > applied().height()
                ? Optional.empty()
                : store.result(height).map(this::shown);
    }

    private Block back(Block newest) {
        return store.block(lagging(newest.height())).orElse(newest);
    }

    private long lagging(long height) {
        return Math.max(store.earliest().orElseThrow().height(), height - lag);
    }

    private Applied shown(Applied applied) {
        var block = shown(applied.block());
        return block.equals(applied.block())
                ? applied
                : new Applied(
                        block,
                        applied.ledger(),
                        applied.txs(),
                        applied.events(),
                        applied.appHash());
    }

    private Block shown(Block block) {
        var named = chainId.equals(block.chainId()) ? block : block.on(chainId);
        return forked ? named.forked() : named;
    }
}
