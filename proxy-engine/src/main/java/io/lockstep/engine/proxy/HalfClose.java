package io.lockstep.engine.proxy;

import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;

/// Ends what we send on a connection in the way its security asks for.
final class HalfClose {
    private HalfClose() {}

    /// All that was written has gone out: says that no more comes, over TLS by its closing alert.
    static void end(DuplexChannel channel) {
        var tls = channel.pipeline().get(SslHandler.class);
        if (tls == null) {
            var _ = channel.shutdownOutput();
        } else {
            tls.closeOutbound()
                    .addListener(_ -> {
                        var _ = channel.shutdownOutput();
                    });
        }
    }

    /// Closes below TLS, so that no closing alert makes what was cut look whole.
    static void cut(Channel channel) {
        var _ = channel.pipeline().firstContext().close();
    }
}
