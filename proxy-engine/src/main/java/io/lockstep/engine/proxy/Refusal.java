package io.lockstep.engine.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lockstep.engine.observe.Ending;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Duration;
import java.util.Optional;

/// An answer of the proxy's own: a status and one sentence.
record Refusal(HttpResponseStatus status, String sentence, Optional<Duration> retryAfter) {

    static Refusal bad(String why) {
        return new Refusal(
                HttpResponseStatus.BAD_REQUEST,
                "The request was refused: %s.".formatted(why),
                Optional.empty());
    }

    static Refusal of(HttpResponseStatus status, String sentence) {
        return new Refusal(status, sentence, Optional.empty());
    }

    static Refusal later(String sentence, Duration retryAfter) {
        return new Refusal(
                HttpResponseStatus.SERVICE_UNAVAILABLE, sentence, Optional.of(retryAfter));
    }

    /// How an exchange ends that is answered so by the proxy itself.
    Ending ending() {
        if (retryAfter.isPresent()) {
            return Ending.REFUSED;
        }
        return status.equals(HttpResponseStatus.BAD_GATEWAY)
                ? Ending.UPSTREAM_FAILED
                : Ending.rejected(status.code());
    }

    FullHttpResponse answer() {
        var body = Unpooled.copiedBuffer(sentence + "\n", UTF_8);
        var answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
        answer.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
                .setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
        retryAfter.ifPresent(wait ->
                answer.headers()
                        .set(
                                HttpHeaderNames.RETRY_AFTER,
                                Math.max(1, wait.plusMillis(999).toSeconds())));
        return answer;
    }
}
