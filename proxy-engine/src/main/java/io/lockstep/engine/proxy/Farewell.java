package io.lockstep.engine.proxy;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// The ways to end a client's connection without taking its answer back.
///
/// @param linger how long the client's rest is read away, and how long a cut answer may take to go
///   out
record Farewell(SocketChannel channel, Duration linger) {

    /// Sends what is left and the end of our stream, then reads the client's rest away for a while:
    /// a close with unread bytes would destroy the answer on its way.
    void sayGoodbye() {
        if (channel.isInputShutdown()) {
            closeWhenSent();
            return;
        }
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER)
                .addListener(_ -> {
                    HalfClose.end(channel);
                    closeLater();
                });
        channel.config().setAutoRead(true);
    }

    /// Ends the connection so that the answer is seen to be cut.
    ///
    /// @param byReset where the end of the connection would mean the end of the answer
    void cutOff(boolean byReset) {
        if (byReset) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> HalfClose.cut(channel));
        } else {
            closeWhenSent();
        }
        closeLater();
    }

    void closeWhenSent() {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    private void closeLater() {
        var timer =
                channel.eventLoop().schedule(this::close, linger.toMillis(), TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(_ -> timer.cancel(false));
    }

    private void close() {
        var _ = channel.close();
    }
}
