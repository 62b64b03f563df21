package io.lockstep.app.rehearsal.chain;

import io.lockstep.app.rehearsal.chain.block.Applied;
import io.lockstep.app.rehearsal.chain.block.Block;
import io.lockstep.app.rehearsal.chain.block.BlockStore;
import io.lockstep.app.rehearsal.chain.block.Chain;
import io.lockstep.app.rehearsal.chain.block.Mempool;
import io.lockstep.app.rehearsal.chain.ledger.Genesis;
import io.lockstep.app.rehearsal.chain.ledger.Ledger;
import io.lockstep.app.rehearsal.chain.ledger.Outcome;
import io.lockstep.app.rehearsal.chain.ledger.ProposalDraft;
import io.lockstep.app.rehearsal.chain.ledger.Refusal;
import io.lockstep.app.rehearsal.chain.ledger.Submission;
import io.lockstep.app.rehearsal.chain.ledger.Submission.Spoken;
import io.lockstep.app.rehearsal.chain.ledger.Transaction;
import io.lockstep.app.rehearsal.chain.ledger.Transaction.AddDeposit;
import io.lockstep.app.rehearsal.chain.ledger.Transaction.CancelProposal;
import io.lockstep.app.rehearsal.chain.ledger.Transaction.CastVote;
import io.lockstep.app.rehearsal.chain.ledger.Transaction.SubmitProposal;
import io.lockstep.app.rehearsal.chain.ledger.VoteOption;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.tx.Message;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// A simulated chain with several RPC nodes and a gateway.
///
/// What its control methods ask for happens in the next block, as a transaction. A request that the
/// chain would refuse is refused at once, in the words of the chain. Whoever holds a key may also
/// broadcast at the gateway. All methods may be called from any thread.
public final class SimChain implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(SimChain.class.getName());

    private final SimChainConfig config;
    private final BlockStore store = new BlockStore();
    private final Chain chain;
    private final Mempool mempool;
    private final SimNodes nodes;
    private final List<Consumer<BlockSeen>> listeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> waiters = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService pacemaker =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("rehearsal-blocks").factory());

    private final ReentrantLock production = new ReentrantLock();
    private Instant lastTime = Instant.MIN;

    /// A listener that can be taken away again.
    @FunctionalInterface
    public interface Listening extends AutoCloseable {
        @Override
        void close();
    }

    private SimChain(SimChainConfig config) {
        this.config = config;
        this.chain = new Chain(config.genesis(), store);
        this.mempool = new Mempool(config.genesis(), store);
        try {
            this.nodes = new SimNodes(config, store, mempool);
        } catch (ProblemException e) {
            pacemaker.shutdownNow();
            throw e;
        }
    }

    /// The first block is there when this returns.
    public static SimChain start(SimChainConfig config) {
        var chain = new SimChain(config);
        chain.produceBlock();
        if (!config.manual()) {
            var every = config.blockTime().toNanos();
            ScheduledFuture<?> _ =
                    chain.pacemaker.scheduleAtFixedRate(
                            chain::tick, every, every, TimeUnit.NANOSECONDS);
        }
        return chain;
    }

    public SimNodes nodes() {
        return nodes;
    }

    public List<URI> rpcs() {
        return nodes.rpcs();
    }

    public URI rest() {
        return nodes.rest();
    }

    /// As [SimNodes#bindAlso].
    public SimNodes.Endpoints bindAlso(InetAddress address) {
        return nodes.bindAlso(address);
    }

    public Genesis genesis() {
        return config.genesis();
    }

    public SimChainConfig config() {
        return config;
    }

    /// Height of the newest stored block.
    public long height() {
        return store.seen().map(Block::height).orElse(0L);
    }

    /// Height of the newest executed block.
    public long appliedHeight() {
        return store.applied().map(Applied::height).orElse(0L);
    }

    public boolean halted() {
        return height() > appliedHeight();
    }

    /// The state after the newest executed block.
    public Ledger ledger() {
        return store.applied().map(Applied::ledger).orElseThrow();
    }

    /// The number that the proposal will have when it appears with the next block.
    public long submitProposal(ProposalDraft draft) {
        return send(new SubmitProposal(draft)).effects().getFirst().proposal();
    }

    /// By the first validator.
    public void deposit(long proposal, long amount) {
        deposit(proposal, genesis().validators().getFirst().address(), amount);
    }

    public void deposit(long proposal, String depositor, long amount) {
        var _ = send(new AddDeposit(proposal, depositor, amount));
    }

    public void vote(long proposal, String voter, VoteOption option) {
        vote(proposal, voter, List.of(new VoteOption.Weighted(option, BigDecimal.ONE)));
    }

    public void vote(long proposal, String voter, List<VoteOption.Weighted> options) {
        var _ = send(new CastVote(proposal, voter, options));
    }

    public void cancel(long proposal, String proposer) {
        var _ = send(new CancelProposal(proposal, proposer));
    }

    /// Lets another account send messages of one type in the granter's name.
    public void allow(String granter, String grantee, String messageType) {
        var _ = send(new Transaction.Allow(granter, grantee, messageType));
    }

    /// Says a message for its actor, who needs no key for that.
    public void speak(Message message) {
        var _ = send(Transaction.of(message, genesis().denomination()));
    }

    /// Puts a transaction into the next block even when the chain is going to refuse it there.
    public void include(Transaction transaction) {
        mempool.add(new Spoken(transaction));
    }

    /// As at the gateway: for the next block, if it may stand in one.
    public Mempool.Checked broadcast(byte[] tx) {
        return mempool.broadcast(tx);
    }

    /// Makes the next block and tells its height. A chain that halted makes none.
    public long produceBlock() {
        production.lock();
        try {
            if (chain.halted()) {
                waiters.forEach(Runnable::run);
            } else {
                lastTime = nextTime();
                announce(chain.produce(mempool.take(), lastTime));
            }
            return height();
        } finally {
            production.unlock();
        }
    }

    public void produceBlocks(long count) {
        for (long i = 0; i < count; i++) {
            produceBlock();
        }
    }

    /// Makes blocks up to a height, or to where the chain halts.
    public void produceUntil(long height) {
        while (height() < height && !halted()) {
            produceBlock();
        }
    }

    /// The new binary is there: the block at which the chain halted is executed, and it goes on.
    public void resumeAfterHalt() {
        production.lock();
        try {
            var resumed = chain.resume();
            if (resumed.isPresent()) {
                announce(resumed);
            }
        } finally {
            production.unlock();
        }
    }

    /// Every listener is called once for each block, in order, by the thread that made it, before
    /// the next can come.
    public Listening onBlock(Consumer<BlockSeen> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /// Called each time a block would have come while the chain stands still.
    public Listening onStandstill(Runnable waiter) {
        waiters.add(waiter);
        return () -> waiters.remove(waiter);
    }

    /// As [SimNodes#fault].
    public void fault(int node, Fault fault) {
        nodes.fault(node, fault);
    }

    /// As [SimNodes#heal].
    public void heal(int node) {
        nodes.heal(node);
    }

    /// As [SimNodes#restFault].
    public void restFault(Fault fault) {
        nodes.restFault(fault);
    }

    @Override
    public void close() {
        pacemaker.shutdownNow();
        nodes.close();
    }

    private Outcome send(Transaction transaction) {
        production.lock();
        try {
            var all = new ArrayList<Submission>(mempool.waiting());
            all.add(new Spoken(transaction));
            var outcome = chain.tryOut(all, nextTime()).getLast();
            if (outcome.refusal().isPresent()) {
                throw refused(outcome.refusal().get());
            }
            mempool.add(new Spoken(transaction));
            return outcome;
        } finally {
            production.unlock();
        }
    }

    private void announce(Optional<Applied> applied) {
        if (store.applied().isEmpty()) {
            return;
        }
        nodes.publish();
        var block = store.seen().orElseThrow();
        var seen = new BlockSeen(block.height(), block.time(), applied.isPresent(), ledger());
        listeners.forEach(listener -> listener.accept(seen));
    }

    private Instant nextTime() {
        if (lastTime.equals(Instant.MIN)) {
            return config.clock().instant();
        }
        if (config.manual()) {
            return lastTime.plus(config.blockTime());
        }
        var now = config.clock().instant();
        return now.isAfter(lastTime) ? now : lastTime.plusNanos(1);
    }

    private void tick() {
        try {
            produceBlock();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "the simulated chain could not make a block", e);
        }
    }

    private static ProblemException refused(Refusal refusal) {
        return new ProblemException(
                new Problem(
                        "rehearsal.chain." + refusal.codespace() + "." + refusal.code(),
                        "The simulated chain refused this: %s.".formatted(refusal.words()),
                        "Nothing was put into a block.",
                        "Correct the request and send it again."),
                refusal);
    }
}
