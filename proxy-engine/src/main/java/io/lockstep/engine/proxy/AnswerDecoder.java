package io.lockstep.engine.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpStatusClass;
import java.util.List;

/// Reads an upstream's answers as strictly as requests are read.
final class AnswerDecoder extends HttpResponseDecoder {
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
        super.decode(ctx, in, out);
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
