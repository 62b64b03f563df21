package io.lockstep.app.rehearsal.chain;

import io.lockstep.app.rehearsal.chain.block.BlockStore;
import io.lockstep.app.rehearsal.chain.block.Mempool;
import io.lockstep.app.rehearsal.chain.block.NodeView;
import io.lockstep.chain.problem.ProblemException;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The faces of one chain: RPC nodes and a gateway, each with its own faults, over one ledger. All
/// methods may be called from any thread.
public final class SimNodes implements AutoCloseable {
    private final EventLoopGroup loops =
            new MultiThreadIoEventLoopGroup(
                    2,
                    new DefaultThreadFactory("rehearsal-chain", true),
                    NioIoHandler.newFactory());
    private final List<SimNode> rpcs = new ArrayList<>();
    private final SimNode rest;

    /// Where containers of another network reach the chain.
    public record Endpoints(List<URI> rpcs, URI rest) {
        public Endpoints {
            rpcs = List.copyOf(rpcs);
        }
    }

    SimNodes(SimChainConfig config, BlockStore store, Mempool mempool) {
        try {
            for (var address : config.rpcs()) {
                var view = NodeView.honest(config.genesis(), store, rpcs.size());
                rpcs.add(SimNode.rpc(view, store, address, loops, config.clock()));
            }
            var first = NodeView.honest(config.genesis(), store, 0);
            this.rest = SimNode.rest(first, store, mempool, config.rest(), loops, config.clock());
        } catch (ProblemException e) {
            rpcs.forEach(SimNode::close);
            end();
            throw e;
        }
    }

    public List<URI> rpcs() {
        return rpcs.stream().map(SimNode::uri).toList();
    }

    public URI rest() {
        return rest.uri();
    }

    /// Lets every node listen on another address, too, each on a port of its own.
    public Endpoints bindAlso(InetAddress address) {
        var any = new InetSocketAddress(address, 0);
        return new Endpoints(
                rpcs.stream().map(node -> node.bindAlso(any)).toList(), rest.bindAlso(any));
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

    /// Tells subscribers of the newest block.
    void publish() {
        rpcs.forEach(SimNode::publish);
    }

    @Override
    public void close() {
        rpcs.forEach(SimNode::close);
        rest.close();
        end();
    }

    private void end() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
