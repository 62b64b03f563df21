package io.lockstep.engine.proxy;

import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.http.AnswerScan;
import io.lockstep.engine.http.Fault;
import io.lockstep.engine.observe.AccessEntry;
import io.lockstep.engine.observe.Ending;
import io.lockstep.engine.observe.Tally;
import io.lockstep.engine.route.Routing.Decision;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import javax.net.ssl.SSLException;

/// One request and its answer, from the decision to the last byte. It lives on its client's event
/// loop; its lease is returned when it ends, whichever way it ends.
final class Exchange {
    private static final Duration RETRY_AFTER_HOLD = Duration.ofSeconds(5);
    private static final Duration RETRY_UNREACHABLE = Duration.ofSeconds(5);
    private static final long UNKNOWN = -1;

    private final ClientConnection client;
    private final Shared shared;
    private final RequestHead head;
    private final long began;
    private final Tally tally;
    private Optional<Held> held = Optional.empty();
    private Optional<Decision.Send> sent = Optional.empty();
    private Optional<UpstreamConnection> upstream = Optional.empty();
    private Optional<AnswerHead> answer = Optional.empty();
    private Optional<Splice> splice = Optional.empty();
    private boolean retried;
    private boolean over;
    private boolean waited;
    private int status;
    private long bytesIn;
    private long bytesOut;
    private long connectNanos = UNKNOWN;
    private long firstByteNanos = UNKNOWN;

    /// The head stays what it is until the exchange is over.
    Exchange(ClientConnection client, Shared shared, RequestHead head) {
        this.client = client;
        this.shared = shared;
        this.head = head;
        this.began = shared.traffic().now();
        this.tally = shared.traffic().begins(shared.routing().current(), head.prefix(), began);
    }

    // From the table.

    void begin() {
        act(decide());
    }

    private Decision decide() {
        return shared.routing().decide(head.prefix(), head.errand());
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
                                    Refusal.Status.NOT_FOUND,
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
            refuse(Refusal.of(Refusal.Status.UNAVAILABLE, e.problem().sentence()));
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
        client.pool().pooled(address()).ifPresentOrElse(this::attach, this::connect);
    }

