package io.lockstep.engine.proxy;

import io.lockstep.engine.route.Errand;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// What a request's head says, read before its fields are edited.
///
/// @param http11 the client speaks HTTP/1.1, so it understands chunks and 1xx
/// @param websocket it asks for a WebSocket; every other upgrade is dropped, since requests inside
///   it would escape the routes
record RequestHead(
        Target target,
        Errand errand,
        boolean http11,
        boolean keepAlive,
        boolean toHead,
        boolean bodyless,
        boolean repeatable,
        boolean websocket) {
    private static final HttpResponseStatus LOOP_DETECTED =
            HttpResponseStatus.valueOf(508, "Loop Detected");
    private static final String HOST_MARKS = "._~%!$&'()*+;=:[]-";
    private static final Set<HttpMethod> IDEMPOTENT =
            Set.of(
                    HttpMethod.GET,
                    HttpMethod.HEAD,
                    HttpMethod.OPTIONS,
                    HttpMethod.PUT,
                    HttpMethod.DELETE,
                    HttpMethod.TRACE);

    /// Why the request must not be passed on, if it must not.
    static Optional<Refusal> fault(HttpRequest request, String via) {
        if (request.decoderResult().isFailure()) {
            return Optional.of(unreadable(request.decoderResult().cause()));
        }
        var version = request.protocolVersion();
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            return Optional.of(
                    Refusal.of(
                            HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED,
                            "Only HTTP/1.1 and HTTP/1.0 are spoken here."));
        }
        if (looped(request.headers(), via)) {
            return Optional.of(
                    Refusal.of(
                            LOOP_DETECTED,
                            "The request came back to the proxy that sent it: an upstream address"
                                    + " leads to this proxy."));
        }
        if (request.method().equals(HttpMethod.CONNECT)) {
            return Optional.of(Refusal.bad("it asks for a tunnel"));
        }
        return Framing.fault(request).or(() -> host(request)).map(Refusal::bad);
    }

    static Optional<RequestHead> of(HttpRequest request) {
        var headers = request.headers();
        var http11 = request.protocolVersion().equals(HttpVersion.HTTP_1_1);
        var bodyless = Framing.bodyless(headers);
        return Target.parse(request.uri())
                .map(target ->
                        new RequestHead(
                                target,
                                Errand.of(request.method().name(), target.whole()),
                                http11,
                                HttpUtil.isKeepAlive(request),
                                request.method().equals(HttpMethod.HEAD),
                                bodyless,
                                bodyless && IDEMPOTENT.contains(request.method()),
                                http11 && websocket(headers)));
    }

    /// Edits the fields for the upstream.
    void edit(HttpRequest request, String peer, String via) {
        var headers = request.headers();
        HopByHop.remove(headers);
        if (websocket) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE);
            headers.set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET);
        }
        if (!http11) {
            headers.remove(HttpHeaderNames.EXPECT);
        }
        var before = new ArrayList<>(headers.getAll("X-Forwarded-For"));
        before.add(peer);
        headers.set("X-Forwarded-For", String.join(", ", before));
        headers.set("X-Real-IP", peer);
        headers.add(HttpHeaderNames.VIA, (http11 ? "1.1 " : "1.0 ") + via);
        request.setProtocolVersion(HttpVersion.HTTP_1_1);
    }

    private static Refusal unreadable(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException _ ->
                    Refusal.of(
                            HttpResponseStatus.REQUEST_URI_TOO_LONG,
                            "The request line is longer than 16 KiB.");
            case TooLongFrameException _ ->
                    Refusal.of(
                            HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
                            "The header fields are longer than 64 KiB.");
            default -> Refusal.bad(Objects.toString(cause.getMessage(), "it cannot be read"));
        };
    }

    private static Optional<String> host(HttpRequest request) {
        var hosts = request.headers().getAll(HttpHeaderNames.HOST);
        if (hosts.isEmpty()) {
            return request.protocolVersion().equals(HttpVersion.HTTP_1_0)
                    ? Optional.empty()
                    : Optional.of("it has no Host");
        }
        if (hosts.size() > 1) {
            return Optional.of("it has several Host fields");
        }
        return isHost(hosts.getFirst()) ? Optional.empty() : Optional.of("its Host is malformed");
    }

    private static boolean isHost(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            var letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && !(c >= '0' && c <= '9') && HOST_MARKS.indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean looped(HttpHeaders headers, String via) {
        return headers.getAll(HttpHeaderNames.VIA).stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .anyMatch(hop -> hop.strip().endsWith(" " + via));
    }

    private static boolean websocket(HttpHeaders headers) {
        var upgrades = headers.getAll(HttpHeaderNames.UPGRADE);
        return headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                && upgrades.size() == 1
                && upgrades.getFirst().equalsIgnoreCase("websocket");
    }
}
