package io.lockstep.engine.proxy;

import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.observe.AccessEntry;
import io.lockstep.engine.observe.Ending;
import io.lockstep.engine.observe.Tally;
import io.lockstep.engine.route.Routing.Decision;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// One request and its answer, from the decision to the last byte. It lives on its client's event
/// loop; its lease is returned when it ends, whichever way it ends.
final class Exchange {
    private static final Duration RETRY_AFTER_HOLD = Duration.ofSeconds(5);
    private static final long UNKNOWN = -1;

    private final ClientConnection client;
    private final Shared shared;
    private final HttpRequest request;
    private final RequestHead head;
    private final long began;
    private final Tally tally;
    private Optional<Held> held = Optional.empty();
    private Optional<Decision.Send> sent = Optional.empty();
    private Optional<UpstreamConnection> upstream = Optional.empty();
    private Optional<AnswerHead> answer = Optional.empty();
    private boolean bodyDone;
    private boolean retried;
    private int status;
    private boolean over;
    private boolean waited;
    private long bytesIn;
    private long bytesOut;
    private long connectNanos = UNKNOWN;
    private long firstByteNanos = UNKNOWN;

    /// The head's fields are edited already.
    Exchange(ClientConnection client, Shared shared, HttpRequest request, RequestHead head) {
        this.client = client;
        this.shared = shared;
        this.request = request;
        this.head = head;
        this.began = shared.traffic().now();
        this.tally =
                shared.traffic().begins(shared.routing().current(), head.target().prefix(), began);
    }

    // From the table.

    void begin() {
        act(decide());
    }

    private Decision decide() {
        return shared.routing().decide(head.target().prefix(), head.errand());
    }

    private void act(Decision decision) {
        switch (decision) {
            case Decision.Send send -> send(send);
            case Decision.Wait(var limit) -> hold(limit);
            case Decision.Refuse(var retryAfter) ->
                    refuse(
                            Refusal.later(
                                    "Versions are changing and no request is taken meanwhile.",
                                    retryAfter));
            case Decision.NoRoute() ->
                    refuse(
                            Refusal.of(
                                    HttpResponseStatus.NOT_FOUND,
                                    "No route takes this path and there is no default route."));
        }
    }

    private void hold(Duration limit) {
        shared.routing().counters().held().increment();
        waited = true;
        tally.waited();
        held =
                Optional.of(
                        Held.in(
                                shared.routing(),
                                client.loop(),
                                limit,
                                this::decideAgain,
                                this::heldTooLong));
        decideAgain();
    }

    private void decideAgain() {
        if (over || held.isEmpty()) {
            return;
        }
        try {
            var decision = decide();
            if (!(decision instanceof Decision.Wait)) {
                stopHolding();
                act(decision);
            }
        } catch (ProblemException e) {
            refuse(Refusal.of(HttpResponseStatus.BAD_GATEWAY, e.problem().sentence()));
        }
    }

    private void heldTooLong() {
        if (!over && held.isPresent()) {
            shared.routing().counters().refused().increment();
            refuse(
                    Refusal.later(
                            "The request waited for another version as long as is allowed.",
                            RETRY_AFTER_HOLD),
                    Ending.HELD_TOO_LONG);
        }
    }

    private void stopHolding() {
        held.ifPresent(Held::close);
        held = Optional.empty();
    }

    // To the upstream.

    private void send(Decision.Send send) {
        sent = Optional.of(send);
        if (send.bridged()) {
            tally.bridged();
        }
        var target = head.target();
        request.setUri(send.prefixed() ? target.rest() : target.whole());
        if (!request.headers().contains(HttpHeaderNames.HOST)) {
            request.headers().set(HttpHeaderNames.HOST, send.upstream().getAuthority());
        }
        client.pool().pooled(address()).ifPresentOrElse(this::attach, this::connect);
    }

    private InetSocketAddress address() {
        return client.pool().address(sent.orElseThrow().upstream(), client.upstreamPort());
    }

    private void connect() {
        var since = shared.traffic().now();
        client.pool()
                .connect(
                        address(),
                        connection -> {
                            connectNanos = shared.traffic().now() - since;
                            tally.connected(connectNanos);
                            attach(connection);
                        },
                        this::unreachable);
    }

    private void attach(UpstreamConnection connection) {
        if (over) {
            connection.release(true);
            return;
        }
        upstream = Optional.of(connection);
        connection.serve(this, head.toHead());
        var _ = connection.channel().write(request);
        if (head.bodyless()) {
            var _ = connection.channel().write(LastHttpContent.EMPTY_LAST_CONTENT);
        }
        connection.channel().flush();
        client.resume();
    }

    private void unreachable(Throwable cause) {
        if (!over) {
            failed("cannot be reached: " + Reasons.of(cause));
        }
    }

    /// Whether a part of the body can be taken from the client now.
    boolean takesBody() {
        return head.bodyless() || upstream.filter(UpstreamConnection::isWritable).isPresent();
    }

    /// Whether reading from the client makes sense: for the body, and after it to see the client
    /// leave; not while bytes of another protocol may come.
    boolean reads() {
        return bodyDone ? !head.websocket() : takesBody();
    }

    boolean bodyDone() {
        return bodyDone;
    }

    void body(HttpContent content) {
        if (content.decoderResult().isFailure()) {
            content.release();
            spoiledBody(content.decoderResult().cause());
            return;
        }
        took(content.content().readableBytes());
        bodyDone = content instanceof LastHttpContent;
        if (head.bodyless() || upstream.isEmpty()) {
            content.release();
        } else {
            var _ = upstream.get().channel().write(content);
        }
    }

