package io.lockstep.app.proxy.raw;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.testing.NeedsNginx;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The same raw requests through nginx and through our engine. Whatever both pass on is the same at
/// the upstream, whatever only one of them passes on has a listed reason ([Stricter], [Laxer], or
/// the fault that the letter of RFC 9112 finds in it), and no upstream ever sees what was not sent.
@NeedsNginx
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class RawRequestsIT {
    private static final int MUTATIONS = 2_000;

    private Optional<Lanes> lanes = Optional.empty();

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        lanes = Optional.of(Lanes.start(folder));
    }

    @AfterAll
    void stop() throws Exception {
        lanes.orElseThrow().close();
    }

    @Test
    void whatIsWellFormedIsPassedOnByBothAndTheConnectionKept() throws Exception {
        judge(
                RawRequests.PASSED,
                compared -> {
                    var meant = compared.meant().whole().size();
                    return compared.complaint()
                            .or(() ->
                                    complain(
                                            compared.engine().seen().size() != meant,
                                            "refused by us"))
                            .or(() ->
                                    complain(
                                            compared.nginx().seen().size() != meant,
                                            "refused by nginx"));
                });
    }

    @Test
    void afterTheLastRequestNothingMoreIsRead() throws Exception {
        judge(
                RawRequests.LAST,
                compared ->
                        compared.complaint()
                                .or(() ->
                                        complain(
                                                compared.engine().seen().size() != 1,
                                                "not one request"))
                                .or(() ->
                                        complain(!compared.engine().got().ended(), "still open")));
    }

    @Test
    void whatIsAmbiguousIsRefusedAndTheConnectionClosed() throws Exception {
        judge(
                RawRequests.REFUSED,
                compared ->
                        compared.complaint()
                                .or(() ->
                                        complain(!compared.engine().seen().isEmpty(), "passed on"))
                                .or(() -> complain(!compared.engine().refused(), "not refused"))
                                .or(() ->
                                        complain(!compared.engine().got().ended(), "still open")));
    }

    @Test
    void everyOtherDifferenceHasAListedReason() throws Exception {
        judge(RawRequests.OTHER, Comparison::complaint);
    }

    @Test
    void mutationsOfGoodRequestsAreReadAsOneThingOrRefused() throws Exception {
        judge(RawRequests.mutated(MUTATIONS).toList(), Comparison::complaint);
    }

    @Test
    void whereTheBytesAreCutDoesNotMatter() throws Exception {
        var text = "POST /x HTTP/1.1|Host: a|Transfer-Encoding: chunked||3;a=b|abc|0|X: y||";
        var sent = RawRequests.sent(text);
        var whole = compare(sent, client -> client.send(sent)).engine().toString();

        var complaints = new ConcurrentLinkedQueue<String>();
        Lanes.inParallel(
                IntStream.range(1, sent.length).boxed().toList(),
                at -> {
                    var cut = engine(client -> client.sendCut(sent, at)).toString();
                    if (!cut.equals(whole)) {
                        complaints.add("cut at %d: %s, whole: %s".formatted(at, cut, whole));
                    }
                });

        assertThat(complaints).isEmpty();
    }

    @Test
    void aByteAtATimeIsReadAsOnePacket() throws Exception {
        var cases =
                List.of(RawRequests.PASSED, RawRequests.REFUSED, RawRequests.LAST).stream()
                        .flatMap(List::stream)
                        .filter(one -> one.length() < 300)
                        .toList();
        var complaints = new ConcurrentLinkedQueue<String>();
        Lanes.inParallel(
                cases,
                one -> {
                    var sent = RawRequests.sent(one);
                    var slow = engine(client -> client.sendSlowly(sent));
                    var whole = engine(client -> client.send(sent));
                    if (!slow.essences().equals(whole.essences())
                            || slow.refused() != whole.refused()) {
                        complaints.add("%s: slowly %s, whole %s".formatted(one, slow, whole));
                    }
                });

        assertThat(complaints).isEmpty();
        assertThat(lanes.orElseThrow().rubbishFromEngine()).isEmpty();
    }

    private void judge(List<String> cases, Function<Comparison, Optional<String>> judgement)
            throws Exception {
        var complaints = new ConcurrentLinkedQueue<String>();
        Lanes.inParallel(
                cases,
                one -> {
                    var sent = RawRequests.sent(one);
                    var compared = compare(sent, client -> client.send(sent));
                    judgement
                            .apply(compared)
                            .ifPresent(complaint -> complaints.add(told(one, complaint, compared)));
                });

        assertThat(complaints).isEmpty();
        assertThat(lanes.orElseThrow().rubbishFromEngine()).isEmpty();
    }

    private static String told(String text, String complaint, Comparison compared) {
        var shown = text.length() > 300 ? text.substring(0, 300) + "..." : text;
        return "%n%s%n  %s%n  nginx:  %s%n  engine: %s"
                .formatted(
                        shown.replace("\r", "\\r").replace("\n", "\\n").replace("\u0000", "\\0"),
                        complaint,
                        compared.nginx(),
                        compared.engine());
    }

    private static Optional<String> complain(boolean so, String what) {
        return so ? Optional.of(what) : Optional.empty();
    }

    private Comparison compare(byte[] sent, Lane.Sending sending) throws Exception {
        return lanes.orElseThrow()
                .use(lane -> Comparison.of(sent, lane.nginx(sending), lane.engine(sending)));
    }

    private Outcome engine(Lane.Sending sending) throws Exception {
        return lanes.orElseThrow().use(lane -> lane.engine(sending));
    }
}
