package io.lockstep.engine.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Reads requests strictly, and says [HeadTooSlow] when a head that has begun does not end in time.
final class RequestDecoder extends HttpRequestDecoder {

    /// Fired up the pipeline.
    record HeadTooSlow() {}

    private final HeadScan scan = new HeadScan();
    private final ChunkScan chunks = new ChunkScan();
    private final Duration headLimit;
    private boolean inHead = true;
    private boolean spoiled;
    private Optional<Future<?>> headTimer = Optional.empty();

    RequestDecoder(Duration headLimit) {
        super(config());
        this.headLimit = headLimit;
    }

    /// What both directions read with.
    static HttpDecoderConfig config() {
        return new HttpDecoderConfig()
                .setMaxInitialLineLength(16 << 10)
                .setMaxHeaderSize(64 << 10)
                .setMaxChunkSize(64 << 10)
                .setStrictLineParsing(true)
                .setAllowDuplicateContentLengths(false)
                .setValidateHeaders(true);
    }

    /// A connection that never sends a first byte is a slow head too.
    @Override
    public void channelActive(ChannelHandlerContext ctx) throws Exception {
        startTimer(ctx);
        super.channelActive(ctx);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out)
            throws Exception {
        if (spoiled) {
            in.skipBytes(in.readableBytes());
            return;
        }
        if (inHead && !scan.clean(in)) {
            spoiled = true;
            in.skipBytes(in.readableBytes());
            out.add(invalid());
            stopTimer();
            return;
        }
        var fault = inHead ? Optional.<String>empty() : chunks.fault(in);
        if (fault.isPresent()) {
            spoiled = true;
            in.skipBytes(in.readableBytes());
            out.add(invalidBody(fault.get()));
            return;
        }
        var from = in.readerIndex();
        super.decode(ctx, in, out);
        scan.taken(in.readerIndex() - from);
        chunks.taken(in.readerIndex() - from);
        out.forEach(this::follow);
        if (inHead && scan.begun()) {
            startTimer(ctx);
        }
    }

    private void follow(Object message) {
        if (message instanceof HttpRequest request) {
            inHead = false;
            stopTimer();
            if (request.decoderResult().isSuccess()
                    && HttpUtil.isTransferEncodingChunked(request)) {
                chunks.begin();
            }
        }
        if (message instanceof LastHttpContent) {
            inHead = true;
            scan.begin();
        }
    }

    private void startTimer(ChannelHandlerContext ctx) {
        if (headTimer.isEmpty()) {
            headTimer =
                    Optional.of(
                            ctx.executor()
                                    .schedule(
                                            () -> {
                                                ctx.fireUserEventTriggered(new HeadTooSlow());
                                            },
                                            headLimit.toMillis(),
                                            TimeUnit.MILLISECONDS));
        }
    }

    private void stopTimer() {
        headTimer.ifPresent(timer -> timer.cancel(false));
        headTimer = Optional.empty();
    }

    private static HttpRequest invalid() {
        var request =
                new DefaultFullHttpRequest(
                        HttpVersion.HTTP_1_1, HttpMethod.GET, "/", Unpooled.EMPTY_BUFFER);
        request.setDecoderResult(DecoderResult.failure(new DecoderException(HeadScan.FAULT)));
        return request;
    }

    private static LastHttpContent invalidBody(String fault) {
        var content = new DefaultLastHttpContent(Unpooled.EMPTY_BUFFER);
        content.setDecoderResult(DecoderResult.failure(new DecoderException(fault)));
        return content;
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext ctx) throws Exception {
        stopTimer();
        super.handlerRemoved0(ctx);
    }

    @Override
    protected HttpMessage createMessage(String[] line) throws Exception {
        if (!line[2].startsWith("HTTP/")) {
            throw new DecoderException("its protocol version is malformed");
        }
        return super.createMessage(line);
    }

    /// Without the two framing fields nothing follows, whatever other fields say.
    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        return !message.headers().contains(HttpHeaderNames.CONTENT_LENGTH)
                && !message.headers().contains(HttpHeaderNames.TRANSFER_ENCODING);
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new DecoderException("it has Content-Length and Transfer-Encoding");
    }
}
