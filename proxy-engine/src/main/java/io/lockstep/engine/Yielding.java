package io.lockstep.engine;

import io.lockstep.engine.proxy.ListeningSocket;
import io.lockstep.engine.replace.Replaceable;
import io.lockstep.engine.route.Owed;
import io.lockstep.engine.route.RoutingTable;
import java.util.List;

/// How an engine gives way to the next one.
record Yielding(Engine engine) implements Replaceable {

    @Override
    public List<ListeningSocket> sockets() {
        return engine.proxy().sockets();
    }

    @Override
    public boolean keeps() {
        return engine.keeping().durable();
    }

    @Override
    public String pause() {
        return engine.keeping().pause();
    }

    @Override
    public void resume() {
        engine.keeping().resume();
    }

    @Override
    public void release() {
        engine.release();
    }

    @Override
    public void leave() {
        engine.leave();
    }

    @Override
    public Owed owed() {
        return engine.routing().owed();
    }

    @Override
    public void follow(RoutingTable table) {
        engine.routing().follow(table);
    }
}
