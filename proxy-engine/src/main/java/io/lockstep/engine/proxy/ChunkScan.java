package io.lockstep.engine.proxy;

import io.netty.buffer.ByteBuf;
import java.util.Optional;

/// Looks at the lines of a chunked body before they are parsed, and finds what a lenient parser
/// would take: extensions and trailers without end, folded trailers, control bytes. Feed it the
/// same buffer as it grows; each byte of a line is looked at once, the data between is passed over.
final class ChunkScan {
    private static final int MOST_EXTENSIONS = 4 << 10;
    private static final int MOST_TRAILERS = 16 << 10;
    private static final int MOST_DIGITS = 15;

    private enum At {
        SIZE,
        EXTENSION,
        SIZE_LF,
        DATA,
        DATA_CR,
        DATA_LF,
        TRAILER_START,
        IN_TRAILER,
        TRAILER_LF,
        END_LF,
        END
    }

    private At at = At.END;
    private int ahead;
    private int digits;
    private long size;
    private int extensions;
    private int trailers;
    private Optional<String> fault = Optional.empty();

    void begin() {
        at = At.SIZE;
        ahead = 0;
        digits = 0;
        size = 0;
        extensions = 0;
        trailers = 0;
    }

    /// The body is over, whichever way it was framed.
    void end() {
        at = At.END;
        ahead = 0;
    }

    /// What is wrong, if anything is, in what came so far.
    Optional<String> fault(ByteBuf in) {
        var end = in.writerIndex();
        var index = in.readerIndex() + ahead;
        while (index < end && at != At.END && fault.isEmpty()) {
            if (at == At.DATA) {
                var passed = (int) Math.min(size, end - index);
                index += passed;
                size -= passed;
                at = size == 0 ? At.DATA_CR : At.DATA;
            } else {
                step(in.getByte(index++));
            }
        }
        ahead = index - in.readerIndex();
        return fault;
    }

    /// The parser has taken that many bytes off the front.
    void taken(int bytes) {
        ahead = Math.max(0, ahead - bytes);
    }

    private void step(byte b) {
        switch (at) {
            case SIZE -> size(b);
            case EXTENSION -> extension(b);
            case SIZE_LF -> expect(b, '\n', size > 0 ? At.DATA : At.TRAILER_START);
            case DATA_CR -> expect(b, '\r', At.DATA_LF);
            case DATA_LF -> {
                digits = 0;
                expect(b, '\n', At.SIZE);
            }
            case TRAILER_START, IN_TRAILER -> trailer(b);
            case TRAILER_LF -> expect(b, '\n', At.TRAILER_START);
            case END_LF -> expect(b, '\n', At.END);
            case DATA, END -> {}
        }
    }

    private void size(byte b) {
        var digit = Character.digit(b, 16);
        if (digit >= 0 && digits < MOST_DIGITS) {
            digits++;
            size = size * 16 + digit;
        } else if (digits > 0 && b == '\r') {
            at = At.SIZE_LF;
        } else if (digits > 0 && b == ';') {
            at = At.EXTENSION;
            extension(b);
        } else {
            fault = Optional.of("a chunk has no size");
        }
    }

    private void extension(byte b) {
        if (b == '\r') {
            at = At.SIZE_LF;
        } else if (!HeadScan.text(b)) {
            fault = Optional.of("a chunk extension has control bytes");
        } else if (++extensions > MOST_EXTENSIONS) {
            fault = Optional.of("its chunk extensions are longer than 4 KiB");
        }
    }

    private void trailer(byte b) {
        if (b == '\r') {
            at = at == At.TRAILER_START ? At.END_LF : At.TRAILER_LF;
        } else if (at == At.TRAILER_START && (b == ' ' || b == '\t')) {
            fault = Optional.of("it has folded trailers");
        } else if (!HeadScan.text(b)) {
            fault = Optional.of("its trailers have control bytes");
        } else if (++trailers > MOST_TRAILERS) {
            fault = Optional.of("its trailers are longer than 16 KiB");
        } else {
            at = At.IN_TRAILER;
        }
    }

    private void expect(byte b, char wanted, At next) {
        if (b == wanted) {
            at = next;
        } else {
            fault = Optional.of("a chunk does not end where it says");
        }
    }
}
