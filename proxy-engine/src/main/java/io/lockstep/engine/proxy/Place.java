package io.lockstep.engine.proxy;

import io.netty.handler.ssl.SslContext;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.Optional;

/// Where and how an upstream is reached. Only requests to one place share connections, so none over
/// TLS ever serves a plain upstream, nor the other way round. Each request looks one up, so the
/// hash is made once.
final class Place {
    private final InetSocketAddress address;
    private final Optional<SslContext> tls;
    private final int hash;

    /// @param address unresolved
    /// @param tls present where TLS is spoken; one and the same for a host
    Place(InetSocketAddress address, Optional<SslContext> tls) {
        this.address = address;
        this.tls = tls;
        this.hash = Objects.hash(address, tls);
    }

    InetSocketAddress address() {
        return address;
    }

    Optional<SslContext> tls() {
        return tls;
    }

    /// For a sentence.
    String named() {
        return address.getHostString() + ":" + address.getPort();
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof Place place
                        && hash == place.hash
                        && address.equals(place.address)
                        && tls.equals(place.tls));
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
