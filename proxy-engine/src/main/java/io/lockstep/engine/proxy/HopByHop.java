package io.lockstep.engine.proxy;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;

/// Removes the fields that end at us: the fixed ones and those `Connection` names (RFC 9110,
/// section 7.6.1). `Transfer-Encoding` stays, since it tells the codec how to frame the body.
final class HopByHop {
    private static final List<CharSequence> FIELDS =
            List.of(
                    HttpHeaderNames.CONNECTION,
                    "keep-alive",
                    "proxy-connection",
                    HttpHeaderNames.PROXY_AUTHENTICATE,
                    HttpHeaderNames.PROXY_AUTHORIZATION,
                    HttpHeaderNames.TE,
                    HttpHeaderNames.UPGRADE);

    private HopByHop() {}

    static void remove(HttpHeaders headers) {
        for (var named : headers.getAll(HttpHeaderNames.CONNECTION)) {
            for (var field : named.split(",", -1)) {
                var name = field.strip();
                if (!name.isEmpty() && !framing(name)) {
                    headers.remove(name);
                }
            }
        }
        FIELDS.forEach(headers::remove);
    }

    /// A client that names these in `Connection` must not change where a message ends.
    private static boolean framing(String name) {
        return name.equalsIgnoreCase("transfer-encoding")
                || name.equalsIgnoreCase("content-length")
                || name.equalsIgnoreCase("host");
    }
}
