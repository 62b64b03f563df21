package io.lockstep.chain.version;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.version.NodeVersionStack.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class NodeVersionStackTest {

    @Test
    void theHighestHeightStandsFirst() {
        var stack = NodeVersionStack.EMPTY.insert(50, "b").insert(90, "c").insert(10, "a");

        assertThat(stack.entries())
                .containsExactly(new Entry(90, "c"), new Entry(50, "b"), new Entry(10, "a"));
    }

    @Test
    void theSameVersionAtTheSameHeightIsKeptOnce() {
        var stack = NodeVersionStack.EMPTY.insert(50, "b").insert(50, "b");

        assertThat(stack.entries()).hasSize(1);
    }

    @Test
    void popTakesAllThatIsDueAndTheHighestOfItCounts() {
        var popped = NodeVersionStack.EMPTY.insert(10, "a").insert(50, "b").insert(90, "c").pop(60);

        assertThat(popped.version()).contains("b");
        assertThat(popped.left().entries()).containsExactly(new Entry(90, "c"));
    }

    @Test
    void nothingIsDueBeforeItsHeight() {
        var stack = NodeVersionStack.EMPTY.insert(10, "a");

        assertThat(stack.pop(9).version()).isEmpty();
        assertThat(stack.pop(9).left().entries()).isEqualTo(stack.entries());
    }

    /// The overwrite bug of the first generation: the list holds both, and the older one wins once.
    @Test
    void ofTwoVersionsOfOneHeightTheOneLearnedFirstCounts() {
        assertThat(NodeVersionStack.EMPTY.insert(10, "old").insert(10, "new").pop(10).version())
                .contains("old");
    }

    /// Against a plain list that is sorted when it is asked.
    @RepeatedTest(100)
    void anyHistoryEqualsASortedList() {
        var random = new Random();
        var stack = NodeVersionStack.EMPTY;
        List<Entry> model = new ArrayList<>();
        for (int step = 0; step < 60; step++) {
            if (random.nextInt(4) > 0) {
                var entry = new Entry(random.nextInt(20), "v" + random.nextInt(4));
                stack = stack.insert(entry.height(), entry.version());
                if (!model.contains(entry)) {
                    model.add(entry);
                }
            } else {
                var height = random.nextInt(20);
                var popped = stack.pop(height);
                stack = popped.left();
                assertThat(popped.version()).isEqualTo(due(model, height));
                model.removeIf(entry -> entry.height() <= height);
            }
            assertThat(stack.entries()).isEqualTo(sorted(model));
        }
    }

    private static Optional<String> due(List<Entry> model, long height) {
        return sorted(model).stream()
                .filter(entry -> entry.height() <= height)
                .findFirst()
                .map(Entry::version);
    }

    private static List<Entry> sorted(List<Entry> model) {
        return model.stream().sorted(Comparator.comparingLong(Entry::height).reversed()).toList();
    }
}
