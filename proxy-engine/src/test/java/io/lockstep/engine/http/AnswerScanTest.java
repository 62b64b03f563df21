package io.lockstep.engine.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerScanTest {
    private final AnswerScan scan = new AnswerScan();

    @ParameterizedTest
    @ValueSource(
            strings = {"HTTP/1.1 200 OK", "HTTP/1.1 200 ", "HTTP/1.0 200 A b\tü", "HTTP/1.1 200"})
    void readsAStatusHoweverItIsCut(String line) {
        var head = Pieces.head(line + "|Content-Length: 3");
        for (var at = 1; at < head.length(); at++) {
            scan.clear();

            assertThat(Pieces.cut(head, at, scan::read)).isEqualTo(Step.DONE);

            assertThat(scan.status()).isEqualTo(200);
            assertThat(scan.framing().length()).isEqualTo(3);
            assertThat(line).endsWith(text(scan.statusFrom(), scan.lineTo()));
        }
    }

    @Test
    void anInterimAnswerIsFollowedByTheNextHead() {
        var in = Pieces.bytes(Pieces.head("HTTP/1.1 100 Continue") + "HTTP/1.1 204 \r\n\r\n");

        assertThat(scan.read(in)).isEqualTo(Step.DONE);
        assertThat(scan.status()).isEqualTo(100);
        scan.clear();

        assertThat(scan.read(in)).isEqualTo(Step.DONE);
        assertThat(scan.status()).isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "HTTP/1.1 20 OK; STATUS",
                "HTTP/1.1 2000 OK; STATUS",
                "HTTP/1.1 099 OK; STATUS",
                "HTTP/1.1 2x0 OK; STATUS",
                "HTTP/1.1 200OK; STATUS",
                "HTTP/1.1  200 OK; STATUS",
                "HTTP/1.1200 OK; LINE",
                "HTTP/1.1; LINE",
                "HTTP/1.2 200 OK; OTHER_VERSION",
                "HTTP/3.0 200 OK; OTHER_VERSION",
                "SSH-2.0-OpenSSH-9; LINE",
                "ICY/1.1 200 Ok; LINE",
                "http/1.1 200 OK; VERSION",
                "HTTP/1.1 200 OK|a b: c; NAME",
                "HTTP/1.1 200 OK|X : c; NAME",
                "HTTP/1.1 200 OK|X: c| d; FOLDED",
                "HTTP/1.1 200 OK|Content-Length: 5|Content-Length: 5; LENGTHS",
                "HTTP/1.1 200 OK|Content-Length: +5; LENGTH",
                "HTTP/1.1 200 OK|Content-Length: 5|Transfer-Encoding: chunked; BOTH",
                "HTTP/1.1 200 OK|Transfer-Encoding: gzip, chunked; CODING",
                "HTTP/1.0 200 OK|Transfer-Encoding: chunked; OLD_CODING"
            })
    void isReadAsStrictlyAsARequest(String head, Fault fault) {
        for (var size : new int[] {1, 3, 1000}) {
            scan.clear();

            assertThat(Pieces.feed(Pieces.head(head), size, scan::read)).isEqualTo(Step.FAULT);

            assertThat(scan.fault()).isEqualTo(fault);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\nA: b\r\n\r\n",
                "HTTP/1.1 200 OK\rA: b\r\n\r\n",
                "HTTP/1.1 200 O\u0000K\r\n\r\n",
                "HTTP/1.1 200 OK\r\nA: b\nC: d\r\n\r\n",
                "HTTP/1.1 200 OK\r\nA: \u0007\r\n\r\n",
                "HTTP/1.1 200 OK\r\n\n"
            })
    void aControlByteOrALoneLineEndIsAFault(String head) {
        assertThat(Pieces.feed(head, 1, scan::read)).isEqualTo(Step.FAULT);
        assertThat(scan.fault()).isEqualTo(Fault.CONTROL);
    }

    private String text(int from, int to) {
        return new String(scan.bytes(), from, to - from, ISO_8859_1);
    }
}
