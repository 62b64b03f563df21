package io.lockstep.engine.proxy;

import io.netty.channel.Channel;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.UnixChannel;
import java.net.InetSocketAddress;
import java.util.Optional;

/// A listener's socket, which another process may go on accepting from.
///
/// @param host as it was asked for
/// @param asked the port that was asked for, 0 where the system chose
/// @param bound the true port
public record ListeningSocket(String host, int asked, int bound, FileDescriptor descriptor) {

    /// Empty for a socket without a descriptor that can be handed on.
    static Optional<ListeningSocket> of(Listen listen, Channel listener) {
        return listener instanceof UnixChannel unix
                        && listener.localAddress() instanceof InetSocketAddress local
                ? Optional.of(
                        new ListeningSocket(
                                listen.host(), listen.port(), local.getPort(), unix.fd()))
                : Optional.empty();
    }
}
