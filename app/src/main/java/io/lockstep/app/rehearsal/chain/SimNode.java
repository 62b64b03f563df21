package io.lockstep.app.rehearsal.chain;

import io.lockstep.app.rehearsal.chain.answer.Publisher;
import io.lockstep.app.rehearsal.chain.answer.RestDesk;
import io.lockstep.app.rehearsal.chain.answer.RpcDesk;
import io.lockstep.app.rehearsal.chain.block.BlockStore;
import io.lockstep.app.rehearsal.chain.block.NodeView;
import io.lockstep.app.rehearsal.chain.edge.Desk;
import io.lockstep.app.rehearsal.chain.edge.Edge;
import io.lockstep.app.rehearsal.chain.edge.SocketRoom;
import io.netty.channel.EventLoopGroup;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;

/// One server of the chain with its fault. An RPC node and the gateway differ in their desk only.
final class SimNode implements AutoCloseable {
    private final NodeView honest;
    private final BlockStore store;
    private final Edge edge;
    private final SocketRoom room;
    private final Publisher publisher = new Publisher();
    private final URI uri;

    private volatile Fault fault = new Fault.None();
    private long published;

    private SimNode(
            NodeView honest,
            BlockStore store,
            boolean rpc,
            InetSocketAddress address,
            EventLoopGroup loops,
            InstantSource clock) {
        this.honest = honest;
        this.store = store;
        var rpcDesk = new RpcDesk();
        var restDesk = new RestDesk();
        this.room = new SocketRoom(rpcDesk, this::answering);
        Desk desk =
                rpc
                        ? request -> answering().map(view -> rpcDesk.answer(request, view))
                        : request -> answering().map(view -> restDesk.answer(request, view));
        this.edge = new Edge(loops, desk, rpc ? Optional.of(room) : Optional.empty(), clock);
        this.uri = edge.bind(address);
    }

    static SimNode rpc(
            NodeView honest,
            BlockStore store,
            InetSocketAddress address,
            EventLoopGroup loops,
            InstantSource clock) {
        return new SimNode(honest, store, true, address, loops, clock);
    }

    static SimNode rest(
            NodeView honest,
            BlockStore store,
            InetSocketAddress address,
            EventLoopGroup loops,
            InstantSource clock) {
        return new SimNode(honest, store, false, address, loops, clock);
    }

    URI uri() {
        return uri;
    }

    URI bindAlso(InetSocketAddress address) {
        return edge.bind(address);
    }

    void fault(Fault fault) {
        this.fault = fault;
        if (fault instanceof Fault.Refuse) {
            edge.refuse();
        } else {
            edge.accept();
        }
    }

    void dropSockets() {
        room.drop();
    }

    int sockets() {
        return room.size();
    }

    /// Fires the events of all blocks that this node has executed since the last time. Only the
    /// maker of blocks calls this.
    void publish() {
        var view = view();
        var newest = view.applied().height();
        for (long height = Math.max(published + 1, view.earliest().height());
                height <= newest;
                height++) {
            if (room.size() > 0 && sends()) {
                view.result(height)
                        .ifPresent(applied -> room.publish(publisher.events(view, applied)));
            }
        }
        published = Math.max(published, newest);
    }

    private boolean sends() {
        return switch (fault) {
            case Fault.Silent _, Fault.Hang _, Fault.Refuse _ -> false;
            case Fault.None _, Fault.Lag _, Fault.CatchingUp _, Fault.OtherChain _, Fault.Fork _ ->
                    true;
        };
    }

    private Optional<NodeView> answering() {
        return fault instanceof Fault.Hang || store.applied().isEmpty()
                ? Optional.empty()
                : Optional.of(view());
    }

    private NodeView view() {
        return switch (fault) {
            case Fault.None _, Fault.Refuse _, Fault.Hang _, Fault.Silent _ -> honest;
            case Fault.Lag(long blocks) -> honest.behind(blocks);
            case Fault.CatchingUp(long blocks) -> honest.syncing(blocks);
            case Fault.OtherChain(var chainId) -> honest.of(chainId);
            case Fault.Fork _ -> honest.onFork();
        };
    }

    @Override
    public void close() {
        edge.close();
    }
}
