package io.lockstep.engine.http;

import io.netty.buffer.ByteBuf;

/// Reads a chunked body (RFC 9112 section 7.1) as it comes and hands on what is well-formed: the
/// very bytes with their framing, or the data alone. Extensions may be 4 KiB a body. Trailers are
/// kept until they are complete; see [Trailers].
public final class ChunkScan {
    private static final int MOST_EXTENSIONS = 4 << 10;
    private static final int MOST_DIGITS = 15;

    private enum At {
        SIZE,
        EXTENSION,
        SIZE_LF,
        DATA,
        DATA_CR,
        DATA_LF,
        TRAILERS,
        LAST_LF,
        FIELDS,
        END
    }

    private final Trailers trailers = new Trailers();
    private boolean dataOnly;
    private At at = At.END;
    private int digits;
    private long left;
    private int extensions;
    private long data;
    private Fault fault = Fault.NONE;

    /// Begins another body.
    ///
    /// @param withoutFraming hand on the data of the chunks and nothing else
    public void begin(boolean withoutFraming) {
        dataOnly = withoutFraming;
        at = At.SIZE;
        digits = 0;
        left = 0;
        extensions = 0;
        data = 0;
        fault = Fault.NONE;
    }

    public boolean done() {
        return at == At.END;
    }

    /// Bytes of data so far.
    public long data() {
        return data;
    }

    public Fault fault() {
        return fault;
    }

    /// Takes from `in` what belongs to the body. False at a fault; what is readable then was not
    /// handed on.
    public boolean read(ByteBuf in, Sink sink) {
        var index = in.readerIndex();
        var end = in.writerIndex();
        while (index < end && at != At.END && at != At.FIELDS && fault == Fault.NONE) {
            if (at == At.DATA) {
                index = data(in, index, end, sink);
            } else {
                step(in.getByte(index));
                index += at == At.FIELDS ? 0 : 1;
            }
        }
        if (fault != Fault.NONE) {
            return false;
        }
        pass(in, index, sink);
        return at != At.FIELDS || fields(in, sink);
    }

    private int data(ByteBuf in, int index, int end, Sink sink) {
        var count = (int) Math.min(left, end - index);
        left -= count;
        data += count;
        at = left == 0 ? At.DATA_CR : At.DATA;
        if (dataOnly) {
            in.readerIndex(index);
            sink.pass(in, count);
        }
        return index + count;
    }

    private void pass(ByteBuf in, int index, Sink sink) {
        if (dataOnly) {
            in.readerIndex(index);
        } else if (index > in.readerIndex()) {
            sink.pass(in, index - in.readerIndex());
        }
    }

    private boolean fields(ByteBuf in, Sink sink) {
        switch (trailers.read(in)) {
            case MORE -> {}
            case FAULT -> fault = trailers.fault();
            case DONE -> {
                at = At.END;
                if (!dataOnly) {
                    trailers.write(sink);
                }
            }
        }
        return fault == Fault.NONE;
    }

    private void step(byte b) {
        switch (at) {
            case SIZE -> size(b);
            case EXTENSION -> extension(b);
            case SIZE_LF -> expect(b, '\n', left > 0 ? At.DATA : At.TRAILERS, Fault.CHUNK_SIZE);
            case DATA_CR -> expect(b, '\r', At.DATA_LF, Fault.CHUNK_END);
            case DATA_LF -> {
                digits = 0;
                expect(b, '\n', At.SIZE, Fault.CHUNK_END);
            }
            case TRAILERS -> trailers(b);
            case LAST_LF -> expect(b, '\n', At.END, Fault.CHUNK_END);
            case DATA, FIELDS, END -> {}
        }
    }

    private void size(byte b) {
        var digit = Character.digit(b, 16);
        if (digit >= 0 && digits < MOST_DIGITS) {
            digits++;
            left = left * 16 + digit;
        } else if (digits > 0 && b == '\r') {
            at = At.SIZE_LF;
        } else if (digits > 0 && b == ';') {
            at = At.EXTENSION;
            extension(b);
        } else {
            fault = Fault.CHUNK_SIZE;
        }
    }

    private void extension(byte b) {
        if (b == '\r') {
            at = At.SIZE_LF;
        } else if (!Octets.is(b, Octets.TEXT)) {
            fault = Fault.EXTENSION;
        } else if (++extensions > MOST_EXTENSIONS) {
            fault = Fault.EXTENSIONS_TOO_LONG;
        }
    }

    private void trailers(byte b) {
        if (b == '\r') {
            at = At.LAST_LF;
        } else {
            trailers.begin();
            at = At.FIELDS;
        }
    }

    private void expect(byte b, char wanted, At then, Fault otherwise) {
        if (b == wanted) {
            at = then;
        } else {
            fault = otherwise;
        }
    }
}
