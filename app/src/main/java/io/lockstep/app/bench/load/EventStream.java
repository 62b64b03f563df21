package io.lockstep.app.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// One stream of server-sent events as a model's tokens come. Each event carries the time it was
/// written, by the clock all processes of this machine share.
final class EventStream {
    private static final String HEAD =
            String.join(
                    "\r\n",
                    "HTTP/1.1 200 OK",
                    "server: uvicorn",
                    "content-type: text/event-stream",
                    "cache-control: no-cache",
                    "");
    private static final String EVENT =
            """
            data: {"t":%d,"object":"chat.completion.chunk","model":"Qwen/Qwen2.5-7B-Instruct",\
            "choices":[{"index":0,"delta":{"content":" token"}}]}

            """;

    private final ChannelHandlerContext ctx;
    private final boolean plain;

    private EventStream(ChannelHandlerContext ctx, boolean plain) {
        this.ctx = ctx;
        this.plain = plain;
    }

    /// @param perSecond 0 for one event and then silence
    /// @param plain the other side knows no chunks; the close ends the stream
    static void begin(ChannelHandlerContext ctx, int perSecond, boolean plain) {
        var stream = new EventStream(ctx, plain);
        var framing = plain ? "connection: close\r\n\r\n" : "transfer-encoding: chunked\r\n\r\n";
        var _ = ctx.write(bytes(HEAD + framing));
        stream.emit();
        if (perSecond > 0) {
            stream.goOn(TimeUnit.SECONDS.toNanos(1) / perSecond);
        }
    }

    private void goOn(long period) {
        var first = ThreadLocalRandom.current().nextLong(period);
        var ticking =
                ctx.executor().scheduleAtFixedRate(this::emit, first, period, TimeUnit.NANOSECONDS);
        ctx.channel().closeFuture().addListener(_ -> ticking.cancel(false));
    }

    private void emit() {
        if (ctx.channel().isWritable()) {
            var event = EVENT.replace("%d", Long.toString(System.nanoTime()));
            var _ =
                    ctx.writeAndFlush(
                            bytes(
                                    plain
                                            ? event
                                            : Integer.toHexString(event.length())
                                                    + "\r\n"
                                                    + event
                                                    + "\r\n"));
        }
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.US_ASCII));
    }
}
