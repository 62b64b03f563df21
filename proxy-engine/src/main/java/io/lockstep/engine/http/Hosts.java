package io.lockstep.engine.http;

/// Checks that exactly one `Host` came (RFC 9112 section 3.2); HTTP/1.0 may do without.
final class Hosts {
    private Hosts() {}

    static Fault fault(FieldScan fields, boolean http11) {
        if (!fields.has(Name.HOST)) {
            return http11 ? Fault.NO_HOST : Fault.NONE;
        }
        var found = false;
        for (var field = 0; field < fields.count(); field++) {
            if (fields.name(field) == Name.HOST) {
                if (found) {
                    return Fault.HOSTS;
                }
                found = true;
                if (!isHost(fields, field)) {
                    return Fault.HOST;
                }
            }
        }
        return Fault.NONE;
    }

    private static boolean isHost(FieldScan fields, int field) {
        var from = fields.valueFrom(field);
        var to = fields.valueTo(field);
        return to > from && Octets.skip(fields.bytes(), from, to, Octets.HOST) == to;
    }
}
