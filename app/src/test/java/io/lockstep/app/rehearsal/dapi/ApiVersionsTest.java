package io.lockstep.app.rehearsal.dapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.upgrade.Generation;
import io.lockstep.chain.upgrade.PartialUpgradeEntry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApiVersionsTest {
    private static final PartialUpgradeEntry NEXT = new PartialUpgradeEntry(88, "v3.0.10");

    @Test
    void r0SwitchesAtTheHeightAndSaysItOnceMoreABlockLater() {
        assertThat(switches(Generation.R0, NEXT)).containsExactly("88 v3.0.10", "89 v3.0.10");
    }

    @Test
    void r1AndR2SwitchOneBlockEarlyAndOnce() {
        assertThat(switches(Generation.R1, NEXT)).containsExactly("87 v3.0.10");
        assertThat(switches(Generation.R2, NEXT)).containsExactly("87 v3.0.10");
    }

    @Test
    void r1KnowsOnlyTheHighestOfTwo() {
        assertThat(switches(Generation.R1, new PartialUpgradeEntry(60, "v3.0.9"), NEXT))
                .containsExactly("87 v3.0.10");
    }

    @Test
    void r0TakesBothOfTwo() {
        assertThat(switches(Generation.R0, new PartialUpgradeEntry(60, "v3.0.9"), NEXT))
                .containsExactly("60 v3.0.9", "61 v3.0.9", "88 v3.0.10", "89 v3.0.10");
    }

    @Test
    void r0FlapsForABlockWhenAnEntryWasOverwritten() {
        var versions = new ApiVersions(Generation.R0);
        versions.onBlock(50, List.of(new PartialUpgradeEntry(88, "v3.0.9")));
        versions.onBlock(51, List.of(NEXT));

        assertThat(versions.onBlock(88, List.of(NEXT))).contains("v3.0.9");
        assertThat(versions.onBlock(89, List.of())).contains("v3.0.10");
    }

    @Test
    void r0ThatWasAwayUntilAfterwardsNeverLearnsOfIt() {
        var versions = new ApiVersions(Generation.R0);

        assertThat(versions.onBlock(89, List.of())).isEmpty();
    }

    /// Entries are readable through the state of their height.
    private static List<String> switches(Generation generation, PartialUpgradeEntry... entries) {
        var versions = new ApiVersions(generation);
        List<String> switches = new ArrayList<>();
        for (long height = 40; height < 100; height++) {
            var block = height;
            var readable = List.of(entries).stream().filter(e -> e.height() >= block).toList();
            versions.onBlock(block, readable)
                    .ifPresent(version -> switches.add(block + " " + version));
        }
        return switches;
    }
}
