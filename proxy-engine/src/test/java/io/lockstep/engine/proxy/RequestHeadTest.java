package io.lockstep.engine.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.engine.http.RequestScan;
import io.lockstep.engine.http.Step;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A head from the client's bytes to the upstream's.
class RequestHeadTest {
    private static final Via VIA = new Via("lockstep-1");
    private static final byte[] PEER = Words.of("9.9.9.9");
    private static final String OURS =
            "X-Forwarded-For: 9.9.9.9\r\nX-Real-IP: 9.9.9.9\r\nVia: 1.1 lockstep-1\r\n\r\n";

    private final RequestHead head = new RequestHead();

    @Test
    void thePrefixIsCutAndNothingElseOfTheTargetChanges() {
        read("GET /v1//a/%41?/v1/ HTTP/1.1", "Host: a");
        assertThat(written(true)).isEqualTo("GET //a/%41?/v1/ HTTP/1.1\r\nHost: a\r\n" + OURS);
        assertThat(written(false)).startsWith("GET /v1//a/%41?/v1/ HTTP/1.1\r\n");

        read("GET /v1?x HTTP/1.1", "Host: a");
        assertThat(written(true)).startsWith("GET /?x HTTP/1.1\r\n");

        read("GET /v1 HTTP/1.1", "Host: a");
        assertThat(written(true)).startsWith("GET / HTTP/1.1\r\n");
    }

    @Test
    void fieldsThatEndHereAreLeftOutAndTheOthersKeepTheirBytes() {
        read(
                "GET / HTTP/1.1",
                "A:  1 ",
                "Connection: keep-alive,,b , C",
                "Host: a",
                "b: 2",
                "c: 3",
                "BB: 4",
                "Keep-Alive: 1",
                "Proxy-Authorization: 2",
                "TE: trailers",
                "Upgrade: h2c",
                "D:5");

        assertThat(written(true))
                .isEqualTo("GET / HTTP/1.1\r\nA:  1 \r\nHost: a\r\nBB: 4\r\nD:5\r\n" + OURS);
    }

    @Test
    void aClientCannotMakeUsForgetItsHostOrItsLength() {
        read(
                "POST / HTTP/1.1",
                "Host: a",
                "Connection: host, content-length, transfer-encoding, x-forwarded-for",
                "X-Forwarded-For: 6.6.6.6",
                "Content-Length:\t 007\t");

        assertThat(written(true))
                .isEqualTo("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 7\r\n" + OURS);
    }

    @Test
    void whatWasForwardedBeforeStaysBeforeThePeer() {
        read(
                "GET / HTTP/1.1",
                "Host: a",
                "X-Forwarded-For: 1.1.1.1",
                "x-real-ip: 6.6.6.6",
                "x-forwarded-for: 2.2.2.2, 3.3.3.3",
                "X-Forwarded-For:");

        assertThat(written(true))
                .contains("\r\nX-Forwarded-For: 1.1.1.1, 2.2.2.2, 3.3.3.3, 9.9.9.9\r\n")
                .doesNotContain("6.6.6.6");
    }

    @Test
    void anOldClientIsSpokenForInOurVersion() {
        read("GET /v1/x HTTP/1.0", "Expect: 100-continue");

        assertThat(written(true))
                .startsWith("GET /x HTTP/1.1\r\nHost: up:80\r\nX-Forwarded-For")
                .contains("Via: 1.0 lockstep-1");
    }

    @Test
    void onlyOneKindOfUpgradeGoesOn() {
        read("GET / HTTP/1.1", "Host: a", "Connection: x, Upgrade", "Upgrade: WebSocket");
        assertThat(written(true)).contains("Connection: upgrade\r\nUpgrade: websocket\r\n");

        read("GET / HTTP/1.1", "Host: a", "Connection: upgrade", "Upgrade: websocket, h2c");
        assertThat(written(true)).doesNotContainIgnoringCase("upgrade");

        read("GET / HTTP/1.1", "Host: a", "Upgrade: websocket");
        assertThat(written(true)).doesNotContainIgnoringCase("upgrade");
    }

    @Test
    void anyHeadSurvivesTheWay() {
        var random = new Random(4);
        for (var round = 0; round < 500; round++) {
            var lines = new ArrayList<>(List.of("GET /v1/a HTTP/1.1", "Host: a"));
            for (var field = random.nextInt(40); field > 0; field--) {
                lines.add(1 + random.nextInt(lines.size()), field(random));
            }
            read(lines.toArray(String[]::new));

            var sent = written(true);

            lines.set(0, "GET /a HTTP/1.1");
            assertThat(sent).isEqualTo(String.join("\r\n", lines) + "\r\n" + OURS);
            var again = new RequestScan();
            assertThat(again.read(Unpooled.copiedBuffer(sent, ISO_8859_1))).isEqualTo(Step.DONE);
            assertThat(again.fields().count()).isEqualTo(lines.size() - 1 + 3);
        }
    }

    private static String field(Random random) {
        var name = new StringBuilder("x");
        for (var i = random.nextInt(20); i > 0; i--) {
            name.append("abcZ09-_!#$%&'*+.^`|~".charAt(random.nextInt(21)));
        }
        var value = new StringBuilder();
        for (var i = random.nextInt(60); i > 0; i--) {
            var c = (char) (' ' + random.nextInt(224));
            value.append(c == 0x7f ? '\t' : c);
        }
        return name + ":" + value;
    }

    private void read(String... lines) {
        head.scan().clear();
        var text = String.join("\r\n", lines) + "\r\n\r\n";
        assertThat(head.scan().read(Unpooled.copiedBuffer(text, ISO_8859_1))).isEqualTo(Step.DONE);
        assertThat(head.read(VIA)).isEmpty();
    }

    private String written(boolean cut) {
        var out = new Outgoing();
        head.write(out, cut, "up:80", PEER, VIA);
        return new String(out.bytes(), 0, out.length(), ISO_8859_1);
    }
}
