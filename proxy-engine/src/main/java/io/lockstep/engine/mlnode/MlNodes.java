package io.lockstep.engine.mlnode;

import io.lockstep.engine.route.UpstreamAddress;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.X509TrustManager;

/// Clients for MLNodes, by the address of their management port. Behind TLS a node is known by the
/// keys the data plane knows it by, and by nothing else.
///
/// @param tls how an `https` address is spoken to; empty for any other
public record MlNodes(Function<URI, Optional<Tls>> tls) {
    private static final int MANAGEMENT_PORT = 8080;
    private static final int INFERENCE_PORT = 5000;

    /// @param trust decides alone who the other end is, whatever its name
    public record Tls(SSLSocketFactory sockets, X509TrustManager trust) {}

    /// Nodes without TLS.
    public static MlNodes plain() {
        return new MlNodes(_ -> Optional.empty());
    }

    /// The node behind that management port; beside the usual 8080 its inference port is 5000.
    public MlNodeClient at(URI management) {
        return new MlNodeClient(management, inference(management), tls.apply(management));
    }

    /// As [#at], for its management alone.
    public MlNodeClient managementOf(URI management) {
        return new MlNodeClient(management, Optional.empty(), tls.apply(management));
    }

    private static Optional<URI> inference(URI management) {
        return UpstreamAddress.of(management)
                .or(() -> UpstreamAddress.ofTls(management))
                .filter(address -> address.port() == MANAGEMENT_PORT)
                .map(address ->
                        URI.create(
                                "%s://%s"
                                        .formatted(
                                                management.getScheme(),
                                                address.host(INFERENCE_PORT))));
    }
}
