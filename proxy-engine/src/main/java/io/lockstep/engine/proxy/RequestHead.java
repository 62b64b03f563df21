package io.lockstep.engine.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lockstep.engine.http.FieldScan;
import io.lockstep.engine.http.Name;
import io.lockstep.engine.http.RequestScan;
import io.lockstep.engine.route.Errand;
import java.util.Arrays;
import java.util.Optional;

/// What the head of a connection's current request says. It is read anew for each request and stays
/// as it came until the exchange is over, so that it can be written more than once.
final class RequestHead {
    private static final byte[] GET = Words.of("GET");
    private static final byte[] HEAD = Words.of("HEAD");
    private static final byte[] CONNECT = Words.of("CONNECT");
    private static final byte[] OPTIONS = Words.of("OPTIONS");
    private static final byte[][] REPEATABLE = {
        GET, HEAD, OPTIONS, Words.of("PUT"), Words.of("DELETE"), Words.of("TRACE")
    };
    private static final byte[] WEBSOCKET = Words.of("websocket");
    private static final byte[] REQUEST_ID = Words.of("x-request-id");
    private static final int OURS = Name.set(Name.X_FORWARDED_FOR, Name.X_REAL_IP);
    private static final int OURS_AND_EXPECT =
            Name.set(Name.X_FORWARDED_FOR, Name.X_REAL_IP, Name.EXPECT);

    private final RequestScan scan = new RequestScan();
    private final Target target = new Target();
    private Optional<String> prefix = Optional.empty();
    private byte[] prefixBytes = new byte[0];
    private boolean websocket;

    RequestScan scan() {
        return scan;
    }

    /// Reads what the scanner has found. Answers why the request must not be passed on, if it must
    /// not.
    Optional<Refusal> read(Via via) {
        if (via.isIn(scan.fields())) {
            return Optional.of(
                    Refusal.of(
                            Refusal.Status.LOOP,
                            "The request came back to the proxy that sent it: an upstream address"
                                    + " leads to this proxy."));
        }
        if (isMethod(CONNECT)) {
            return Optional.of(Refusal.bad("it asks for a tunnel"));
        }
        var path = AbsoluteForm.pathFrom(scan);
        if (path < 0) {
            return Optional.of(Refusal.bad("its target names another host than its Host field"));
        }
        if (!readTarget(path)) {
            return Optional.of(Refusal.bad("its target could reach another version"));
        }
        websocket = scan.http11() && scan.framing().upgrade() && asksForWebsocket();
        readPrefix();
        return Optional.empty();
    }

    /// An absolute target may do without a path, and is then one for `/`; with `OPTIONS` it asks
    /// about the server as a whole, which is nothing to route.
    private boolean readTarget(int path) {
        var pathless = path > scan.targetFrom() && !isPath(path);
        if (pathless && !isMethod(OPTIONS)) {
            target.readPathless(scan.bytes(), path, scan.targetTo());
            return true;
        }
        return target.read(scan.bytes(), path, scan.targetTo());
    }

    private boolean isPath(int at) {
        return at < scan.targetTo() && scan.bytes()[at] == '/';
    }

    /// Most connections ask for the same version again and again.
    private void readPrefix() {
        var from = target.prefixFrom();
        var to = target.prefixTo();
        if (!Arrays.equals(scan.bytes(), from, to, prefixBytes, 0, prefixBytes.length)) {
            prefixBytes = Arrays.copyOfRange(scan.bytes(), from, to);
            prefix = to > from ? Optional.of(Words.text(prefixBytes)) : Optional.empty();
        }
    }

    private boolean asksForWebsocket() {
        var found = 0;
        var fields = scan.fields();
        for (var field = 0; field < fields.count(); field++) {
            if (fields.name(field) == Name.UPGRADE) {
                found += fields.valueIs(field, WEBSOCKET) ? 1 : 2;
            }
        }
        return found == 1;
    }

    /// The first segment of the path, when there is one.
    Optional<String> prefix() {
        return prefix;
    }