    private Place address() {
        return client.pool().address(sent.orElseThrow().upstream(), client.listen().upstreamPort());
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
            connection.close();
            return;
        }
        upstream = Optional.of(connection);
        connection.serve(this);
        var send = sent.orElseThrow();
        var out = client.outgoing();
        head.write(
                out,
                send.prefixed() && client.strips(),
                send.upstream().getAuthority(),
                client.peer(),
                shared.via());
        connection.outbox().head(out, head.bodyless() ? 0 : client.bytesAhead());
        client.resume();
    }

    /// Nothing was sent, so the same request may be well in a moment: 503, and not 502. An upstream
    /// that could not prove who it is stays a bad one.
    private void unreachable(Throwable cause) {
        if (over) {
            return;
        }
        if (cause instanceof SSLException) {
            failed("cannot be reached: " + Reasons.of(cause));
        } else {
            fails();
            refuse(
                    Refusal.later(
                            "The upstream %s cannot be reached: %s."
                                    .formatted(named(), Reasons.of(cause)),
                            RETRY_UNREACHABLE),
                    Ending.UPSTREAM_FAILED);
        }
    }

    /// Whether a part of the body can be taken from the client now.
    boolean takesBody() {
        return upstream.isPresent() && upstream.get().isWritable();
    }

    /// Whether reading from the client makes sense: for the body, and after it to see the client
    /// leave; not while bytes of another protocol may come.
    boolean reads() {
        return bodyDone() ? !head.websocket() : takesBody();
    }

    boolean bodyDone() {
        return client.body().done();
    }

    /// Takes what belongs to the body.
    void body(ByteBuf in) {
        var body = client.body();
        var before = body.data();
        var sound = body.read(in, upstream.orElseThrow().outbox());
        took(body.data() - before);
        if (!sound) {
            spoiledBody(body.fault());
        }
    }

    void flushBody() {
        if (upstream.isPresent()) {
            upstream.get().outbox().flush();
            spliceRequest();
        }
    }

    private void spliceRequest() {
        var left = client.body().left();
        if (left >= Splice.LEAST && idle(splice) && client.bytesAhead() == 0) {
            var to = upstream.orElseThrow().channel();
            // An upstream that takes no more may have answered, which reading tells.
            splice = splice(client.channel(), to, left, this::requestMoved, () -> {});
        }
    }

    private Optional<Splice> splice(
            Channel from, Channel to, long bytes, LongConsumer moved, Runnable unsent) {
        return client.epoll().flatMap(epoll -> Splice.begin(epoll, from, to, bytes, moved, unsent));
    }

    private static boolean idle(Optional<Splice> splice) {
        return splice.isEmpty() || splice.get().isOver();
    }

    private void requestMoved(long bytes) {
        client.beat();
        client.body().passed(bytes);
        took(bytes);
    }

    void upstreamWritable() {
        client.resume();
    }

    private void spoiledBody(Fault fault) {
        if (answer.isPresent()) {
            upstream.ifPresent(UpstreamConnection::close);
            end(Ending.CUT);
            client.breakOff(false);
        } else {
            refuse(Refusal.bad("its body is malformed, " + fault.sentence()));
        }
    }

    // From the upstream.

    void interim(AnswerScan info) {
        if (head.http11()) {
            var out = client.outgoing();
            AnswerHead.writeInterim(out, info);
            client.outbox().head(out, 0);
        }
    }

    void unreadable(Fault fault) {
        mustNotPass(fault.sentence());
    }

    private void mustNotPass(String why) {
        failed("answered in a way that must not be passed on: " + why);
    }

    /// @param in what came behind the head
    void answer(AnswerScan scan, ByteBuf in) {
        var fault = AnswerHead.fault(scan, head);
        if (fault.isPresent()) {
            mustNotPass(fault.get());
            return;
        }
        status = scan.status();
        firstByteNanos = shared.traffic().now() - began;
        tally.firstByte(firstByteNanos);
        if (scan.status() >= 500) {
            fails();
        }
        var out = client.outgoing();
        if (AnswerHead.switches(scan)) {
            AnswerHead.writeSwitch(out, scan, shared.via());
            client.outbox().head(out, in.readableBytes());
            tunnel(in);
            return;
        }
        var shape = AnswerHead.of(scan, head, head.keepAlive() && bodyDone() && client.keeps());
        answer = Optional.of(shape);
        shape.write(out, scan, head, shared.via());
        var body = upstream.orElseThrow().body();
        AnswerHead.begin(body, scan, head);
        client.outbox().head(out, body.done() ? 0 : in.readableBytes());
        if (body.done()) {
            answered(in);
        }
    }

    /// Takes what belongs to the body.
    void content(ByteBuf in) {
        var body = upstream.orElseThrow().body();
        var out = client.outbox();
        var before = body.data();
        var sound = body.read(in, answer.orElseThrow().wrapped() ? new Chunked(out) : out);
        gave(body.data() - before);
        if (!sound) {
            upstreamGone("its answer is malformed, " + body.fault().sentence());
        } else if (body.done()) {
            answered(in);
        }
    }

    /// The end of the upstream's connection is the end of the body.
    void endedByClose() {
        if (answer.orElseThrow().wrapped()) {
            new Chunked(client.outbox()).end();
        }
        finish(false);
    }

    /// Whether the client took what there was, so that more may be read.
    boolean answerPassedOn() {
        client.flush();
        spliceAnswer();
        return client.isWritable();
    }

    private void spliceAnswer() {
        var connection = upstream.orElseThrow();
        var left = connection.body().left();
        if (answer.isPresent() && left >= Splice.LEAST && idle(splice)) {
            splice =
                    splice(
                            connection.channel(),
                            client.channel(),
                            left,
                            this::answerMoved,
                            client::close);
        }
    }

    private void answerMoved(long bytes) {
        client.beat();
        var body = upstream.orElseThrow().body();
        body.passed(bytes);
        gave(bytes);
        if (body.done()) {
            answered(Unpooled.EMPTY_BUFFER);
        }
    }

    void clientWritable() {
        upstream.ifPresent(connection -> connection.channel().read());
    }

    /// What comes behind an answer nobody asked for.
    private void answered(ByteBuf in) {
        finish(!in.isReadable());
    }

    private void finish(boolean clean) {
        var shape = answer.orElseThrow();
        var bodyDone = bodyDone();
        end(Ending.answered(status));
        upstream.orElseThrow().release(shape.keepUpstream() && bodyDone && clean);
        client.flush();
        client.ended(shape.keepClient() && bodyDone);
    }

    private void tunnel(ByteBuf in) {
        var connection = upstream.orElseThrow();
        upstream = Optional.empty();
        client.tunnel(connection, in, sent.orElseThrow().name(), this);
    }

    // Ends.

    void upstreamGone(String reason) {
        if (over) {
            return;
        }
        var stale = upstream.isPresent() && upstream.get().wasStale();
        if (answer.isEmpty() && stale && head.repeatable() && !retried) {
            retried = true;
            upstream = Optional.empty();
            connect();
        } else {
            failed("broke off before its answer was complete: " + reason);
        }
    }

    boolean isWith(String version) {
        return sent.filter(send -> send.name().equals(version)).isPresent();
    }

    /// The drain of its version has reached its limit.
    void cut() {
        failed("was cut off, since its drain has reached the limit");
    }

    void upstreamLate(FirstByteLimit.Late late) {
        fails();
        refuse(
                Refusal.of(
                        Refusal.Status.GATEWAY_TIMEOUT,
                        "The upstream %s is late: %s.".formatted(named(), late.getMessage())));
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
            status = Refusal.Status.BAD_GATEWAY.code();
            end(Ending.UPSTREAM_FAILED);
            client.refuse(Refusal.of(Refusal.Status.BAD_GATEWAY, sentence));
        }
    }

    private String named() {
        return address().named();
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

    /// The one place where an exchange ends; the head is still what it was.
    private void end(Ending ending) {
        if (!over) {
            over = true;
            stopHolding();
            splice.ifPresent(Splice::stop);
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
                Words.text(client.peer()),
                head.scan().method(),
                head.scan().target(),
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
                head.requestId());
    }

    private static OptionalLong known(long nanos) {
        return nanos == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(nanos);
    }
}
