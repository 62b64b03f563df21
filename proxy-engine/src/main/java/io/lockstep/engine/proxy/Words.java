package io.lockstep.engine.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/// The pieces of heads that are written for every message.
final class Words {
    static final byte[] HTTP11 = of("HTTP/1.1 ");
    static final byte[] REQUEST_END = of(" HTTP/1.1\r\n");
    static final byte[] LINE = of("\r\n");
    static final byte[] SPACE = of(" ");
    static final byte[] SLASH = of("/");
    static final byte[] COMMA = of(", ");
    static final byte[] HOST = of("Host: ");
    static final byte[] LENGTH = of("Content-Length: ");
    static final byte[] CHUNKED = of("Transfer-Encoding: chunked\r\n");
    static final byte[] CLOSE = of("Connection: close\r\n");
    static final byte[] KEEP_ALIVE = of("Connection: keep-alive\r\n");
    static final byte[] WEBSOCKET = of("Connection: upgrade\r\nUpgrade: websocket\r\n");
    static final byte[] FORWARDED = of("X-Forwarded-For: ");
    static final byte[] REAL = of("X-Real-IP: ");
    static final byte[] LAST_CHUNK = of("0\r\n\r\n");

    private Words() {}

    static byte[] of(String text) {
        return text.getBytes(ISO_8859_1);
    }

    static String text(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }
}
