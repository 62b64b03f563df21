package io.lockstep.app.rehearsal.chain;

import io.lockstep.app.rehearsal.chain.answer.BrokenAnswers;
import io.lockstep.app.rehearsal.chain.answer.Publisher;
import io.lockstep.app.rehearsal.chain.answer.RestDesk;
import io.lockstep.app.rehearsal.chain.answer.RpcDesk;
import io.lockstep.app.rehearsal.chain.block.Block;
import io.lockstep.app.rehearsal.chain.block.BlockStore;
import io.lockstep.app.rehearsal.chain.block.Mempool;
import io.lockstep.app.rehearsal.chain.block.NodeView;
import io.lockstep.app.rehearsal.chain.edge.Conduct;
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
    private final boolean rpc;
    private final Edge edge;
    private final SocketRoom room;
    private final Publisher publisher = new Publisher();
    private final URI uri;

    private volatile Standing standing = new Standing(new Fault.None(), 0);
    private long published;

    /// @param since height at which the fault came
    private record Standing(Fault fault, long since) {}

    private SimNode(
            NodeView honest,
            BlockStore store,
            Optional<Mempool> gateway,
            InetSocketAddress address,
            EventLoopGroup loops,
            InstantSource clock) {
        this.honest = honest;
        this.store = store;
        this.rpc = gateway.isEmpty();
        var rpcDesk = new RpcDesk();
        this.room = new SocketRoom(rpcDesk, this::speaking);
        this.edge =
                new Edge(
                        loops,
                        desk(rpcDesk, gateway),
                        this::conduct,
                        rpc ? Optional.of(room) : Optional.empty(),
                        clock);
        this.uri = edge.bind(address);
    }

    private Desk desk(RpcDesk rpcDesk, Optional<Mempool> gateway) {
        if (gateway.isEmpty()) {
            return request -> shown().map(view -> rpcDesk.answer(request, view));
        }
        var restDesk = new RestDesk(gateway.get());
        return request -> shown().map(view -> restDesk.answer(request, view));
    }

    static SimNode rpc(
            NodeView honest,
            BlockStore store,
            InetSocketAddress address,
            EventLoopGroup loops,
            InstantSource clock) {
        return new SimNode(honest, store, Optional.empty(), address, loops, clock);
    }

    static SimNode rest(
            NodeView honest,
            BlockStore store,
            Mempool mempool,
            InetSocketAddress address,
            EventLoopGroup loops,
            InstantSource clock) {
        return new SimNode(honest, store, Optional.of(mempool), address, loops, clock);
    }

    URI uri() {
        return uri;
    }

    URI bindAlso(InetSocketAddress address) {
        return edge.bind(address);
    }

    void fault(Fault fault) {
        standing = new Standing(fault, store.seen().map(Block::height).orElse(0L));
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
        return switch (standing.fault()) {
            case Fault.Silent _, Fault.Mute _, Fault.Hang _, Fault.Refuse _, Fault.Broken _ ->
                    false;
            case Fault.None _,
                    Fault.Slow _,
                    Fault.Pruned _,
                    Fault.Lag _,
                    Fault.CatchingUp _,
                    Fault.Syncing _,
                    Fault.OtherChain _,
                    Fault.Fork _,
                    Fault.Ahead _ ->
                    true;
        };
    }

    private Conduct conduct() {
        return switch (standing.fault()) {
            case Fault.Hang _ -> Conduct.SILENT;
            case Fault.Slow(var delay) -> Conduct.slow(delay);
            case Fault.Broken(int status) ->
                    Conduct.broken(rpc ? BrokenAnswers.rpc(status) : BrokenAnswers.rest(status));
            case Fault.None _,
                    Fault.Refuse _,
                    Fault.Silent _,
                    Fault.Mute _,
                    Fault.Pruned _,
                    Fault.Lag _,
                    Fault.CatchingUp _,
                    Fault.Syncing _,
                    Fault.OtherChain _,
                    Fault.Fork _,
                    Fault.Ahead _ ->
                    Conduct.PLAIN;
        };
    }

    private Optional<NodeView> shown() {
        return store.applied().isEmpty() ? Optional.empty() : Optional.of(view());
    }

    /// What is shown over a WebSocket, if anything is said there.
    private Optional<NodeView> speaking() {
        var mute =
                switch (standing.fault()) {
                    case Fault.Hang _, Fault.Mute _, Fault.Broken _ -> true;
                    default -> false;
                };
        return mute ? Optional.empty() : shown();
    }

    private NodeView view() {
        return switch (standing.fault()) {
            case Fault.None _,
                    Fault.Refuse _,
                    Fault.Hang _,
                    Fault.Silent _,
                    Fault.Mute _,
                    Fault.Slow _,
                    Fault.Broken _ ->
                    honest;
            case Fault.Pruned(long kept) -> honest.keeping(kept);
            case Fault.Lag(long blocks) -> honest.behind(blocks);
            case Fault.CatchingUp(long blocks) -> honest.syncing(blocks);
            case Fault.Syncing(long blocks, long perBlock) -> syncing(blocks, perBlock);
            case Fault.OtherChain(var chainId) -> honest.of(chainId);
            case Fault.Fork _ -> honest.onFork();
            case Fault.Ahead(long blocks) -> honest.claiming(blocks);
        };
    }

    private NodeView syncing(long blocks, long perBlock) {
        var passed = store.seen().orElseThrow().height() - standing.since();
        var left = blocks - perBlock * passed;
        return left > 0 ? honest.syncing(left) : honest;
    }

    @Override
    public void close() {
        edge.close();
    }
}
