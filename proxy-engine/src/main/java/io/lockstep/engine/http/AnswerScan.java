package io.lockstep.engine.http;

import io.netty.buffer.ByteBuf;

/// Reads the head of an answer (RFC 9112 sections 4 and 5) as strictly as requests are read: its
/// line is VERSION SP STATUS, then SP and a reason or the end of the line. Feed it bytes as they
/// come; each is looked at once. The bytes and what was found stay until [#clear].
public final class AnswerScan {
    private static final int MOST_LINE = 16 << 10;
    private static final int MOST_FIELDS = 64 << 10;
    private static final int STATUS = Versions.LENGTH + 1;
    private static final int DIGITS = 3;

    private enum At {
        LINE,
        LF,
        FIELDS
    }

    private final HeadBuffer buffer = new HeadBuffer();
    private final FieldScan fields = new FieldScan(MOST_FIELDS);
    private final Framing framing = new Framing();
    private At at = At.LINE;
    private int next;
    private int status;
    private boolean http11;
    private Fault fault = Fault.NONE;

    /// Forgets the head, for the next one.
    public void clear() {
        buffer.clear();
        at = At.LINE;
        next = 0;
        fault = Fault.NONE;
    }

    /// Takes from `in` what belongs to the head, and no byte more.
    public Step read(ByteBuf in) {
        while (in.isReadable()) {
            buffer.take(in);
            if (at != At.FIELDS && !line(buffer.bytes(), buffer.length())) {
                if (fault != Fault.NONE) {
                    return Step.FAULT;
                }
            } else {
                var step = fields.scan(buffer.bytes(), buffer.length());
                if (step != Step.MORE) {
                    return step == Step.DONE ? done(in) : failed(fields.fault());
                }
            }
        }
        return Step.MORE;
    }

    private Step done(ByteBuf in) {
        buffer.leave(in, fields.end());
        var wrong = framing.read(fields, http11);
        return wrong == Fault.NONE ? Step.DONE : failed(wrong);
    }

    private Step failed(Fault why) {
        fault = why;
        return Step.FAULT;
    }

    private boolean line(byte[] bytes, int to) {
        if (at == At.LINE) {
            next = Octets.skip(bytes, next, to, Octets.TEXT);
            if (next > MOST_LINE) {
                fault = Fault.LINE_TOO_LONG;
            }
            if (next == to || fault != Fault.NONE || !status(bytes)) {
                return false;
            }
            at = At.LF;
        }
        return lf(bytes, to);
    }

    /// Reads the whole line, which ends at `next`.
    private boolean status(byte[] bytes) {
        var to = next;
        if (bytes[next++] != '\r') {
            fault = Fault.CONTROL;
        } else if (to < STATUS + DIGITS || bytes[Versions.LENGTH] != ' ') {
            fault = Fault.LINE;
        } else {
            fault = Versions.fault(bytes, 0, Versions.LENGTH);
            http11 = fault == Fault.NONE && Versions.isHttp11(bytes, 0);
            if (fault == Fault.NONE && !number(bytes, to)) {
                fault = Fault.STATUS;
            }
        }
        return fault == Fault.NONE;
    }

    private boolean number(byte[] bytes, int to) {
        status = 0;
        for (var i = STATUS; i < STATUS + DIGITS; i++) {
            if (!Versions.digit(bytes[i])) {
                return false;
            }
            status = status * 10 + bytes[i] - '0';
        }
        return status >= 100 && (to == STATUS + DIGITS || bytes[STATUS + DIGITS] == ' ');
    }

    private boolean lf(byte[] bytes, int to) {
        if (next == to) {
            return false;
        }
        if (bytes[next++] != '\n') {
            fault = Fault.CONTROL;
            return false;
        }
        fields.begin(next);
        at = At.FIELDS;
        return true;
    }

    // What was found.

    /// After [Step#FAULT].
    public Fault fault() {
        return fault;
    }

    public int status() {
        return status;
    }

    /// What [#statusFrom] counts in.
    public byte[] bytes() {
        return buffer.bytes();
    }

    /// Where the status begins; the reason follows it up to [#lineTo].
    public int statusFrom() {
        return STATUS;
    }

    /// Where the status line ends, before its CRLF.
    public int lineTo() {
        return fields.from() - 2;
    }

    public boolean http11() {
        return http11;
    }

    public FieldScan fields() {
        return fields;
    }

    public Framing framing() {
        return framing;
    }
}