    void flushBody() {
        upstream.ifPresent(connection -> connection.channel().flush());
    }

    void upstreamWritable() {
        client.resume();
    }

    private void spoiledBody(Throwable cause) {
        if (answer.isPresent()) {
            end(Ending.CUT);
            client.breakOff(false);
        } else {
            refuse(Refusal.bad("its body is malformed, " + Reasons.of(cause)));
        }
    }

    // From the upstream.

    void interim(HttpResponse info) {
        if (head.http11() && answer.isEmpty()) {
            HopByHop.remove(info.headers());
            client.write(
                    new DefaultFullHttpResponse(
                            HttpVersion.HTTP_1_1,
                            info.status(),
                            Unpooled.EMPTY_BUFFER,
                            info.headers(),
                            EmptyHttpHeaders.INSTANCE));
        }
    }

    void answer(HttpResponse response) {
        var fault = AnswerHead.fault(response, head);
        if (fault.isPresent() || answer.isPresent()) {
            failed("answered in a way that must not be passed on: " + fault.orElse("twice"));
            return;
        }
        status = response.status().code();
        firstByteNanos = shared.traffic().now() - began;
        tally.firstByte(firstByteNanos);
        if (response.status().code() >= 500) {
            fails();
        }
        if (response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
            tunnel(response);
            return;
        }
        var keep = head.keepAlive() && bodyDone && client.keeps();
        answer = Optional.of(AnswerHead.edit(response, head, keep, shared.via()));
        client.answerTo(head.toHead());
        client.write(response);
    }

    void content(HttpContent content) {
        if (answer.isEmpty()) {
            content.release();
        } else if (content.decoderResult().isFailure()) {
            content.release();
            upstreamGone("its answer is malformed");
        } else {
            gave(content.content().readableBytes());
            if (content instanceof LastHttpContent) {
                answered(content);
            } else {
                client.write(content);
            }
        }
    }

    /// Whether the client took what there was, so that more may be read.
    boolean answerPassedOn() {
        client.flush();
        return client.isWritable();
    }

    void clientWritable() {
        upstream.ifPresent(connection -> connection.channel().read());
    }

    private void answered(HttpContent last) {
        var shape = answer.orElseThrow();
        var connection = upstream.orElseThrow();
        end(Ending.answered(status));
        connection.release(shape.keepUpstream() && bodyDone);
        client.write(last);
        client.flush();
        client.ended(shape.keepClient() && bodyDone);
    }

    private void tunnel(HttpResponse response) {
        var connection = upstream.orElseThrow();
        upstream = Optional.empty();
        client.tunnel(response, connection, this);
    }

    // Ends.

    void upstreamGone(String reason) {
        if (over) {
            return;
        }
        var stale = upstream.filter(UpstreamConnection::wasStale).isPresent();
        if (answer.isEmpty() && stale && head.repeatable() && !retried) {
            retried = true;
            upstream = Optional.empty();
            connect();
        } else {
            failed("broke off before its answer was complete: " + reason);
        }
    }

    void tunnelEnded() {
        end(Ending.SWITCHED);
    }

    void clientGone() {
        end(Ending.CLIENT_GONE);
        upstream.ifPresent(UpstreamConnection::close);
    }

    private void failed(String how) {
        fails();
        var begun = answer;
        var sentence = "The upstream %s %s.".formatted(named(), how);
        upstream.ifPresent(UpstreamConnection::close);
        if (begun.isPresent()) {
            end(Ending.CUT);
            client.breakOff(begun.get().endsByClose());
        } else {
            status = HttpResponseStatus.BAD_GATEWAY.code();
            end(Ending.UPSTREAM_FAILED);
            client.refuse(Refusal.of(HttpResponseStatus.BAD_GATEWAY, sentence));
        }
    }

    private String named() {
        var address = address();
        return address.getHostString() + ":" + address.getPort();
    }

    void refuse(Refusal refusal) {
        refuse(refusal, refusal.ending());
    }

    private void refuse(Refusal refusal, Ending ending) {
        upstream.ifPresent(UpstreamConnection::close);
        status = refusal.status().code();
        end(ending);
        client.refuse(refusal);
    }

    private void fails() {
        sent.ifPresent(send -> send.totals().errors().increment());
    }

    private void end(Ending ending) {
        if (!over) {
            over = true;
            stopHolding();
            sent.ifPresent(send -> send.done().run());
            if (shared.traffic().ends(tally, ending)) {
                shared.traffic().log(entry(ending));
            }
        }
    }

    // What is counted and told of it.

    void took(long bytes) {
        bytesIn += bytes;
        tally.took(bytes);
    }

    void gave(long bytes) {
        bytesOut += bytes;
        tally.gave(bytes);
    }

    private AccessEntry entry(Ending ending) {
        return new AccessEntry(
                Instant.now(),
                client.listener(),
                client.peer(),
                request.method().name(),
                head.target().whole(),
                tally.version(),
                sent.map(Decision.Send::name),
                sent.map(Decision.Send::generation).orElse(0L),
                status,
                ending,
                waited,
                sent.filter(Decision.Send::bridged).isPresent(),
                bytesIn,
                bytesOut,
                known(connectNanos),
                known(firstByteNanos),
                shared.traffic().now() - began,
                Optional.ofNullable(request.headers().get("X-Request-ID")));
    }

    private static OptionalLong known(long nanos) {
        return nanos == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(nanos);
    }
}
