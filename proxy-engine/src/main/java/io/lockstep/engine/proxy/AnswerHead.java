package io.lockstep.engine.proxy;

import io.lockstep.engine.http.AnswerScan;
import io.lockstep.engine.http.Body;
import io.lockstep.engine.http.Name;
import java.util.Optional;

/// How an answer reaches the client: how its body is framed and what is kept open after it.
///
/// @param keepClient the client's connection may carry another request
/// @param keepUpstream the upstream's connection may
/// @param endsByClose only the close of the client's connection tells the end of the body
/// @param wrapped the body came without an end of its own and is put into chunks for the client
record AnswerHead(boolean keepClient, boolean keepUpstream, boolean endsByClose, boolean wrapped) {
    private static final int SWITCHING = 101;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final byte[] WEBSOCKET = Words.of("websocket");

    /// Why the answer must not be passed on, if it must not.
    static Optional<String> fault(AnswerScan answer, RequestHead asked) {
        return switches(answer) && !(asked.websocket() && toWebsocket(answer))
                ? Optional.of("it switches protocols though nobody asked")
                : Optional.empty();
    }

    /// Whether a final answer will follow.
    static boolean interim(AnswerScan answer) {
        return answer.status() < 200 && !switches(answer);
    }

    static boolean switches(AnswerScan answer) {
        return answer.status() == SWITCHING;
    }

    private static boolean toWebsocket(AnswerScan answer) {
        var fields = answer.fields();
        for (var field = 0; field < fields.count(); field++) {
            if (fields.name(field) == Name.UPGRADE && fields.valueIs(field, WEBSOCKET)) {
                return true;
            }
        }
        return false;
    }

    /// Begins the body that follows the head (RFC 9112 section 6.3).
    static void begin(Body body, AnswerScan answer, RequestHead asked) {
        var framing = answer.framing();
        if (empty(answer, asked)) {
            body.length(0);
        } else if (framing.chunked()) {
            body.chunked(!asked.http11());
        } else if (framing.length() >= 0) {
            body.length(framing.length());
        } else {
            body.untilClose();
        }
    }

    /// @param keep the client's connection may be kept as far as the request is concerned
    static AnswerHead of(AnswerScan answer, RequestHead asked, boolean keep) {
        var unsized = !empty(answer, asked) && answer.framing().length() < 0;
        var endsByClose = unsized && !asked.http11();
        return new AnswerHead(
                keep && !endsByClose,
                answer.framing().persists(answer.http11()),
                endsByClose,
                unsized && asked.http11() && !answer.framing().chunked());
    }

    /// Writes the head for the client.
    void write(Outgoing out, AnswerScan answer, RequestHead asked, Via via) {
        line(out, answer);
        HopByHop.copyRest(answer.fields(), answer.framing(), 0, out);
        var sized = answer.framing().length() >= 0 && answer.status() != NO_CONTENT;
        if (sized) {
            out.put(Words.LENGTH).put(answer.framing().length()).put(Words.LINE);
        } else if (!endsByClose && !empty(answer, asked)) {
            out.put(Words.CHUNKED);
        }
        if (!keepClient) {
            out.put(Words.CLOSE);
        } else if (!asked.http11()) {
            out.put(Words.KEEP_ALIVE);
        }
        out.put(via.line(answer.http11())).put(Words.LINE);
    }

    static void writeInterim(Outgoing out, AnswerScan answer) {
        line(out, answer);
        HopByHop.copyRest(answer.fields(), answer.framing(), 0, out);
        out.put(Words.LINE);
    }

    static void writeSwitch(Outgoing out, AnswerScan answer, Via via) {
        line(out, answer);
        HopByHop.copyRest(answer.fields(), answer.framing(), 0, out);
        out.put(Words.WEBSOCKET).put(via.line(answer.http11())).put(Words.LINE);
    }

    private static void line(Outgoing out, AnswerScan answer) {
        out.put(Words.HTTP11).put(answer.bytes(), answer.statusFrom(), answer.lineTo());
        if (answer.lineTo() - answer.statusFrom() == 3) {
            out.put(Words.SPACE);
        }
        out.put(Words.LINE);
    }

    private static boolean empty(AnswerScan answer, RequestHead asked) {
        var status = answer.status();
        return asked.toHead() || status == NO_CONTENT || status == NOT_MODIFIED || status < 200;
    }
}
