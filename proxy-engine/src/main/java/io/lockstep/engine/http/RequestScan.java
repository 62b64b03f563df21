package io.lockstep.engine.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;

/// Reads the head of a request (RFC 9112 sections 2.2, 3 and 5): empty lines before it are passed
/// over, its line is METHOD SP TARGET SP VERSION and nothing else, `Host` and framing are checked.
/// Feed it bytes as they come; each is looked at once. The bytes and what was found stay until
/// [#clear].
public final class RequestScan {
    private static final int MOST_LINE = 16 << 10;
    private static final int MOST_FIELDS = 64 << 10;

    private enum At {
        EMPTY,
        METHOD,
        TARGET,
        VERSION,
        LF,
        FIELDS
    }

    private final HeadBuffer buffer = new HeadBuffer();
    private final FieldScan fields = new FieldScan(MOST_FIELDS);
    private final Framing framing = new Framing();
    private At at = At.EMPTY;
    private int next;
    private int method;
    private int target;
    private int version;
    private boolean http11;
    private Fault fault = Fault.NONE;

    /// Forgets the head, for the next one.
    public void clear() {
        buffer.clear();
        at = At.EMPTY;
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
        if (wrong == Fault.NONE) {
            wrong = Hosts.fault(fields, http11);
        }
        return wrong == Fault.NONE ? Step.DONE : failed(wrong);
    }

    private Step failed(Fault why) {
        fault = why;
        return Step.FAULT;
    }

    // The line; each part answers whether it is complete.

    private boolean line(byte[] bytes, int to) {
        var complete =
                switch (at) {
                    case EMPTY -> empty(bytes, to);
                    case METHOD -> method(bytes, to);
                    case TARGET -> target(bytes, to);
                    case VERSION -> version(bytes, to);
                    case LF, FIELDS -> lf(bytes, to);
                };
        if (fault == Fault.NONE && next > MOST_LINE) {
            fault = Fault.LINE_TOO_LONG;
            return false;
        }
        return complete;
    }

    private boolean empty(byte[] bytes, int to) {
        while (next + 1 < to && bytes[next] == '\r' && bytes[next + 1] == '\n') {
            next += 2;
        }
        if (next == to || (next + 1 == to && bytes[next] == '\r')) {
            return false;
        }
        method = next;
        at = At.METHOD;
        return method(bytes, to);
    }

    private boolean method(byte[] bytes, int to) {
        next = Octets.skip(bytes, next, to, Octets.TOKEN);
        if (next == to || !expect(bytes, ' ', method)) {
            return false;
        }
        target = next;
        at = At.TARGET;
        return target(bytes, to);
    }

    private boolean target(byte[] bytes, int to) {
        next = Octets.skip(bytes, next, to, Octets.TARGET);
        if (next == to || !expect(bytes, ' ', target)) {
            return false;
        }
        version = next;
        at = At.VERSION;
        return version(bytes, to);
    }

    private boolean version(byte[] bytes, int to) {
        next = Octets.skip(bytes, next, to, Octets.TEXT);
        if (next == to || !expect(bytes, '\r', version)) {
            return false;
        }
        fault = Versions.fault(bytes, version, next - 1);
        if (fault != Fault.NONE) {
            return false;
        }
        http11 = Versions.isHttp11(bytes, version);
        at = At.LF;
        return lf(bytes, to);
    }

    private boolean lf(byte[] bytes, int to) {
        if (next == to || !expect(bytes, '\n', version)) {
            return false;
        }
        fields.begin(next);
        at = At.FIELDS;
        return true;
    }

    /// Passes over that byte, which ends a part that began at `from` and is not empty.
    private boolean expect(byte[] bytes, char wanted, int from) {
        var b = bytes[next];
        if (b != wanted || next == from) {
            fault = wanted == ' ' && Octets.is(b, Octets.TEXT) ? Fault.LINE : Fault.CONTROL;
            return false;
        }
        next++;
        return true;
    }

    // What was found.

    /// After [Step#FAULT].
    public Fault fault() {
        return fault;
    }

    public String method() {
        return text(method, methodTo());
    }

    public String target() {
        return text(target, targetTo());
    }

    private String text(int from, int to) {
        return new String(buffer.bytes(), from, to - from, ISO_8859_1);
    }

    /// What [#methodFrom] and its like count in.
    public byte[] bytes() {
        return buffer.bytes();
    }

    public int methodFrom() {
        return method;
    }

    public int methodTo() {
        return target - 1;
    }

    public int targetFrom() {
        return target;
    }

    public int targetTo() {
        return version - 1;
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
