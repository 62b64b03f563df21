package io.lockstep.engine.proxy;

import io.netty.buffer.ByteBuf;

/// Looks at the bytes of a message head before they are parsed and finds what a lenient parser
/// would silently repair: control bytes, a CR or LF alone, folded lines, names that are none. Feed
/// it the same buffer as it grows; each byte is looked at once.
final class HeadScan {
    /// What a head is told to have that is not clean.
    static final String FAULT =
            "its head has control bytes, a lone CR or LF, folded lines or fields without a name";

    private static final String MARKS = "!#$%&'*+-.^_`|~";

    private enum At {
        LEADING,
        LINE_START,
        IN_NAME,
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
                            : text(b) && b != ' ' && b != '\t' && go(At.IN_LINE);
            case LEADING_CR -> b == '\n' && go(At.LEADING);
            case LINE_START -> {
                if (b == '\r') {
                    yield go(At.EMPTY_LINE_CR);
                }
                yield token(b) && go(At.IN_NAME);
            }
            case IN_NAME -> b == ':' ? go(At.IN_LINE) : token(b);
            case IN_LINE -> b == '\r' ? go(At.AFTER_CR) : text(b);
            case AFTER_CR -> b == '\n' && go(At.LINE_START);
            case EMPTY_LINE_CR -> b == '\n' && go(At.END);
            case END -> true;
        };
    }

    private boolean go(At next) {
        at = next;
        return true;
    }

    /// Whether a field's name may hold that byte (RFC 9110, section 5.6.2).
    private static boolean token(byte b) {
        var letter = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
        return letter || (b >= '0' && b <= '9') || (b > ' ' && MARKS.indexOf(b) >= 0);
    }

    /// Whether a line may hold that byte.
    static boolean text(byte b) {
        return b < 0 || (b >= ' ' && b != 0x7f) || b == '\t';
    }
}
