package io.lockstep.engine.proxy;

import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpStatusClass;

/// Writes answers; one to HEAD keeps its `Content-Length` and has no body.
final class AnswerEncoder extends HttpResponseEncoder {
    private boolean toHead;

    void answerTo(boolean head) {
        toHead = head;
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpResponse answer) {
        return toHead
                || answer.status().codeClass() == HttpStatusClass.INFORMATIONAL
                || super.isContentAlwaysEmpty(answer);
    }
}
