package io.lockstep.app.proxy.raw;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.testing.NeedsNginx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The same raw answers of an upstream through nginx and through our engine to a raw client. A good
/// one arrives as the same thing, a broken one never as a whole one, an ambiguous one never, and
/// what an upstream sends too much is nobody's answer.
@NeedsNginx
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class RawAnswersIT {
    private Optional<Lanes> lanes = Optional.empty();

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        lanes = Optional.of(Lanes.start(folder));
    }

    @AfterAll
    void stop() throws Exception {
        lanes.orElseThrow().close();
    }

    /// What both made of a case.
    private record Both(Optional<Received> nginx, Optional<Received> engine) {}

    @Test
    void aGoodAnswerArrivesAsThroughNginx() throws Exception {
        var complaints = new ConcurrentLinkedQueue<String>();
        Lanes.inParallel(
                RawAnswers.GOOD,
                one -> {
                    var both = answered(one);
                    var wanted = Optional.of(new Received(one.status(), one.body(), true, ""));
                    if (!both.engine().equals(wanted) || !both.nginx().equals(wanted)) {
                        complaints.add(told(one, both));
                    }
                });

        assertThat(complaints).isEmpty();
    }

    @Test
    void whatAnUpstreamSendsTooMuchIsNobodysAnswer() throws Exception {
        var complaints = new ConcurrentLinkedQueue<String>();
        Lanes.inParallel(
                RawAnswers.MORE_THAN_ASKED,
                one -> lanes.orElseThrow().use(lane -> complaints.addAll(tooMuch(lane, one))));

        assertThat(complaints).isEmpty();
    }

    @Test
    void aBrokenAnswerIsNeverWholeAtTheClient() throws Exception {
        var complaints = new ConcurrentLinkedQueue<String>();
        Lanes.inParallel(
                RawAnswers.BROKEN,
                one -> {
                    var both = answered(one);
                    var whole = both.engine().filter(got -> got.whole() && got.status() < 500);
                    if (whole.isPresent()) {
                        complaints.add(told(one, both));
                    }
                });

        assertThat(complaints).isEmpty();
    }

    @Test
    void anAmbiguousAnswerIsNeverPassedOn() throws Exception {
        var complaints = new ConcurrentLinkedQueue<String>();
        Lanes.inParallel(
                RawAnswers.REFUSED,
                one -> {
                    var both = answered(one);
                    if (both.engine()
                            .map(Received::status)
                            .filter(status -> status == 502)
                            .isEmpty()) {
                        complaints.add(told(one, both));
                    }
                });

        assertThat(complaints).isEmpty();
    }

    /// Interim answers mean nothing to it (RFC 9110, section 15.2), and neither do chunks.
    @Test
    void aClientOfHttp10GetsNeitherInterimAnswersNorChunks() throws Exception {
        var raw =
                List.of(
                        "HTTP/1.1 103 Early||HTTP/1.1 200 OK|Transfer-Encoding: chunked||3|abc|0||");
        for (var bytes : raw) {
            var one = new RawAnswers.Case("GET", bytes, false, 200, "abc");

            var got =
                    lanes.orElseThrow()
                            .use(lane -> got(lane, one, "GET /x HTTP/1.0|Host: a||"))
                            .engine();

            assertThat(got.statuses()).containsExactly(200);
            assertThat(got.bytes()).doesNotContainIgnoringCase("chunked").endsWith("\r\n\r\nabc");
            assertThat(got.ended()).isTrue();
        }
    }

    /// The next request takes the same way behind the same upstream.
    private static List<String> tooMuch(Lane lane, RawAnswers.Case one) throws IOException {
        var both = answered(lane, one);
        var next = answered(lane, RawAnswers.GOOD.getFirst());
        var clean = next.engine().filter(got -> got.body().equals("abcde")).isPresent();
        var wanted = Optional.of(new Received(one.status(), one.body(), true, ""));
        return both.engine().equals(wanted) && clean
                ? List.of()
                : List.of(told(one, both) + ", next " + next.engine());
    }

    private Both answered(RawAnswers.Case one) throws Exception {
        return lanes.orElseThrow().use(lane -> answered(lane, one));
    }

    private static Both answered(Lane lane, RawAnswers.Case one) throws IOException {
        var got = got(lane, one, one.method() + " /x HTTP/1.1|Host: a||");
        var toHead = one.method().equals("HEAD");
        return new Both(Received.of(got.nginx(), toHead), Received.of(got.engine(), toHead));
    }

    private record Raw(RawClient.Got nginx, RawClient.Got engine) {}

    private static Raw got(Lane lane, RawAnswers.Case one, String request) throws IOException {
        var sent = RawRequests.bytes(request);
        answering(lane, one.script());
        var nginx = lane.nginx(client -> client.send(sent)).got();
        var engine = lane.engine(client -> client.send(sent)).got();
        answering(lane, RecordingUpstream.OK);
        return new Raw(nginx, engine);
    }

    private static void answering(Lane lane, RecordingUpstream.Script script) throws IOException {
        lane.behindNginx().answering(script);
        lane.behindEngine().answering(script);
    }

    private static String told(RawAnswers.Case one, Both both) {
        return "%n%s %s (closes: %s)%n  nginx:  %s%n  engine: %s"
                .formatted(one.method(), one.bytes(), one.closes(), both.nginx(), both.engine());
    }
}
