package io.lockstep.engine.proxy;

import java.io.IOException;

/// An upstream that does what the target of a request says, well or badly.
final class SoakUpstream {
    static final int MEBIBYTE = 1 << 20;
    static final String EVENT = "data: token\n\n";

    private SoakUpstream() {}

    static RawUpstream start() {
        return RawUpstream.serving(wire -> {
            var more = true;
            while (more) {
                more = serve(wire);
            }
        });
    }

    /// Whether the connection goes on.
    private static boolean serve(Wire wire) throws IOException {
        var head = wire.head();
        return switch (Wire.target(head)) {
            case "/down" -> answer(wire, head, "x".repeat(MEBIBYTE));
            case "/events" -> events(wire);
            case "/socket" -> echo(wire);
            case "/short" -> shortAnswer(wire);
            case "/reset" -> reset(wire);
            case "/silent" -> false;
            default -> answer(wire, head, "ok " + Wire.target(head));
        };
    }

    private static boolean answer(Wire wire, String head, String body) {
        var taken = wire.body(head).length();
        wire.send(
                "HTTP/1.1 200 OK\r\nTaken: %d\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(taken, body.length(), body));
        return true;
    }

    private static boolean events(Wire wire) {
        wire.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (var i = 0; i < 50; i++) {
            wire.send(Integer.toHexString(EVENT.length()) + "\r\n" + EVENT + "\r\n");
        }
        wire.send("0\r\n\r\n");
        return true;
    }

    private static boolean echo(Wire wire) {
        wire.lines("HTTP/1.1 101 Switching Protocols", "Connection: upgrade", "Upgrade: websocket");
        for (var line = wire.until("\n"); !line.equals("bye\n"); line = wire.until("\n")) {
            wire.send(line);
        }
        return false;
    }

    private static boolean shortAnswer(Wire wire) {
        wire.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + "x".repeat(50_000));
        return false;
    }

    private static boolean reset(Wire wire) {
        wire.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
        wire.reset();
        return false;
    }
}
