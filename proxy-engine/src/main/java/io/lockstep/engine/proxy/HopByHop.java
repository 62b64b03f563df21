package io.lockstep.engine.proxy;

import io.lockstep.engine.http.FieldScan;
import io.lockstep.engine.http.Framing;
import io.lockstep.engine.http.Lists;
import io.lockstep.engine.http.Name;

/// Copies the fields that go on, in runs as long as can be. Left out are those that end at us: the
/// fixed ones and those `Connection` names (RFC 9110 section 7.6.1), and those we write ourselves.
final class HopByHop {
    /// Where a message ends is written anew, in the plainest form.
    private static final int ALWAYS =
            Name.set(
                    Name.CONNECTION,
                    Name.KEEP_ALIVE,
                    Name.PROXY_CONNECTION,
                    Name.PROXY_AUTHENTICATE,
                    Name.PROXY_AUTHORIZATION,
                    Name.TE,
                    Name.UPGRADE,
                    Name.CONTENT_LENGTH,
                    Name.TRANSFER_ENCODING);

    private HopByHop() {}

    /// @param others what else is left out, a set of names
    static void copyRest(FieldScan fields, Framing framing, int others, Outgoing out) {
        var left = ALWAYS | others;
        var from = fields.from();
        for (var field = 0; field < fields.count(); field++) {
            var name = fields.name(field);
            if (Name.in(left, name) || (framing.names() && named(fields, field))) {
                out.put(fields.bytes(), from, fields.lineFrom(field));
                from = fields.lineTo(field);
            }
        }
        out.put(fields.bytes(), from, fields.end() - 2);
    }

    /// Whether `Connection` names that field. A client cannot make us forget its `Host`.
    static boolean named(FieldScan fields, int field) {
        if (fields.name(field) == Name.HOST) {
            return false;
        }
        for (var other = 0; other < fields.count(); other++) {
            if (fields.name(other) == Name.CONNECTION
                    && Lists.contains(
                            fields.bytes(),
                            fields.valueFrom(other),
                            fields.valueTo(other),
                            fields.lineFrom(field),
                            fields.nameTo(field))) {
                return true;
            }
        }
        return false;
    }
}
