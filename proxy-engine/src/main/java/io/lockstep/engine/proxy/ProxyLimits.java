package io.lockstep.engine.proxy;

import java.time.Duration;

/// How long the proxy waits, each for a thing of its own.
///
/// @param connect for a connection to an upstream, its TLS handshake included
/// @param head for the whole head of a request, from its first byte; for a PROXY header and for a
///   TLS handshake, each
/// @param idle for any byte of an exchange, a tunnel or a kept connection
/// @param pooled how long an unused upstream connection is kept; below the five seconds after which
///   the MLNode's own server closes one, so that a request does not meet that close
/// @param linger for the rest of a request nobody reads any more, so that its answer arrives
/// @param firstByte for the first byte of an answer, from the last byte of the request sent
public record ProxyLimits(
        Duration connect,
        Duration head,
        Duration idle,
        Duration pooled,
        Duration linger,
        Duration firstByte) {

    public static ProxyLimits standard() {
        return new ProxyLimits(
                Duration.ofSeconds(5),
                Duration.ofSeconds(20),
                Duration.ofHours(24),
                Duration.ofSeconds(4),
                Duration.ofSeconds(5),
                Duration.ofHours(24));
    }

    public ProxyLimits withConnect(Duration limit) {
        return new ProxyLimits(limit, head, idle, pooled, linger, firstByte);
    }

    public ProxyLimits withHead(Duration limit) {
        return new ProxyLimits(connect, limit, idle, pooled, linger, firstByte);
    }

    public ProxyLimits withIdle(Duration limit) {
        return new ProxyLimits(connect, head, limit, pooled, linger, firstByte);
    }

    public ProxyLimits withPooled(Duration limit) {
        return new ProxyLimits(connect, head, idle, limit, linger, firstByte);
    }

    public ProxyLimits withFirstByte(Duration limit) {
        return new ProxyLimits(connect, head, idle, pooled, linger, limit);
    }
}
