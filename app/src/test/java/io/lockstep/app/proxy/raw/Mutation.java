package io.lockstep.app.proxy.raw;

import java.util.List;
import java.util.SplittableRandom;

/// A request with some of its bytes made worse.
final class Mutation {
    private static final List<String> BITS =
            List.of(
                    "\r",
                    "\n",
                    "|",
                    "||",
                    " ",
                    "\t",
                    "\u0000",
                    "\u000b",
                    "\u007f",
                    "\u00a0",
                    ":",
                    ";",
                    ",",
                    "0",
                    "5",
                    "+",
                    "-",
                    "x",
                    "\"",
                    "\\",
                    "/",
                    "..",
                    "%2e",
                    "chunked",
                    "|Content-Length: 3|",
                    "|Content-Length: 0|",
                    "|Transfer-Encoding: chunked|",
                    "|Transfer-Encoding: identity|",
                    "|Host: b|",
                    "|Connection: close|",
                    "| folded|",
                    "0||",
                    "HTTP/1.0",
                    "GET /hidden HTTP/1.1|Host: a||");

    private Mutation() {}

    static String of(List<String> bases, int seed) {
        var random = new SplittableRandom(seed);
        var text = new StringBuilder(bases.get(random.nextInt(bases.size())));
        for (var change = random.nextInt(1, 4); change > 0; change--) {
            change(text, random);
        }
        return text.toString();
    }

    private static void change(StringBuilder text, SplittableRandom random) {
        var at = random.nextInt(text.length() + 1);
        var end = Math.min(text.length(), at + random.nextInt(1, 12));
        switch (random.nextInt(5)) {
            case 0 -> text.delete(at, Math.min(text.length(), at + 1));
            case 1 -> text.insert(at, text.substring(at, end));
            case 2 -> text.insert(at, BITS.get(random.nextInt(BITS.size())));
            case 3 -> text.replace(at, end, BITS.get(random.nextInt(BITS.size())));
            default -> text.replace(at, Math.min(text.length(), at + 1), letter(random));
        }
    }

    private static String letter(SplittableRandom random) {
        return Character.toString((char) random.nextInt(256));
    }
}
