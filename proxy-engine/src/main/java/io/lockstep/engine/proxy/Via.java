package io.lockstep.engine.proxy;

import io.lockstep.engine.http.FieldScan;
import io.lockstep.engine.http.Name;

/// Our name in `Via`, different in each process, so that a loop is recognised (RFC 9110 section
/// 7.6.3).
final class Via {
    private final byte[] name;
    private final byte[] from11;
    private final byte[] from10;

    Via(String name) {
        this.name = Words.of(name);
        this.from11 = Words.of("Via: 1.1 " + name + "\r\n");
        this.from10 = Words.of("Via: 1.0 " + name + "\r\n");
    }

    /// The line that says we took a message of that version.
    byte[] line(boolean http11) {
        return http11 ? from11 : from10;
    }

    /// Whether the message has passed here before.
    boolean isIn(FieldScan fields) {
        if (!fields.has(Name.VIA)) {
            return false;
        }
        for (var field = 0; field < fields.count(); field++) {
            if (fields.name(field) == Name.VIA && isIn(fields, field)) {
                return true;
            }
        }
        return false;
    }

    private boolean isIn(FieldScan fields, int field) {
        var last = fields.valueTo(field) - name.length;
        for (var at = fields.valueFrom(field); at <= last; at++) {
            if (startsAt(fields.bytes(), at)) {
                return true;
            }
        }
        return false;
    }

    private boolean startsAt(byte[] bytes, int at) {
        var i = 0;
        while (i < name.length && bytes[at + i] == name[i]) {
            i++;
        }
        return i == name.length;
    }
}
