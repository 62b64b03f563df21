package io.lockstep.engine.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/// Where a head is put together before it is written: one array for all heads of an event loop.
final class Outgoing {
    private static final int FIRST = 4 << 10;
    private static final int DIGITS = 19;

    private byte[] bytes = new byte[FIRST];
    private int length;

    Outgoing begin() {
        length = 0;
        return this;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    Outgoing put(byte[] added) {
        return put(added, 0, added.length);
    }

    Outgoing put(byte[] added, int from, int to) {
        var count = to - from;
        if (length + count > bytes.length) {
            grow(count);
        }
        System.arraycopy(added, from, bytes, length, count);
        length += count;
        return this;
    }

    Outgoing put(String text) {
        return put(text.getBytes(ISO_8859_1));
    }

    Outgoing put(long number) {
        if (length + DIGITS > bytes.length) {
            grow(DIGITS);
        }
        var digits = 1;
        for (var rest = number; rest >= 10; rest /= 10) {
            digits++;
        }
        var rest = number;
        for (var at = length + digits - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
        return this;
    }

    private void grow(int count) {
        bytes = Arrays.copyOf(bytes, Math.max(length + count, 2 * bytes.length));
    }
}
