package io.lockstep.engine.proxy;

import io.netty.channel.Channel;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.AttributeKey;

/// Who speaks on a client's connection: the address that a PROXY header announced, or else the
/// connection's own.
final class Peer {
    private static final AttributeKey<String> ANNOUNCED = AttributeKey.valueOf("lockstep.peer");

    private Peer() {}

    static void announce(Channel channel, String address) {
        channel.attr(ANNOUNCED).set(address);
    }

    /// Right from `channelActive` on, which is withheld until the header is read.
    static String of(SocketChannel channel) {
        var announced = channel.attr(ANNOUNCED).get();
        return announced == null
                ? channel.remoteAddress().getAddress().getHostAddress()
                : announced;
    }
}
