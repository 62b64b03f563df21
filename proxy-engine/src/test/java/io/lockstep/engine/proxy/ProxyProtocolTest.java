package io.lockstep.engine.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ProxyProtocolTest {
    private static final String GET =
            "GET /x HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 9.9.9.9\r\n\r\n";
    private static final byte[] SIGNATURE = HexFormat.of().parseHex("0d0a0d0a000d0a515549540a");

    private final RawUpstream upstream = RawUpstream.start();
    private final Rig rig =
            Rig.listening(
                    "127.0.0.1:0,proxy-protocol=on",
                    upstream.address(),
                    ProxyLimits.standard().withHead(Duration.ofSeconds(2)));

    @AfterEach
    void close() {
        rig.close();
        upstream.close();
    }

    @ParameterizedTest
    @CsvSource({
        "PROXY TCP4 203.0.113.7 10.0.0.1 40000 443, 203.0.113.7",
        "PROXY TCP6 2001:db8::7 2001:db8::1 40000 443, 2001:db8:0:0:0:0:0:7",
        "PROXY TCP6 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"
                + " 65535 65535, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "PROXY UNKNOWN, 127.0.0.1",
        "PROXY UNKNOWN 2001:db8::7 2001:db8::1 40000 443, 127.0.0.1"
    })
    void aLineTellsWhoAsks(String line, String peer) {
        try (var client = rig.client()) {
            client.send(line + "\r\n" + GET);

            saysThePeerIs(peer);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "21, 11, cb0071070a0000019c4001bb, 203.0.113.7",
        "21, 11, cb0071070a0000019c4001bb030004aabbccdd04000100, 203.0.113.7",
        "21, 21, 20010db800000000000000000000000720010db80000000000000000000000019c4001bb,"
                + " 2001:db8:0:0:0:0:0:7",
        "20, 00, '', 127.0.0.1",
        "20, 11, cb0071070a0000019c4001bb, 127.0.0.1",
        "21, 00, '', 127.0.0.1"
    })
    void aBinaryHeaderTellsWhoAsks(String command, String family, String addresses, String peer) {
        try (var client = rig.client()) {
            client.send(binary(command, family, HexFormat.of().parseHex(addresses))).send(GET);

            saysThePeerIs(peer);
        }
    }

    @Test
    void aHeaderMayComeByteForByte() {
        try (var client = rig.client()) {
            for (var b : binary("21", "11", HexFormat.of().parseHex("cb0071070a0000019c4001bb"))) {
                client.send(new byte[] {b});
            }
            client.send(GET);

            saysThePeerIs("203.0.113.7");
        }
    }

    @Test
    void theNextRequestsOfTheConnectionComeFromTheSamePeer() {
        try (var client = rig.client()) {
            client.send("PROXY TCP4 203.0.113.7 10.0.0.1 40000 443\r\n" + GET + GET);
            var server = upstream.next();
            for (var i = 0; i < 2; i++) {
                assertThat(fields(server.head())).contains("\r\nx-real-ip: 203.0.113.7\r\n");
                server.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                client.answer();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
                "PROXY TCP4 203.0.113.7\r\n",
                "PROXY TCP4 203.0.113.999 10.0.0.1 40000 443\r\n",
                "PROXY TCP4 2001:db8::7 10.0.0.1 40000 443\r\n",
                "PROXY TCP4 203.0.113.7 10.0.0.1 40000 99999\r\n",
                "PROXY TCP9 203.0.113.7 10.0.0.1 40000 443\r\n",
                "proxy TCP4 203.0.113.7 10.0.0.1 40000 443\r\n",
                "PROXYTCP4 203.0.113.7 10.0.0.1 40000 443\r\n",
                "\r\n\r\n\u0000\r\nQUIT\nxxxxxx",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n"
            })
    void anythingElseIsClosedAndNeverReadAsARequest(String header) {
        try (var client = rig.client()) {
            client.send(header + GET);

            assertThat(client.rest()).isIn("", "(reset)");
        }
        assertThat(upstream.nobodyWaits()).isTrue();
        assertThat(rig.traffic.reading().requests()).isZero();
    }

    @Test
    void headersHaveALength() {
        try (var longest = rig.client()) {
            longest.send("PROXY UNKNOWN " + "a".repeat(107 - 16) + "\r\n" + GET);
            saysThePeerIs("127.0.0.1");
        }
        closes(("PROXY UNKNOWN " + "a".repeat(200) + "\r\n").getBytes(ISO_8859_1));
        closes(("PROXY UNKNOWN " + "a".repeat(200)).getBytes(ISO_8859_1));
        closes(binary("20", "00", new byte[(8 << 10)]));
        try (var longest = rig.client()) {
            longest.send(binary("20", "00", new byte[4 << 10])).send(GET);
            saysThePeerIs("127.0.0.1");
        }
    }

    @Test
    void aHeaderThatDoesNotComeInTimeEndsTheConnection() {
        try (var silent = rig.client();
                var slow = rig.client()) {
            slow.send("PROXY TCP4 203.");

            assertThat(silent.rest()).isIn("", "(reset)");
            assertThat(slow.rest()).isIn("", "(reset)");
        }
    }

    @Test
    void aDrainEndsThoseThatHaveNotSaidWhoTheyAre() {
        try (var silent = rig.client();
                var served = rig.client()) {
            served.send("PROXY UNKNOWN\r\n" + GET);
            upstream.next().head();

            var drained = rig.proxy.drain().toCompletableFuture();

            assertThat(silent.rest()).isIn("", "(reset)");
            assertThat(drained).isNotDone();
        }
    }

    private void closes(byte[] header) {
        try (var client = rig.client()) {
            var _ = client.trySend(new String(header, ISO_8859_1));
            assertThat(client.rest()).isIn("", "(reset)");
        }
    }

    private void saysThePeerIs(String peer) {
        var fields = fields(upstream.next().head());

        assertThat(fields)
                .contains("\r\nx-real-ip: %s\r\n".formatted(peer))
                .contains("\r\nx-forwarded-for: 9.9.9.9, %s\r\n".formatted(peer));
    }

    private static String fields(String head) {
        return head.toLowerCase(Locale.ROOT);
    }

    private static byte[] binary(String command, String family, byte[] content) {
        var header = new ByteArrayOutputStream();
        header.writeBytes(SIGNATURE);
        header.writeBytes(HexFormat.of().parseHex(command + family));
        header.write(content.length >> 8);
        header.write(content.length);
        header.writeBytes(content);
        return header.toByteArray();
    }
}
