package io.lockstep.app.rehearsal.mlnode;

import io.lockstep.app.rehearsal.web.WebServer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;

/// A stand-in MLNode on two real ports: management and inference on one, inference, health and
/// tokens on the other, which listens only from the first ready model on.
///
/// It starts STOPPED, holds no GPU and knows no version prefix: that is the proxy's work.
public final class MlNode implements AutoCloseable {
    private final MlNodeConfig config;
    private final Workload workload;
    private final WebServer management;
    private final Routes compatRoutes = new Routes();
    private volatile Optional<WebServer> compat = Optional.empty();

    private MlNode(MlNodeConfig config) {
        this.config = config;
        this.workload = new Workload(config, new PretendGpu(config.gpu()), this::openCompat);
        var routes = new Routes();
        var calls = new Management(config, workload);
        var inference = new Inference(config, workload);
        calls.addTo(routes);
        new Work(workload).addTo(routes, calls);
        inference.addTo(routes);
        inference.addAllTo(compatRoutes);
        this.management =
                WebServer.listen(new InetSocketAddress(config.bind(), config.port()), routes);
    }

    public static MlNode start(MlNodeConfig config) {
        return new MlNode(config);
    }

    /// Where `/api/v1` is, and `/v1`.
    public URI uri() {
        return management.uri();
    }

    /// Where `/health` is; empty until a model was ready for the first time.
    public Optional<URI> compatUri() {
        return compat.map(WebServer::uri);
    }

    public String version() {
        return config.version();
    }

    @Override
    public void close() {
        workload.close();
        management.close();
        compat.ifPresent(WebServer::close);
    }

    /// Only one model loads at a time, so nobody else opens it meanwhile.
    private void openCompat() {
        if (compat.isEmpty()) {
            var address = new InetSocketAddress(config.bind(), config.compatPort());
            compat = Optional.of(WebServer.listen(address, compatRoutes));
        }
    }
}
