package io.lockstep.app.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.nio.charset.StandardCharsets;

/// Asks for one stream and finds the time in each of its events, wherever chunks begin and end.
final class EventReader extends SimpleChannelInboundHandler<ByteBuf> {
    private static final byte[] MARK = "{\"t\":".getBytes(StandardCharsets.US_ASCII);

    private final Streams streams;
    private final String path;
    private int matched;
    private long time;
    private boolean any;

    EventReader(Streams streams, String path) {
        this.streams = streams;
        this.path = path;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        var request = "GET %s HTTP/1.1\r\nHost: bench\r\n\r\n".formatted(path);
        var _ = ctx.writeAndFlush(Unpooled.copiedBuffer(request, StandardCharsets.US_ASCII));
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, ByteBuf in) {
        var now = System.nanoTime();
        while (in.isReadable()) {
            step(in.readByte(), now);
        }
    }

    private void step(byte b, long now) {
        if (matched < MARK.length) {
            matched = b == MARK[matched] ? matched + 1 : b == MARK[0] ? 1 : 0;
        } else if (b >= '0' && b <= '9') {
            time = time * 10 + (b - '0');
        } else {
            arrived(now - time);
        }
    }

    private void arrived(long way) {
        matched = 0;
        time = 0;
        if (any) {
            streams.event(way);
        } else {
            any = true;
            streams.first();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        streams.closed();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        var _ = ctx.close();
    }
}
