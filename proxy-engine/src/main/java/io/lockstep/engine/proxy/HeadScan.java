package io.lockstep.engine.proxy;

import io.netty.buffer.ByteBuf;

/// Looks at the bytes of a message head before they are parsed and finds what a lenient parser
/// would silently repair: control bytes, a CR or LF alone, folded lines, more or other white space
/// in the request line than its two spaces (RFC 9112, section 3). Feed it the same buffer as it
/// grows; each byte is looked at once.
final class HeadScan {
    private enum At {
        LEADING,
        FIRST_LINE,
        AFTER_SPACE,
        LINE_START,
        IN_LINE,
        AFTER_CR,
        LEADING_CR,
        EMPTY_LINE_CR,
        END
    }

    private At at = At.LEADING;
    private int ahead;

    void begin() {
        at = At.LEADING;
        ahead = 0;
    }

    /// Whether bytes of an unfinished head were seen.
    boolean begun() {
        return at != At.LEADING;
    }

    /// False at the first byte that must not be there.
    boolean clean(ByteBuf in) {
        var end = in.writerIndex();
        var index = in.readerIndex() + ahead;
        while (index < end && at != At.END) {
            if (!step(in.getByte(index++))) {
                return false;
            }
        }
        ahead = index - in.readerIndex();
        return true;
    }

    /// The parser has taken that many bytes off the front.
    void taken(int bytes) {
        ahead = Math.max(0, ahead - bytes);
    }

    private boolean step(byte b) {
        return switch (at) {
            case LEADING ->
                    b == '\r'
                            ? go(At.LEADING_CR)
                            : text(b) && b != ' ' && b != '\t' && go(At.FIRST_LINE);
            case FIRST_LINE -> b == '\r' ? go(At.AFTER_CR) : firstLine(b);
            case AFTER_SPACE -> text(b) && b != ' ' && b != '\t' && go(At.FIRST_LINE);
            case LEADING_CR -> b == '\n' && go(At.LEADING);
            case LINE_START -> {
                if (b == '\r') {
                    yield go(At.EMPTY_LINE_CR);
                }
                yield b != ' ' && b != '\t' && text(b) && go(At.IN_LINE);
            }
            case IN_LINE -> b == '\r' ? go(At.AFTER_CR) : text(b);
            case AFTER_CR -> b == '\n' && go(At.LINE_START);
            case EMPTY_LINE_CR -> b == '\n' && go(At.END);
            case END -> true;
        };
    }

    private boolean firstLine(byte b) {
        return b == ' ' ? go(At.AFTER_SPACE) : text(b) && b != '\t';
    }

    private boolean go(At next) {
        at = next;
        return true;
    }

    /// Whether a line may hold that byte.
    static boolean text(byte b) {
        return b < 0 || (b >= ' ' && b != 0x7f) || b == '\t';
    }
}
