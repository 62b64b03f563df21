package io.lockstep.engine.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;
import java.util.Optional;

/// Reads an upstream's answers as strictly as requests are read.
final class AnswerDecoder extends HttpResponseDecoder {
    private final HeadScan scan = new HeadScan();
    private final ChunkScan chunks = new ChunkScan();
    private boolean inHead = true;
    private boolean spoiled;
    private boolean toHead;
    private boolean sawBytes;

    AnswerDecoder() {
        super(RequestDecoder.config());
    }

    /// An answer to HEAD describes a body and has none.
    void expect(boolean answerToHead) {
        toHead = answerToHead;
        sawBytes = false;
    }

    /// Whether any byte came since [#expect].
    boolean sawBytes() {
        return sawBytes;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out)
            throws Exception {
        sawBytes = true;
        var fault = spoiled ? Optional.<HttpObject>empty() : fault(in);
        if (spoiled || fault.isPresent()) {
            spoiled = true;
            in.skipBytes(in.readableBytes());
            fault.ifPresent(out::add);
            return;
        }
        var from = in.readerIndex();
        super.decode(ctx, in, out);
        scan.taken(in.readerIndex() - from);
        chunks.taken(in.readerIndex() - from);
        out.forEach(this::follow);
    }

    private Optional<HttpObject> fault(ByteBuf in) {
        if (inHead) {
            return scan.clean(in) ? Optional.empty() : Optional.of(invalid());
        }
        return chunks.fault(in).map(AnswerDecoder::invalidBody);
    }

    private void follow(Object message) {
        if (message instanceof HttpResponse answer) {
            inHead = false;
            if (answer.decoderResult().isSuccess() && HttpUtil.isTransferEncodingChunked(answer)) {
                chunks.begin();
            }
        }
        if (message instanceof LastHttpContent) {
            inHead = true;
            scan.begin();
            chunks.end();
        }
    }

    private static HttpObject invalid() {
        var answer =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.EMPTY_BUFFER);
        answer.setDecoderResult(DecoderResult.failure(new DecoderException(HeadScan.FAULT)));
        return answer;
    }

    private static HttpObject invalidBody(String fault) {
        var content = new DefaultLastHttpContent(Unpooled.EMPTY_BUFFER);
        content.setDecoderResult(DecoderResult.failure(new DecoderException(fault)));
        return content;
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        var informational =
                message instanceof HttpResponse answer
                        && answer.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        return toHead || informational || super.isContentAlwaysEmpty(message);
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new DecoderException("it has Content-Length and Transfer-Encoding");
    }
}
