package io.lockstep.app.rehearsal.chain.edge;

import io.lockstep.app.rehearsal.chain.answer.Published;
import io.lockstep.app.rehearsal.chain.answer.RpcDesk;
import io.lockstep.app.rehearsal.chain.answer.Subscriptions;
import io.lockstep.app.rehearsal.chain.block.NodeView;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// All WebSocket connections of a node.
public final class SocketRoom {
    private final RpcDesk desk;
    private final Supplier<Optional<NodeView>> view;
    private final Set<SocketHandler> open = ConcurrentHashMap.newKeySet();

    /// @param view what the node shows; nothing while it does not answer
    public SocketRoom(RpcDesk desk, Supplier<Optional<NodeView>> view) {
        this.desk = desk;
        this.view = view;
    }

    /// Sends events to whoever subscribed; returns before they are sent.
    public void publish(List<Published> events) {
        open.forEach(socket -> socket.publish(events));
    }

    /// Closes every connection without a word.
    public void drop() {
        open.forEach(SocketHandler::drop);
    }

    public int size() {
        return open.size();
    }

    Subscriptions subscriptions() {
        return new Subscriptions(desk);
    }

    Optional<NodeView> view() {
        return view.get();
    }

    void opened(SocketHandler socket) {
        open.add(socket);
    }

    void closed(SocketHandler socket) {
        open.remove(socket);
    }
}
