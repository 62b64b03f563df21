package io.lockstep.engine.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChunkScanTest {
    private static final String BODY =
            "3;x=y\r\nabc\r\n0010\r\n0123456789abcdef\r\n0;z\r\nT: 1\r\nU: 2\r\n\r\n";

    private final ChunkScan scan = new ChunkScan();
    private final Taken taken = new Taken();

    /// Keeps what it is given.
    private static final class Taken implements Sink {
        private final StringBuilder text = new StringBuilder();

        @Override
        public void pass(ByteBuf in, int bytes) {
            text.append(in.readCharSequence(bytes, ISO_8859_1));
        }

        @Override
        public void put(byte[] bytes, int from, int to) {
            text.append(new String(bytes, from, to - from, ISO_8859_1));
        }

        String take() {
            var all = text.toString();
            text.setLength(0);
            return all;
        }
    }

    @Test
    void aBodyGoesOnByteForByteHoweverItIsCut() {
        for (var at = 1; at < BODY.length(); at++) {
            scan.begin(false);

            assertThat(Pieces.cut(BODY, at, this::read)).isEqualTo(Step.DONE);

            assertThat(taken.take()).isEqualTo(BODY);
            assertThat(scan.data()).isEqualTo(19);
        }
    }

    @Test
    void itsDataCanGoOnAlone() {
        for (var at = 1; at < BODY.length(); at++) {
            scan.begin(true);

            assertThat(Pieces.cut(BODY, at, this::read)).isEqualTo(Step.DONE);

            assertThat(taken.take()).isEqualTo("abc0123456789abcdef");
        }
    }

    @Test
    void whatComesBehindItIsLeft() {
        scan.begin(false);
        var in = Pieces.bytes("1\r\na\r\n0\r\n\r\nGET / HTTP/1.1");

        assertThat(read(in)).isEqualTo(Step.DONE);

        assertThat(in.toString(ISO_8859_1)).isEqualTo("GET / HTTP/1.1");
    }

    @Test
    void trailersThatWouldSaySomethingAboutTheMessageDoNotGoOn() {
        scan.begin(false);

        var step =
                Pieces.feed(
                        "0\r\nContent-Length: 5\r\nX: 1\r\nX-Real-IP: 6.6.6.6\r\nhost: b\r\n\r\n",
                        2,
                        this::read);

        assertThat(step).isEqualTo(Step.DONE);
        assertThat(taken.take()).isEqualTo("0\r\nX: 1\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zz\\r\\n| CHUNK_SIZE",
                "\\r\\n| CHUNK_SIZE",
                "-1\\r\\n| CHUNK_SIZE",
                "0x1\\r\\n| CHUNK_SIZE",
                "1 \\r\\n| CHUNK_SIZE",
                "1\\n| CHUNK_SIZE",
                "1\\rx| CHUNK_SIZE",
                "1234567890123456\\r\\n| CHUNK_SIZE",
                "1;a\\n| EXTENSION",
                "1;a\\rb| CHUNK_SIZE",
                "1\\r\\nab| CHUNK_END",
                "1\\r\\na\\n| CHUNK_END",
                "1\\r\\na\\rx| CHUNK_END",
                "0\\r\\n\\n| TRAILERS",
                "0\\r\\n\\rx| CHUNK_END",
                "0\\r\\nX: y\\n| TRAILERS",
                "0\\r\\nX y: z\\r\\n| TRAILERS",
                "0\\r\\n X: y\\r\\n| TRAILERS_FOLDED",
                "0\\r\\nX: y\\r\\n z\\r\\n| TRAILERS_FOLDED"
            })
    void whatIsMalformedIsAFaultAndNeverComplete(String written, Fault fault) {
        var body = written.replace("\\r", "\r").replace("\\n", "\n");
        for (var size : new int[] {1, 2, 1000}) {
            scan.begin(false);

            assertThat(Pieces.feed(body, size, this::read)).isEqualTo(Step.FAULT);

            assertThat(scan.fault()).isEqualTo(fault);
            assertThat(taken.take()).doesNotContain("0\r\n\r\n");
        }
    }

    @Test
    void extensionsAndTrailersHaveLimits() {
        assertThat(fault(("1;x=" + "y".repeat(1 << 10) + "\r\nz\r\n").repeat(5)))
                .isEqualTo(Fault.EXTENSIONS_TOO_LONG);
        assertThat(fault("0\r\nX: " + "y".repeat(17 << 10) + "\r\n\r\n"))
                .isEqualTo(Fault.TRAILERS_TOO_LONG);
        assertThat(fault("0\r\n" + "X: y\r\n".repeat(201))).isEqualTo(Fault.TRAILERS);
    }

    @Test
    void anyBodyInAnyPiecesHasTheSameData() {
        var random = new Random(4);
        for (var round = 0; round < 300; round++) {
            var data = new StringBuilder();
            var body = randomBody(random, data);
            var size = 1 + random.nextInt(40);
            scan.begin(round % 2 == 0);

            assertThat(Pieces.feed(body, size, this::read)).isEqualTo(Step.DONE);

            assertThat(taken.take()).isEqualTo(round % 2 == 0 ? data.toString() : body);
            assertThat(scan.data()).isEqualTo(data.length());
        }
    }

    private static String randomBody(Random random, StringBuilder data) {
        var body = new StringBuilder();
        for (var chunk = random.nextInt(6); chunk > 0; chunk--) {
            var content = "\r\n0;".repeat(1 + random.nextInt(30));
            var size = Integer.toHexString(content.length());
            body.append(random.nextBoolean() ? size.toUpperCase(Locale.ROOT) : "0" + size)
                    .append(random.nextBoolean() ? ";a=\"b\"" : "")
                    .append("\r\n")
                    .append(content)
                    .append("\r\n");
            data.append(content);
        }
        return body.append("0\r\n")
                .append("Some-Field: value\r\n".repeat(random.nextInt(3)))
                .append("\r\n")
                .toString();
    }

    private Fault fault(String body) {
        scan.begin(false);
        assertThat(Pieces.feed(body, 1000, this::read)).isEqualTo(Step.FAULT);
        return scan.fault();
    }

    private Step read(ByteBuf in) {
        if (!scan.read(in, taken)) {
            return Step.FAULT;
        }
        return scan.done() ? Step.DONE : Step.MORE;
    }
}
