package io.lockstep.engine.http;

import io.netty.buffer.ByteBuf;

/// The fields behind a chunked body (RFC 9112 section 7.1.2), read as those of a head are, 16 KiB
/// of them. None that [Name] knows goes on: each says something about a message, a connection or a
/// peer and has no place behind a body (RFC 9110 section 6.5.1).
final class Trailers {
    private static final int MOST = 16 << 10;

    private final HeadBuffer buffer = new HeadBuffer();
    private final FieldScan fields = new FieldScan(MOST);

    void begin() {
        buffer.clear();
        fields.begin(0);
    }

    Step read(ByteBuf in) {
        var step = Step.MORE;
        while (in.isReadable() && step == Step.MORE) {
            buffer.take(in);
            step = fields.scan(buffer.bytes(), buffer.length());
        }
        if (step == Step.DONE) {
            buffer.leave(in, fields.end());
        }
        return step;
    }

    Fault fault() {
        return switch (fields.fault()) {
            case TOO_LONG -> Fault.TRAILERS_TOO_LONG;
            case FOLDED -> Fault.TRAILERS_FOLDED;
            default -> Fault.TRAILERS;
        };
    }

    /// Hands on what may go on, and the empty line.
    void write(Sink sink) {
        for (var field = 0; field < fields.count(); field++) {
            if (fields.name(field) == Name.OTHER) {
                sink.put(buffer.bytes(), fields.lineFrom(field), fields.lineTo(field));
            }
        }
        sink.put(buffer.bytes(), fields.end() - 2, fields.end());
    }
}
