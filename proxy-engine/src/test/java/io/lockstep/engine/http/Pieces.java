package io.lockstep.engine.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.function.Function;

/// Feeds a scanner a text in pieces, as a network would.
final class Pieces {
    private Pieces() {}

    static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, ISO_8859_1);
    }

    /// The last step, once all was fed or the scanner has stopped; what it left counts as not read.
    static Step feed(String text, int size, Function<ByteBuf, Step> scanner) {
        var step = Step.MORE;
        for (var at = 0; at < text.length() && step == Step.MORE; at += size) {
            step = scanner.apply(bytes(text.substring(at, Math.min(text.length(), at + size))));
        }
        return step;
    }

    /// As [#feed], cut once.
    static Step cut(String text, int at, Function<ByteBuf, Step> scanner) {
        var first = scanner.apply(bytes(text.substring(0, at)));
        return first == Step.MORE ? scanner.apply(bytes(text.substring(at))) : first;
    }

    /// A message as it is easier to read: `|` ends a line, and so does the end.
    static String head(String lines) {
        return lines.replace("|", "\r\n") + "\r\n\r\n";
    }
}