    Errand errand() {
        return Errand.of(
                scan.bytes(), scan.methodFrom(), scan.methodTo(), target.from(), target.pathTo());
    }

    /// Whether the client speaks HTTP/1.1, so that it understands chunks and 1xx.
    boolean http11() {
        return scan.http11();
    }

    /// What the client calls this request, for a log. Allocates.
    Optional<String> requestId() {
        var fields = scan.fields();
        for (var field = 0; field < fields.count(); field++) {
            if (Name.is(fields.bytes(), fields.lineFrom(field), fields.nameTo(field), REQUEST_ID)) {
                return Optional.of(
                        new String(
                                fields.bytes(),
                                fields.valueFrom(field),
                                fields.valueTo(field) - fields.valueFrom(field),
                                ISO_8859_1));
            }
        }
        return Optional.empty();
    }

    /// Whether the client wants to keep its connection.
    boolean keepAlive() {
        return scan.framing().persists(scan.http11());
    }

    /// Whether no body can follow.
    boolean bodyless() {
        return !scan.framing().chunked() && scan.framing().length() <= 0;
    }

    /// Whether it asks for a WebSocket; every other upgrade is dropped, since requests inside it
    /// would escape the routes.
    boolean websocket() {
        return websocket;
    }

    /// Whether its answer has no body.
    boolean toHead() {
        return isMethod(HEAD);
    }

    /// Whether it may be sent twice.
    boolean repeatable() {
        if (bodyless()) {
            for (var method : REPEATABLE) {
                if (isMethod(method)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isMethod(byte[] method) {
        return Arrays.equals(
                scan.bytes(), scan.methodFrom(), scan.methodTo(), method, 0, method.length);
    }

    /// Writes the head for an upstream.
    ///
    /// @param cut the prefix is not part of the upstream's path
    /// @param authority the upstream's, for a client that named no host
    void write(Outgoing out, boolean cut, String authority, byte[] peer, Via via) {
        out.put(scan.bytes(), scan.methodFrom(), scan.targetFrom());
        writeTarget(out, cut);
        out.put(Words.REQUEST_END);
        var fields = scan.fields();
        if (!fields.has(Name.HOST)) {
            out.put(Words.HOST).put(authority).put(Words.LINE);
        }
        var others = scan.http11() ? OURS : OURS_AND_EXPECT;
        HopByHop.copyRest(fields, scan.framing(), others, out);
        if (scan.framing().chunked()) {
            out.put(Words.CHUNKED);
        } else if (scan.framing().length() >= 0) {
            out.put(Words.LENGTH).put(scan.framing().length()).put(Words.LINE);
        }
        if (websocket) {
            out.put(Words.WEBSOCKET);
        }
        writePeer(out, fields, peer);
        out.put(via.line(scan.http11())).put(Words.LINE);
    }

    private void writeTarget(Outgoing out, boolean cut) {
        if (target.isPathless()) {
            out.put(Words.SLASH).put(scan.bytes(), target.pathTo(), target.to());
            return;
        }
        if (!cut) {
            out.put(scan.bytes(), target.from(), target.to());
            return;
        }
        var rest = target.prefixTo();
        if (rest == target.to() || scan.bytes()[rest] != '/') {
            out.put(Words.SLASH);
        }
        out.put(scan.bytes(), rest, target.to());
    }

    private void writePeer(Outgoing out, FieldScan fields, byte[] peer) {
        out.put(Words.FORWARDED);
        if (fields.has(Name.X_FORWARDED_FOR)) {
            for (var field = 0; field < fields.count(); field++) {
                if (fields.name(field) == Name.X_FORWARDED_FOR
                        && !HopByHop.named(fields, field)
                        && fields.valueTo(field) > fields.valueFrom(field)) {
                    out.put(scan.bytes(), fields.valueFrom(field), fields.valueTo(field))
                            .put(Words.COMMA);
                }
            }
        }
        out.put(peer).put(Words.LINE).put(Words.REAL).put(peer).put(Words.LINE);
    }
}
