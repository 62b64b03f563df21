package io.lockstep.app.rehearsal.dapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.upgrade.Generation;
import io.lockstep.chain.upgrade.PartialUpgradeEntry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VersionRuleTest {
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
        var rule = VersionRule.of(Generation.R0);
        rule.onBlock(50, List.of(new PartialUpgradeEntry(88, "v3.0.9")));
        rule.onBlock(51, List.of(NEXT));

        assertThat(rule.onBlock(88, List.of(NEXT))).contains("v3.0.9");
        assertThat(rule.onBlock(89, List.of())).contains("v3.0.10");
    }

    @Test
    void r0ThatWasAwayUntilAfterwardsNeverLearnsOfIt() {
        var rule = VersionRule.of(Generation.R0);

        assertThat(rule.onBlock(89, List.of())).isEmpty();
    }

    /// Entries are readable through the state of their height.
    private static List<String> switches(Generation generation, PartialUpgradeEntry... entries) {
        var rule = VersionRule.of(generation);
        List<String> switches = new ArrayList<>();
        for (long height = 40; height < 100; height++) {
            var block = height;
            var readable = List.of(entries).stream().filter(e -> e.height() >= block).toList();
            rule.onBlock(block, readable).ifPresent(version -> switches.add(block + " " + version));
        }
        return switches;
    }
}
