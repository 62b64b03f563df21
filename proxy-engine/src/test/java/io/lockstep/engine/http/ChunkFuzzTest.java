package io.lockstep.engine.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/// Any bytes as a chunked body: what is taken ends where the grammar says and holds the data that
/// the grammar says, however it comes; and what is passed on as it is means the same again.
class ChunkFuzzTest {
    private static final Set<String> NOT_IN_TRAILERS =
            Set.of("content-length", "transfer-encoding", "host", "connection");

    /// @param taken bytes, where the body was whole
    private record Read(Optional<Integer> taken, String out) {}

    @FuzzTest(maxDuration = "5m")
    void aBodyIsTakenAsTheGrammarSays(byte[] bytes) {
        var grammar = Slowly.chunks(bytes);

        for (var piece : new int[] {bytes.length, 1, 3, 17}) {
            var data = read(bytes, piece, true);
            var framed = read(bytes, piece, false);

            assertThat(data.taken()).isEqualTo(grammar.map(Slowly.Chunked::length));
            assertThat(framed.taken()).isEqualTo(data.taken());
            grammar.ifPresent(whole -> {
                assertThat(data.out()).isEqualTo(whole.data());
                passedOn(framed.out(), whole);
            });
        }
    }

    private static void passedOn(String out, Slowly.Chunked whole) {
        var again = Slowly.chunks(out.getBytes(ISO_8859_1)).orElseThrow();
        assertThat(again.length()).isEqualTo(out.length());
        assertThat(again.data()).isEqualTo(whole.data());
        assertThat(whole.trailers()).containsAll(again.trailers());
        assertThat(again.trailers()).noneMatch(trailer -> NOT_IN_TRAILERS.contains(trailer.name()));
    }

    private static Read read(byte[] bytes, int piece, boolean withoutFraming) {
        var scan = new ChunkScan();
        var out = new Out();
        scan.begin(withoutFraming);
        var taken = 0;
        var good = true;
        for (var at = 0; at < bytes.length && good && !scan.done(); at += piece) {
            var to = Math.min(bytes.length, at + Math.max(1, piece));
            var in = Unpooled.wrappedBuffer(Arrays.copyOfRange(bytes, at, to));
            good = scan.read(in, out);
            taken += to - at - in.readableBytes();
        }
        return new Read(
                good && scan.done() ? Optional.of(taken) : Optional.empty(), out.text.toString());
    }

    /// Keeps all it gets.
    private static final class Out implements Sink {
        private final StringBuilder text = new StringBuilder();

        @Override
        public void pass(ByteBuf in, int bytes) {
            text.append(in.readCharSequence(bytes, ISO_8859_1));
        }

        @Override
        public void put(byte[] bytes, int from, int to) {
            text.append(new String(bytes, from, to - from, ISO_8859_1));
        }
    }
}
