package io.lockstep.app.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.fail;

import io.lockstep.app.testing.Numbers;
import io.lockstep.chain.problem.ProblemException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Whatever one element of a document becomes, reading never fails and never tells a number that
/// the whole document does not tell in that field.
class GarbledDocumentTest {
    private static final List<String> GARBLED =
            List.of(
                    "",
                    "N/A",
                    "[N/A]",
                    "[Not Supported]",
                    "[Unknown Error]",
                    "ERR!",
                    "GPU is lost",
                    "garbage",
                    "12 furlongs",
                    "1e99 MiB",
                    "-",
                    "NaN",
                    "999999999999999999999 MiB",
                    "12 34 MiB",
                    "\u0663 MiB");

    @Test
    void noElementOfOurOwnDocumentsInventsANumber() throws Exception {
        for (var document : Documents.OWN) {
            everyElement(document, GARBLED);
        }
    }

    @Test
    void noElementOfARecordedDocumentInventsANumber() throws Exception {
        for (var file : Documents.recorded()) {
            everyElement(Files.readString(file), List.of("N/A", "garbage"));
        }
    }

    @Test
    void aDocumentWithAnyCharactersWrongIsReadOrNamedAndNothingElse() {
        var random = new Random(7);
        for (var round = 0; round < 600; round++) {
            var text = new StringBuilder(Documents.OWN.get(round % Documents.OWN.size()));
            for (var wrong = 0; wrong < 1 + random.nextInt(4); wrong++) {
                var at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, (char) random.nextInt(256));
                    case 1 -> text.deleteCharAt(at);
                    default -> text.insert(at, "</gpu>");
                }
            }
            readOrNamed(text.toString());
        }
    }

    @Test
    void aDocumentCutAnywhereIsTruncated() {
        for (var length = 60; length < Documents.V12.length() - 20; length += 97) {
            var cut = Documents.V12.substring(0, length);

            assertThat(code(cut)).isEqualTo("gpu.truncated");
        }
    }

    private static void readOrNamed(String text) {
        Optional.ofNullable(
                        catchThrowableOfType(
                                ProblemException.class, () -> NvidiaSmiXml.parse(text)))
                .ifPresent(e -> assertThat(e.problem().code()).isIn("gpu.notXml", "gpu.truncated"));
    }

    private static String code(String text) {
        return catchThrowableOfType(ProblemException.class, () -> NvidiaSmiXml.parse(text))
                .problem()
                .code();
    }

    private static void everyElement(String document, List<String> garbled) throws Exception {
        var tree = SmiDocument.parse(document);
        var whole = Numbers.of(NvidiaSmiXml.of(tree));
        for (var place = 1; place < size(tree); place++) {
            noNewNumber(whole, tree, place, Optional.empty());
            for (var text : garbled) {
                noNewNumber(whole, tree, place, Optional.of(text));
            }
        }
    }

    private static void noNewNumber(
            Map<String, Set<Object>> whole, SmiElement tree, int place, Optional<String> text)
            throws Exception {
        var changed = new Change(place, text).in(tree);
        var seen = Numbers.of(NvidiaSmiXml.of(changed));
        for (var field : seen.entrySet()) {
            if (!whole.getOrDefault(field.getKey(), Set.of()).containsAll(field.getValue())) {
                fail(
                        "%s becomes %s when element %d says %s",
                        field.getKey(), field.getValue(), place, text.orElse("nothing any more"));
            }
        }
    }

    private static int size(SmiElement tree) {
        return 1 + tree.children().stream().mapToInt(GarbledDocumentTest::size).sum();
    }

    /// Lets one element say something else, or takes it away.
    private static final class Change {
        private final Optional<String> text;
        private int left;

        Change(int place, Optional<String> text) {
            this.left = place;
            this.text = text;
        }

        /// Elements are counted as they stand in the document, the outermost being 0.
        SmiElement in(SmiElement tree) {
            List<SmiElement> children = new ArrayList<>();
            for (var child : tree.children()) {
                if (--left == 0) {
                    text.map(said -> new SmiElement(child.name(), said, List.of()))
                            .ifPresent(children::add);
                } else {
                    children.add(in(child));
                }
            }
            return new SmiElement(tree.name(), tree.text(), children);
        }
    }
}
