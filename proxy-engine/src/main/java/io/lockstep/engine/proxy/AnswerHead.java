package io.lockstep.engine.proxy;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Objects;
import java.util.Optional;

/// How an answer reaches the client: what its framing allows and what is kept open after it.
///
/// @param keepClient the client's connection may carry another request
/// @param keepUpstream the upstream's connection may
/// @param endsByClose only the close of the client's connection tells the end of the body
record AnswerHead(boolean keepClient, boolean keepUpstream, boolean endsByClose) {

    /// Why the answer must not be passed on, if it must not.
    static Optional<String> fault(HttpResponse answer, RequestHead asked) {
        if (answer.decoderResult().isFailure()) {
            var cause = answer.decoderResult().cause();
            return Optional.of(Objects.toString(cause.getMessage(), "it cannot be read"));
        }
        if (answer.protocolVersion().majorVersion() != 1) {
            return Optional.of("it is not HTTP/1.1");
        }
        if (answer.status().code() < 100 || answer.status().code() > 999) {
            return Optional.of("its status is not of three digits");
        }
        if (answer.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)
                && !switches(answer, asked)) {
            return Optional.of("it switches protocols though nobody asked");
        }
        return Framing.fault(answer);
    }

    /// Edits the fields for the client.
    static AnswerHead edit(HttpResponse answer, RequestHead asked, boolean keep, String via) {
        var headers = answer.headers();
        var keepUpstream = HttpUtil.isKeepAlive(answer);
        HopByHop.remove(headers);
        headers.add(HttpHeaderNames.VIA, "1.1 " + via);
        answer.setProtocolVersion(HttpVersion.HTTP_1_1);
        var unsized = !empty(answer, asked) && !headers.contains(HttpHeaderNames.CONTENT_LENGTH);
        var endsByClose = unsized && !asked.http11();
        if (unsized && asked.http11()) {
            headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        } else {
            headers.remove(HttpHeaderNames.TRANSFER_ENCODING);
        }
        var keepClient = keep && !endsByClose;
        if (!keepClient) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        } else if (!asked.http11()) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        }
        return new AnswerHead(keepClient, keepUpstream, endsByClose);
    }

    private static boolean switches(HttpResponse answer, RequestHead asked) {
        var upgrades = answer.headers().getAll(HttpHeaderNames.UPGRADE);
        return asked.websocket()
                && upgrades.size() == 1
                && upgrades.getFirst().equalsIgnoreCase("websocket");
    }

    private static boolean empty(HttpResponse answer, RequestHead asked) {
        var code = answer.status().code();
        return asked.toHead() || code == 204 || code == 304 || code < 200;
    }
}
