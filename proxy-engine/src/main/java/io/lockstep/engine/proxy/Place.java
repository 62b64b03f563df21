package io.lockstep.engine.proxy;

import io.netty.handler.ssl.SslContext;
import java.net.InetSocketAddress;
import java.util.Optional;

/// Where and how an upstream is reached. Only requests to one place share connections, so none over
/// TLS ever serves a plain upstream, nor the other way round.
///
/// @param address unresolved
/// @param tls present where TLS is spoken; one and the same for a host
record Place(InetSocketAddress address, Optional<SslContext> tls) {

    /// For a sentence.
    String named() {
        return address.getHostString() + ":" + address.getPort();
    }
}
