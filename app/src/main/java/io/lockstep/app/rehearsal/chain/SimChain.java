package io.lockstep.app.rehearsal.chain;

import io.lockstep.app.rehearsal.chain.block.Applied;
import io.lockstep.app.rehearsal.chain.block.Block;
import io.lockstep.app.rehearsal.chain.block.BlockStore;
import io.lockstep.app.rehearsal.chain.block.Chain;
import io.lockstep.app.rehearsal.chain.block.NodeView;
import io.lockstep.app.rehearsal.chain.ledger.Genesis;
import io.lockstep.app.rehearsal.chain.ledger.Ledger;
import io.lockstep.app.rehearsal.chain.ledger.Outcome;
import io.lockstep.app.rehearsal.chain.ledger.ProposalDraft;
import io.lockstep.app.rehearsal.chain.ledger.Refusal;
import io.lockstep.app.rehearsal.chain.ledger.Transaction;
import io.lockstep.app.rehearsal.chain.ledger.Transaction.AddDeposit;
import io.lockstep.app.rehearsal.chain.ledger.Transaction.CancelProposal;
import io.lockstep.app.rehearsal.chain.ledger.Transaction.CastVote;
import io.lockstep.app.rehearsal.chain.ledger.Transaction.SubmitProposal;
import io.lockstep.app.rehearsal.chain.ledger.VoteOption;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
/// chain would refuse is refused at once, in the words of the chain. All methods may be called from
/// any thread.
public final class SimChain implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(SimChain.class.getName());

    private final SimChainConfig config;
    private final BlockStore store = new BlockStore();
    private final Chain chain;
    private final EventLoopGroup loops;
    private final List<SimNode> rpcs = new ArrayList<>();
    private final SimNode rest;
    private final List<Consumer<BlockSeen>> listeners = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService pacemaker =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("rehearsal-blocks").factory());

    private final ReentrantLock production = new ReentrantLock();
    private final List<Transaction> waiting = new ArrayList<>();
    private Instant lastTime = Instant.MIN;

    /// Where containers of another network reach the chain.
    public record Endpoints(List<URI> rpcs, URI rest) {
        public Endpoints {
            rpcs = List.copyOf(rpcs);
        }
    }

    /// A listener that can be taken away again.
    @FunctionalInterface
    public interface Listening extends AutoCloseable {
        @Override
        void close();
    }

    private SimChain(SimChainConfig config) {
        this.config = config;
        this.chain = new Chain(config.genesis(), store);
        this.loops =
                new MultiThreadIoEventLoopGroup(
                        2,
                        new DefaultThreadFactory("rehearsal-chain", true),
                        NioIoHandler.newFactory());
        try {
            for (var address : config.rpcs()) {
                rpcs.add(SimNode.rpc(view(rpcs.size()), store, address, loops, config.clock()));
            }
            this.rest = SimNode.rest(view(0), store, config.rest(), loops, config.clock());
        } catch (ProblemException e) {
            rpcs.forEach(SimNode::close);
            Future<?> _ = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
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

    public List<URI> rpcs() {
        return rpcs.stream().map(SimNode::uri).toList();
    }

    public URI rest() {
        return rest.uri();
    }

    public Genesis genesis() {
        return config.genesis();
    }

    public SimChainConfig config() {
        return config;
    }

    /// Lets every node listen on another address, too, each on a port of its own.
    public Endpoints bindAlso(InetAddress address) {
        var any = new InetSocketAddress(address, 0);
        return new Endpoints(
                rpcs.stream().map(node -> node.bindAlso(any)).toList(), rest.bindAlso(any));
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
        return send(new SubmitProposal(draft)).proposal();
    }

    /// By the first validator.
    public void deposit(long proposal, long amount) {
        deposit(proposal, genesis().validators().getFirst().address(), amount);
    }

    public void deposit(long proposal, String depositor, long amount) {
        Outcome _ = send(new AddDeposit(proposal, depositor, amount));
    }

    public void vote(long proposal, String voter, VoteOption option, long power) {
        vote(proposal, voter, List.of(new VoteOption.Weighted(option, BigDecimal.ONE)), power);
    }

    public void vote(long proposal, String voter, List<VoteOption.Weighted> options, long power) {
        Outcome _ = send(new CastVote(proposal, voter, options, power));
    }

    public void cancel(long proposal, String proposer) {
        Outcome _ = send(new CancelProposal(proposal, proposer));
    }

    /// Puts a transaction into the next block even when the chain is going to refuse it there.
    public void include(Transaction transaction) {
        production.lock();
        try {
            waiting.add(transaction);
        } finally {
            production.unlock();
        }
    }

    /// Makes the next block and tells its height. A chain that halted makes none.
    public long produceBlock() {
        production.lock();
        try {
            if (!chain.halted()) {
                var time = nextTime();
                var transactions = List.copyOf(waiting);
                waiting.clear();
                lastTime = time;
                announce(chain.produce(transactions, time));
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

    public void fault(int node, Fault fault) {
        rpcs.get(node).fault(fault);
    }

    public void heal(int node) {
        fault(node, new Fault.None());
    }

    public void restFault(Fault fault) {
        rest.fault(fault);
    }

    /// Breaks all WebSocket connections of a node.
    public void dropSockets(int node) {
        rpcs.get(node).dropSockets();
    }

    /// How many WebSocket connections a node has.
    public int sockets(int node) {
        return rpcs.get(node).sockets();
    }

    @Override
    public void close() {
        pacemaker.shutdownNow();
        rpcs.forEach(SimNode::close);
        rest.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private Outcome send(Transaction transaction) {
        production.lock();
        try {
            var all = new ArrayList<>(waiting);
            all.add(transaction);
            var outcome = chain.tryOut(all, nextTime()).getLast();
            if (outcome.refusal().isPresent()) {
                throw refused(outcome.refusal().get());
            }
            waiting.add(transaction);
            return outcome;
        } finally {
            production.unlock();
        }
    }

    private void announce(Optional<Applied> applied) {
        rpcs.forEach(SimNode::publish);
        var block = store.seen().orElseThrow();
        if (store.applied().isEmpty()) {
            return;
        }
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

    private NodeView view(int node) {
        return NodeView.honest(config.genesis(), store, node);
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
