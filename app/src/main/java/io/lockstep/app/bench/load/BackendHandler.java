package io.lockstep.app.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Answers one connection's requests with as little work as will do, so that the proxies are what
/// is measured.
final class BackendHandler extends ByteToMessageDecoder {
    private static final String END = "\r\n\r\n";
    private static final Pattern LENGTH = Pattern.compile("\ncontent-length: *([0-9]{1,18})");
    private static final Pattern EVENTS = Pattern.compile("/events/([0-9]{1,4})");

    private long bodyLeft;
    private boolean last;

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (bodyLeft > 0) {
            readBody(ctx, in);
            return;
        }
        var text = in.toString(StandardCharsets.US_ASCII);
        var end = text.indexOf(END);
        if (end >= 0) {
            in.skipBytes(end + END.length());
            answer(ctx, text.substring(0, end));
        }
    }

    private void readBody(ChannelHandlerContext ctx, ByteBuf in) {
        var taken = (int) Math.min(bodyLeft, in.readableBytes());
        in.skipBytes(taken);
        bodyLeft -= taken;
        if (bodyLeft == 0) {
            write(ctx, Answers.small());
        }
    }

    private void answer(ChannelHandlerContext ctx, String head) {
        var old = head.contains(" HTTP/1.0");
        last = old || head.contains("onnection: close");
        if (head.startsWith("POST ")) {
            bodyLeft = length(head);
            return;
        }
        var path = path(head);
        var events = EVENTS.matcher(path);
        if (events.matches()) {
            EventStream.begin(ctx, Integer.parseInt(events.group(1)), old);
        } else {
            write(ctx, path.equals("/body") ? Answers.mebibyte() : Answers.small());
        }
    }

    private static long length(String head) {
        var found = LENGTH.matcher(head.toLowerCase(Locale.ROOT));
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }

    /// A forwarder of bytes leaves the version's prefix where it is.
    private static String path(String head) {
        var from = head.indexOf(' ') + 1;
        var path = head.substring(from, head.indexOf(' ', from));
        return path.startsWith(Answers.PREFIX) ? path.substring(Answers.PREFIX.length()) : path;
    }

    private void write(ChannelHandlerContext ctx, ByteBuf answer) {
        var written = ctx.write(answer);
        if (last) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
        super.channelReadComplete(ctx);
        ctx.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        var _ = ctx.close();
    }
}
