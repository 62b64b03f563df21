package io.lockstep.engine.proxy;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/// What clients do, in any order: most of it good, some of it rude. Each deed says whether the
/// proxy did what it should.
final class SoakClient {
    private static final String HOST = " HTTP/1.1\r\nHost: a\r\n";
    private static final String BODY = "y".repeat(SoakUpstream.MEBIBYTE);
    private static final List<String> MALFORMED =
            List.of(
                    "GET / HTTP/1.1\r\n\r\n",
                    "GET  /" + HOST + "\r\n",
                    "GET /../x" + HOST + "\r\n",
                    "GET /" + HOST + "X: a\0b\r\n\r\n",
                    "POST /" + HOST + "Content-Length: +1\r\n\r\nx",
                    "POST /" + HOST + "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
                    "POST /" + HOST + "Transfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\nx",
                    "GET /" + "y".repeat(20_000) + HOST + "\r\n",
                    "GET /" + HOST + "X: " + "y".repeat(70_000) + "\r\n\r\n");

    private final Supplier<Wire> connect;
    private final SplittableRandom random;

    SoakClient(Supplier<Wire> connect, SplittableRandom random) {
        this.connect = connect;
        this.random = random;
    }

    /// One deed on one connection; empty text when all was well.
    String deed() {
        var kind = random.nextInt(13);
        try (var wire = connect.get()) {
            return right(kind, wire) ? "" : "deed %d went wrong".formatted(kind);
        } catch (UncheckedIOException | AssertionError e) {
            return "deed %d: %s".formatted(kind, e);
        }
    }

    private boolean right(int kind, Wire wire) {
        return switch (kind) {
            case 0, 1, 2 -> small(wire);
            case 3 -> up(wire);
            case 4 -> down(wire);
            case 5 -> events(wire);
            case 6 -> tunnel(wire);
            case 7 -> pipelined(wire);
            case 8 -> malformed(wire);
            case 9 -> brokenUpstream(wire);
            case 10 -> leavesInItsBody(wire);
            case 11 -> leavesInTheAnswer(wire);
            default -> refused(wire);
        };
    }

    private static boolean small(Wire wire) {
        for (var i = 0; i < 20; i++) {
            var answer = wire.send("GET /v1/" + i + HOST + "\r\n").answer();
            if (!answer.endsWith("ok /" + i)) {
                throw new AssertionError(answer);
            }
        }
        return true;
    }

    private boolean up(Wire wire) {
        if (random.nextBoolean()) {
            wire.send("POST /up" + HOST + "Content-Length: " + BODY.length() + "\r\n\r\n" + BODY);
        } else {
            wire.send("POST /up" + HOST + "Transfer-Encoding: chunked\r\n\r\n");
            var chunk = BODY.substring(0, 1 << 16);
            for (var i = 0; i < 16; i++) {
                wire.send("10000\r\n" + chunk + "\r\n");
            }
            wire.send("0\r\n\r\n");
        }
        return wire.answer().contains("Taken: " + BODY.length());
    }

    private static boolean down(Wire wire) {
        var head = wire.send("GET /down" + HOST + "\r\n").head();
        return wire.body(head).length() == SoakUpstream.MEBIBYTE;
    }

    private static boolean events(Wire wire) {
        return wire.send("GET /events" + HOST + "\r\n")
                .answer()
                .endsWith(SoakUpstream.EVENT.repeat(50));
    }

    private static boolean tunnel(Wire wire) {
        wire.send("GET /socket" + HOST + "Connection: upgrade\r\nUpgrade: websocket\r\n\r\n");
        if (!wire.head().startsWith("HTTP/1.1 101 ")) {
            return false;
        }
        for (var i = 0; i < 20; i++) {
            if (!wire.send("ping" + i + "\n").until("\n").equals("ping" + i + "\n")) {
                return false;
            }
        }
        return wire.send("bye\n").rest().isEmpty();
    }

    private static boolean pipelined(Wire wire) {
        var all = new StringBuilder();
        for (var i = 0; i < 10; i++) {
            all.append("GET /").append(i).append(HOST).append("\r\n");
        }
        wire.send(all.toString());
        for (var i = 0; i < 10; i++) {
            if (!wire.answer().endsWith("ok /" + i)) {
                return false;
            }
        }
        return true;
    }

    private boolean malformed(Wire wire) {
        var sent = MALFORMED.get(random.nextInt(MALFORMED.size()));
        var _ = wire.trySend(sent);
        var got = wire.rest();
        return got.startsWith("HTTP/1.1 4") || unexpected(sent, got);
    }

    private boolean brokenUpstream(Wire wire) {
        var path = List.of("/short", "/reset", "/silent").get(random.nextInt(3));
        var got = wire.send("POST " + path + HOST + "Content-Length: 0\r\n\r\n").rest();
        var right =
                path.equals("/silent")
                        ? got.startsWith("HTTP/1.1 502 ")
                        : !got.contains("\r\n0\r\n\r\n") && got.length() < 100_000;
        return right || unexpected(path, got);
    }

    private static boolean unexpected(String sent, String got) {
        throw new AssertionError(
                "%s (%d) was answered by %s (%d)"
                        .formatted(begin(sent), sent.length(), begin(got), got.length()));
    }

    private static String begin(String text) {
        return text.substring(0, Math.min(60, text.length())).replace("\r\n", "|");
    }

    private boolean leavesInItsBody(Wire wire) {
        wire.send("POST /up" + HOST + "Content-Length: 1000000\r\n\r\n" + "z".repeat(50_000));
        leave(wire);
        return true;
    }

    private boolean leavesInTheAnswer(Wire wire) {
        wire.send("GET /down" + HOST + "\r\n").take(random.nextInt(200_000));
        leave(wire);
        return true;
    }

    private void leave(Wire wire) {
        if (random.nextBoolean()) {
            wire.reset();
        }
    }

    private static boolean refused(Wire wire) {
        return wire.send("GET /closed/x" + HOST + "\r\n").answer().startsWith("HTTP/1.1 503 ");
    }
}
