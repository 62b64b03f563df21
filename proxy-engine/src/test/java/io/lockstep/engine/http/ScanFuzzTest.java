package io.lockstep.engine.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Any bytes as a head: what a scanner takes is what the grammar says, to the byte, and where the
/// bytes are cut does not matter.
class ScanFuzzTest {

    /// @param step the last one
    /// @param head what was read, where that was DONE
    private record Read(Step step, Optional<Slowly.Head> head) {}

    @FuzzTest(maxDuration = "5m")
    void aRequestIsTakenAsTheGrammarSays(byte[] bytes) {
        var scan = new RequestScan();
        for (var piece : new int[] {bytes.length, 1, 3, 17}) {
            var read =
                    read(
                            bytes,
                            piece,
                            scan::read,
                            taken ->
                                    head(
                                            scan.method() + " " + scan.target(),
                                            scan.fields(),
                                            scan.http11(),
                                            taken));
            scan.clear();

            judge(read, Slowly.request(bytes));
        }
    }

    @FuzzTest(maxDuration = "5m")
    void anAnswerIsTakenAsTheGrammarSays(byte[] bytes) {
        var scan = new AnswerScan();
        for (var piece : new int[] {bytes.length, 1, 3, 17}) {
            var read =
                    read(
                            bytes,
                            piece,
                            scan::read,
                            taken ->
                                    head(
                                            Integer.toString(scan.status()),
                                            scan.fields(),
                                            scan.http11(),
                                            taken));
            scan.clear();

            judge(read, Slowly.answer(bytes));
        }
    }

    /// An empty answer of the grammar means that it is malformed or not whole.
    private static void judge(Read read, Optional<Slowly.Head> grammar) {
        assertThat(read.step() == Step.DONE).isEqualTo(grammar.isPresent());
        assertThat(read.head()).isEqualTo(grammar);
    }

    private static Read read(
            byte[] bytes,
            int piece,
            Function<ByteBuf, Step> scan,
            Function<Integer, Slowly.Head> head) {
        var step = Step.MORE;
        var taken = 0;
        for (var at = 0; at < bytes.length && step == Step.MORE; at += piece) {
            var to = Math.min(bytes.length, at + Math.max(1, piece));
            var in = Unpooled.wrappedBuffer(Arrays.copyOfRange(bytes, at, to));
            step = scan.apply(in);
            taken += to - at - in.readableBytes();
        }
        return new Read(
                step, step == Step.DONE ? Optional.of(head.apply(taken)) : Optional.empty());
    }

    private static Slowly.Head head(String line, FieldScan fields, boolean http11, int taken) {
        var all =
                IntStream.range(0, fields.count())
                        .mapToObj(i ->
                                new Slowly.Field(
                                        text(fields, fields.lineFrom(i), fields.nameTo(i))
                                                .toLowerCase(Locale.ROOT),
                                        text(fields, fields.valueFrom(i), fields.valueTo(i))))
                        .toList();
        return new Slowly.Head(line, all, http11, taken);
    }

    private static String text(FieldScan fields, int from, int to) {
        return new String(fields.bytes(), from, to - from, ISO_8859_1);
    }
}
