package io.lockstep.engine;

import io.lockstep.engine.proxy.Edges;
import io.lockstep.engine.proxy.Transport;
import io.lockstep.engine.proxy.UpstreamTrust;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/// How `run` drives sockets, and how it knows `https` upstreams.
final class EdgeOptions {

    @Option(
            names = "--transport",
            paramLabel = "epoll|nio|io_uring",
            description = "How sockets are driven; epoll where there is one, else nio.")
    private Optional<Transport> transport = Optional.empty();

    @Option(
            names = "--upstream-pin",
            paramLabel = UpstreamTrust.FORM,
            description = "The public key an https upstream must prove; repeat for a second one.")
    private List<String> pins = new ArrayList<>();

    @Option(
            names = "--client-cert",
            paramLabel = "FILE",
            description = "PEM certificate chain shown to https upstreams.")
    private Optional<Path> certificate = Optional.empty();

    @Option(names = "--client-key", paramLabel = "FILE", description = "Its PKCS#8 key in PEM.")
    private Optional<Path> key = Optional.empty();

    /// Reads the files; a problem that names flag and file when one cannot be used.
    Edges edges() {
        return new Edges(transport, UpstreamTrust.of(pins, certificate, key));
    }
}
