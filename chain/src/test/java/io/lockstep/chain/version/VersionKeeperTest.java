package io.lockstep.chain.version;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.upgrade.Generation;
import io.lockstep.chain.upgrade.PartialUpgradeEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionKeeperTest {

    /// Each block's entries are those of the chain's state: readable through state H.
    @ParameterizedTest
    @CsvSource({"R0,88", "R1,87", "R2,87"})
    void eachGenerationSwitchesAtItsOwnBlock(Generation generation, long block) {
        assertThat(switches(generation, entry(88, "v2"))).containsExactly(block + " Optional[v2]");
    }

    @Test
    void theFirstGenerationSwitchesAtEveryHeightAndTheLaterOnesOnlyAtTheHighest() {
        var entries = new PartialUpgradeEntry[] {entry(60, "v2"), entry(88, "v3")};

        assertThat(switches(Generation.R0, entries))
                .containsExactly("60 Optional[v2]", "88 Optional[v3]");
        assertThat(switches(Generation.R1, entries)).containsExactly("87 Optional[v3]");
    }

    @Test
    void anOverwrittenVersionStillRulesForOneBlockInTheFirstGeneration() {
        var keeper = VersionKeeper.of(Generation.R0).onBlock(80, List.of(entry(88, "old")));
        for (long height = 81; height <= 87; height++) {
            keeper = keeper.onBlock(height, List.of(entry(88, "new")));
        }

        var atHeight = keeper.onBlock(88, List.of(entry(88, "new")));

        assertThat(atHeight.inForce().current()).contains("old");
        assertThat(atHeight.onBlock(89, List.of()).inForce().current()).contains("new");
    }

    @Test
    void theSameVersionAtTwoHeightsSwitchesAtTheFirst() {
        assertThat(switches(Generation.R0, entry(60, "v2"), entry(88, "v2")))
                .containsExactly("60 Optional[v2]");
    }

    @Test
    void anEntryWithoutAVersionChangesNothing() {
        assertThat(switches(Generation.R0, entry(88, " "))).isEmpty();
        assertThat(switches(Generation.R1, entry(88, ""))).isEmpty();
    }

    @Test
    void aRestartBetweenSwitchAndStopForgetsNeither() {
        var before =
                VersionKeeper.of(Generation.R1)
                        .adopt("v1")
                        .onBlock(86, List.of(entry(88, "v2")))
                        .onBlock(87, List.of(entry(88, "v2")));
        var written = before.inForce();

        var restarted = new VersionKeeper(Generation.R1, NodeVersionStack.EMPTY, written);
        var adopted = restarted.adopt("v2").inForce();

        assertThat(adopted.current()).contains("v2");
        assertThat(adopted.previous()).contains("v1");
        assertThat(adopted.toStop()).containsExactly("v1");
        assertThat(restarted.stopped("v1").inForce().toStop()).isEmpty();
    }

    @Test
    void aRestartThatFindsANewerVersionOwesTheStopOfTheOneItUsed() {
        var written = VersionInForce.NONE.to("v1");

        assertThat(written.adopt("v3").toStop()).containsExactly("v1");
        assertThat(written.adopt("").current()).contains("v1");
    }

    @Test
    void twoSwitchesWithoutAStopOweTwo() {
        var twice = VersionInForce.NONE.to("v1").to("v2").to("v3");

        assertThat(twice.toStop()).containsExactly("v1", "v2");
        assertThat(twice.stopped("v2").toStop()).containsExactly("v1");
    }

    @Test
    void goingBackTakesTheDutyAwayAndOwesTheOther() {
        assertThat(VersionInForce.NONE.to("v1").to("v2").to("v1").toStop()).containsExactly("v2");
    }

    @Test
    void theFirstGenerationStopsNothing() {
        var keeper =
                VersionKeeper.of(Generation.R0)
                        .onBlock(1, List.of(entry(2, "v1"), entry(3, "v2")))
                        .onBlock(2, List.of())
                        .onBlock(3, List.of());

        assertThat(keeper.inForce().previous()).contains("v1");
        assertThat(keeper.inForce().toStop()).isEmpty();
    }

    private static List<String> switches(Generation generation, PartialUpgradeEntry... entries) {
        var keeper = VersionKeeper.of(generation);
        List<String> switches = new ArrayList<>();
        Optional<String> known = Optional.empty();
        for (long height = 40; height < 100; height++) {
            var state = height;
            var listed =
                    List.of(entries).stream().filter(entry -> entry.height() >= state).toList();
            keeper = keeper.onBlock(height, listed);
            if (!keeper.inForce().current().equals(known)) {
                known = keeper.inForce().current();
                switches.add(height + " " + known);
            }
        }
        return switches;
    }

    private static PartialUpgradeEntry entry(long height, String version) {
        return new PartialUpgradeEntry(height, version);
    }
}
