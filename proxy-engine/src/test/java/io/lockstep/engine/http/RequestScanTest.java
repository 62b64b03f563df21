package io.lockstep.engine.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestScanTest {
    private static final String PLAIN =
            Pieces.head("POST /a?b HTTP/1.1|Host: a:80|Connection: Close , x|content-LENGTH: 12");

    private final RequestScan scan = new RequestScan();

    @Test
    void saysWhereEverythingLies() {
        assertThat(scan.read(Pieces.bytes(PLAIN))).isEqualTo(Step.DONE);

        assertThat(scan.method()).isEqualTo("POST");
        assertThat(scan.target()).isEqualTo("/a?b");
        assertThat(scan.http11()).isTrue();
        assertThat(scan.fields().count()).isEqualTo(3);
        assertThat(scan.fields().name(2)).isEqualTo(Name.CONTENT_LENGTH);
        assertThat(value(0)).isEqualTo("a:80");
        assertThat(scan.framing().length()).isEqualTo(12);
        assertThat(scan.framing().persists(true)).isFalse();
        assertThat(scan.framing().names()).isTrue();
    }

    @Test
    void whatComesBehindTheHeadIsLeft() {
        var in = Pieces.bytes(PLAIN + "the body");

        assertThat(scan.read(in)).isEqualTo(Step.DONE);

        assertThat(in.toString(ISO_8859_1)).isEqualTo("the body");
    }

    @Test
    void itMayBeCutAnywhere() {
        for (var at = 1; at < PLAIN.length(); at++) {
            scan.clear();

            assertThat(Pieces.cut(PLAIN, at, scan::read)).isEqualTo(Step.DONE);

            assertThat(scan.target()).isEqualTo("/a?b");
            assertThat(scan.fields().count()).isEqualTo(3);
            assertThat(value(1)).isEqualTo("Close , x");
        }
    }

    @Test
    void emptyLinesBeforeTheRequestArePassedOver() {
        assertThat(Pieces.feed("\r\n\r\n" + PLAIN, 1, scan::read)).isEqualTo(Step.DONE);
        assertThat(scan.method()).isEqualTo("POST");
    }

    @Test
    void whitespaceAroundAValueIsNotPartOfIt() {
        var head = "GET / HTTP/1.1\r\nHost:\t a \t\r\nX:\r\nY: b c \r\n\r\n";

        assertThat(Pieces.feed(head, 1, scan::read)).isEqualTo(Step.DONE);

        assertThat(value(0)).isEqualTo("a");
        assertThat(value(1)).isEmpty();
        assertThat(value(2)).isEqualTo("b c");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "GET / HTTP/1.1|Host : a; NAME",
                "GET / HTTP/1.1|Host; NAME",
                "GET / HTTP/1.1|: a; NAME",
                "GET / HTTP/1.1|Ho st: a; NAME",
                "GET / HTTP/1.1|Höst: a; NAME",
                "GET / HTTP/1.1| Host: a; FOLDED",
                "GET / HTTP/1.1|Host: a| b; FOLDED",
                "GET  / HTTP/1.1|Host: a; LINE",
                "GET /  HTTP/1.1|Host: a; VERSION",
                "GET / HTTP/1.1 |Host: a; VERSION",
                "GET / x|Host: a; VERSION",
                "G(T / HTTP/1.1|Host: a; LINE",
                "GET /ä HTTP/1.1|Host: a; LINE",
                "GET /a\\b HTTP/1.1|Host: a; LINE",
                "GET / HTTP/1.2|Host: a; OTHER_VERSION",
                "GET / HTTP/2.0|Host: a; OTHER_VERSION",
                "GET / http/1.1|Host: a; VERSION",
                "GET / HTTP/1.1|X: y; NO_HOST",
                "GET / HTTP/1.1|Host: a|hosT: a; HOSTS",
                "GET / HTTP/1.1|Host: a@b; HOST",
                "GET / HTTP/1.1|Host: a|Content-Length: 1|Content-Length: 1; LENGTHS",
                "GET / HTTP/1.1|Host: a|Content-Length: 1, 1; LENGTH",
                "GET / HTTP/1.1|Host: a|Content-Length: 1234567890123456789; LENGTH",
                "GET / HTTP/1.1|Host: a|Content-Length: 1|Transfer-Encoding: chunked; BOTH",
                "GET / HTTP/1.1|Host: a|Transfer-Encoding: chunked|Content-Length: 1; BOTH",
                "GET / HTTP/1.1|Host: a|Transfer-Encoding: chunked,; CODING",
                "GET / HTTP/1.1|Host: a|Transfer-Encoding: 'chunked'; CODING",
                "GET / HTTP/1.1|Host: a|Transfer-Encoding: gzip|Transfer-Encoding: chunked; CODING",
                "GET / HTTP/1.0|Host: a|Transfer-Encoding: chunked; OLD_CODING"
            })
    void whatCanBeReadInTwoWaysIsAFaultHoweverItComes(String head, Fault fault) {
        for (var size : new int[] {1, 3, 1000}) {
            scan.clear();

            assertThat(Pieces.feed(Pieces.head(head), size, scan::read)).isEqualTo(Step.FAULT);

            assertThat(scan.fault()).isEqualTo(fault);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\nHost: a\r\n\r\n",
                "GET / HTTP/1.1\rHost: a\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\rX: b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\n\n",
                "GET / HTTP/1.1\r\nHost: a\r\n\rX",
                "GET / HTTP/1.1\r\nHost: a\r\nX: \u0000\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nX\u0000: b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nX: \u007f\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nX:\u000bb\r\n\r\n",
                "GET /\u0000 HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET\u0001/ HTTP/1.1\r\nHost: a\r\n\r\n",
                "\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
                "\r\rGET / HTTP/1.1\r\nHost: a\r\n\r\n"
            })
    void aControlByteOrALoneLineEndIsAFault(String head) {
        for (var size : new int[] {1, 3, 1000}) {
            scan.clear();

            assertThat(Pieces.feed(head, size, scan::read)).isEqualTo(Step.FAULT);

            assertThat(scan.fault()).isEqualTo(Fault.CONTROL);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4096, 100_000})
    void lengthsAndNumbersHaveLimits(int size) {
        assertThat(fault("GET /" + "a".repeat(17 << 10), size)).isEqualTo(Fault.LINE_TOO_LONG);
        assertThat(fault("G".repeat(17 << 10), size)).isEqualTo(Fault.LINE_TOO_LONG);
        assertThat(fault("\r\n".repeat(9 << 10), size)).isEqualTo(Fault.LINE_TOO_LONG);
        assertThat(fault(Pieces.head("GET / HTTP/1.1|Host: a|X: " + "a".repeat(65 << 10)), size))
                .isEqualTo(Fault.TOO_LONG);
        assertThat(fault(Pieces.head("GET / HTTP/1.1|Host: a" + "|X: y".repeat(200)), size))
                .isEqualTo(Fault.MANY_FIELDS);
        assertThat(fault(Pieces.head("GET / HTTP/1.1|Connection: " + "a,".repeat(600)), size))
                .isEqualTo(Fault.CONNECTION);
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void aHeadThatComesByteByByteCostsEachByteOnce() {
        var head = Pieces.head("GET / HTTP/1.1|Host: a|X: " + "a".repeat(60 << 10));

        for (var i = 0; i < 20; i++) {
            scan.clear();
            assertThat(Pieces.feed(head, 1, scan::read)).isEqualTo(Step.DONE);
        }
    }

    private Fault fault(String text, int size) {
        scan.clear();
        assertThat(Pieces.feed(text, size, scan::read)).isEqualTo(Step.FAULT);
        return scan.fault();
    }

    private String value(int field) {
        var from = scan.fields().valueFrom(field);
        return new String(scan.bytes(), from, scan.fields().valueTo(field) - from, ISO_8859_1);
    }
}
