package io.lockstep.app.proxy.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.lockstep.chain.problem.ProblemException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NginxGrammarTest {
    private static final List<String> BITS =
            List.of(
                    "{",
                    "}",
                    ";",
                    "'",
                    "\"",
                    "\\",
                    "#",
                    "$",
                    "${",
                    "\n",
                    "\r\n",
                    " ",
                    "\0",
                    "é",
                    "http",
                    "server",
                    "listen",
                    "location",
                    "/",
                    "proxy_pass",
                    "http://",
                    "upstream",
                    "[",
                    "]:",
                    "999999999999",
                    "%",
                    "=",
                    "~",
                    "map",
                    "client_max_body_size",
                    "\ud800");

    @Test
    void wordsQuotesCommentsAndLinesAreReadAsNginxReadsThem() {
        var read =
                NginxGrammar.read(
                        "# {\nadd_header a#b \"c;\n}\" 'it\\'s' d\\ e ${x}y; # }\nblock { in; }\n\nlast;");

        assertThat(read).extracting(Directive::line).containsExactly(2, 4, 6);
        assertThat(read.getFirst().words())
                .containsExactly("a#b", "c;\n}", "it's", "d\\ e", "${x}y");
        assertThat(read.get(1).inside()).extracting(Directive::name).containsExactly("in");
        assertThat(read.getLast().block()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a;}b | line 1: this } closes nothing",
                "http {@ a; | line 2: the file ends and the { of line 1 is not closed",
                "http {@ a } | line 2: a ; is missing before this }",
                "a@b | line 2: the file ends inside the directive that begins in line 1",
                "a;@; | line 2: nothing stands before this ;",
                "{ | line 1: nothing stands before this {",
                "a 'b@c; | line 2: the quote of line 1 is not closed",
                "a 'b'c; | line 1: a space is missing after the closing quote"
            })
    void whatCannotBeReadIsNamedWithItsLine(String text, String words) {
        assertThatThrownBy(() -> NginxGrammar.read(text.replace("@", "\n")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(words);
    }

    @Test
    void depthAndLengthAreBounded() {
        assertThatThrownBy(() -> NginxGrammar.read("a{".repeat(100_000)))
                .hasMessageContaining("nested deeper");
        assertThatThrownBy(() -> NginxGrammar.read("a".repeat(100_000)))
                .hasMessageContaining("longer than 4096");
        assertThatThrownBy(() -> NginxGrammar.read(" ".repeat(2_000_000)))
                .hasMessageContaining("larger than 1 MiB");
    }

    /// Whatever is done to a good file, it is imported or refused with a line, and what was
    /// understood can be told to the engine or not, written, and read back as the same.
    @Test
    void garbledFilesAreRefusedWithALineOrUnderstood() {
        for (var seed = 0; seed < 5_000; seed++) {
            var random = new SplittableRandom(seed);
            var text = garbled(random.nextBoolean() ? Confs.seed() : Confs.twoPort(), random);

            var thrown = catchThrowable(() -> through(text));

            if (thrown != null) {
                assertThat(thrown).as("seed %d", seed).isInstanceOf(ProblemException.class);
                assertThat(thrown).hasMessageMatching("(?s).*line \\d+: .*");
            }
        }
    }

    private static void through(String text) {
        var front = NginxImport.of(text).front();

        var back = NginxImport.of(NginxFile.of(front)).front();

        EngineFlags.of(front);
        assertThat(back.listeners()).isEqualTo(front.listeners());
    }

    private static String garbled(String text, SplittableRandom random) {
        var garbled = new StringBuilder(text);
        for (var change = random.nextInt(1, 8); change > 0; change--) {
            var at = random.nextInt(garbled.length() + 1);
            var end = Math.min(garbled.length(), at + random.nextInt(1, 40));
            switch (random.nextInt(4)) {
                case 0 -> garbled.delete(at, end);
                case 1 -> garbled.insert(at, garbled.substring(at, end));
                case 2 -> garbled.setLength(Math.max(at, 1));
                default -> garbled.insert(at, BITS.get(random.nextInt(BITS.size())));
            }
        }
        return garbled.toString();
    }
}
