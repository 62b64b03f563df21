package io.lockstep.engine.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

/// Reads a protocol version (RFC 9112 section 2.3).
final class Versions {
    static final int LENGTH = "HTTP/1.1".length();

    private static final byte[] FRONT = "HTTP/".getBytes(US_ASCII);

    private Versions() {}

    /// What is wrong with the version between, if it is not one that is spoken here.
    static Fault fault(byte[] bytes, int from, int to) {
        if (to - from != LENGTH) {
            return Fault.VERSION;
        }
        for (var i = 0; i < FRONT.length; i++) {
            if (bytes[from + i] != FRONT[i]) {
                return Fault.VERSION;
            }
        }
        var major = bytes[from + 5];
        var minor = bytes[from + 7];
        if (!digit(major) || bytes[from + 6] != '.' || !digit(minor)) {
            return Fault.VERSION;
        }
        return major == '1' && (minor == '0' || minor == '1') ? Fault.NONE : Fault.OTHER_VERSION;
    }

    /// Of a version without a fault.
    static boolean isHttp11(byte[] bytes, int from) {
        return bytes[from + 7] == '1';
    }

    static boolean digit(byte b) {
        return b >= '0' && b <= '9';
    }
}
