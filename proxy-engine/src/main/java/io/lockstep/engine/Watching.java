package io.lockstep.engine;

import io.lockstep.engine.control.Observing;
import io.lockstep.engine.observe.AccessLog;
import io.lockstep.engine.observe.MetricsServer;
import java.util.Optional;

/// The parts of a running engine through which it is watched and which are ended with it.
record Watching(AccessLog log, Optional<MetricsServer> metrics) implements AutoCloseable {

    /// Nothing is served when it throws.
    static Watching open(Optional<MetricsServer.Place> place, Observing observing, AccessLog log) {
        return new Watching(log, place.map(where -> MetricsServer.open(where, observing::metrics)));
    }

    /// Last, when no exchange is left that could be told of.
    @Override
    public void close() {
        metrics.ifPresent(MetricsServer::close);
        log.close();
    }
}
