package io.lockstep.engine.proxy;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import javax.net.ssl.SSLException;

/// Tells a TLS connection that was cut from one that ended: without the closing alert, the end of
/// the bytes is no end of an answer.
final class TruncationGuard extends ChannelInboundHandlerAdapter {

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslCloseCompletionEvent close && !close.isSuccess()) {
            ctx.fireExceptionCaught(
                    new SSLException("it ended the connection without TLS's close"));
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }
}
