package io.lockstep.app.rehearsal.chain.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.app.rehearsal.chain.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class ScenarioReaderTest {
    private static final String END = "\nends with v9 at block H";

    @TempDir private Path folder;

    @ParameterizedTest
    @FieldSource("io.lockstep.app.rehearsal.chain.scenario.Scenarios#NAMES")
    void everyShippedScenarioIsReadAndSaysWhatItIsAbout(String name) {
        var scenario = Scenarios.find(name);

        assertThat(scenario.name()).isEqualTo(name);
        assertThat(scenario.about()).endsWith(".");
        assertThat(scenario.cues()).isNotEmpty();
    }

    @Test
    void aFileIsReadLineByLineWithItsComments() throws Exception {
        var file =
                Files.writeString(
                        folder.resolve("mine.scenario"),
                        """
                        # Mine.
                        starts with v1 and 3 nodes
                        at block 12: north proposes node-version v9 at height H-2 expedited # soon
                        at block H+1: node c lags 5 blocks
                        7 blocks into the halt: the new binary starts
                        ends without a cutover at block H+3
                        """);

        var scenario = Scenarios.find(file.toString());

        assertThat(scenario.name()).isEqualTo("mine");
        assertThat(scenario.from()).isEqualTo("v1");
        assertThat(scenario.cutsOver()).isFalse();
        assertThat(scenario.candidate()).isEqualTo("v9");
        assertThat(scenario.cues())
                .containsExactly(
                        new Cue.AtBlock(
                                3,
                                new Place(false, 12),
                                new Deed.Propose(
                                        "north",
                                        Optional.of("v9"),
                                        Optional.empty(),
                                        new Place(true, -2),
                                        true,
                                        Optional.empty())),
                        new Cue.AtBlock(
                                4,
                                new Place(true, 1),
                                new Deed.Trouble(Optional.of(2), new Fault.Lag(5))),
                        new Cue.InHalt(5, 7, new Deed.NewBinary()));
        assertThat(scenario.ending().block().height(100, 200)).isEqualTo(203);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "at black 3: node a hangs | no line of a scenario | \"at block\"",
                "at block 3: node a sulks | nothing can \"node a sulks\" | node b heals",
                "at block 3: north votes maybe on proposal 1 | nothing can | votes yes",
                "at block 3: north votes yes on proposal 1 | makes a proposal 1 | from 1",
                "at block 3: node d hangs | 2 nodes only | and 4 nodes",
                "at block 99999999999: node a hangs | no line of a scenario | \"at block\""
            })
    void aLineThatCannotBePlayedIsNamedWithWhatMayStandThere(
            String line, String what, String remedy) {
        assertThatThrownBy(() -> Scenarios.read("mine", "about: Mine.\n" + line + END))
                .hasMessageContaining("Line 2 of the scenario mine")
                .hasMessageContaining(what)
                .hasMessageContaining("Nothing was begun.")
                .hasMessageContaining(remedy);
    }

    @Test
    void theEndIsNeitherForgottenNorFollowed() {
        assertThatThrownBy(() -> Scenarios.read("mine", "about: Mine."))
                .hasMessageContaining("the end is missing");
        assertThatThrownBy(() -> Scenarios.read("mine", END.strip() + "\nabout: Mine."))
                .hasMessageContaining("Line 2")
                .hasMessageContaining("after the end");
    }

    @Test
    void anUnknownNameTellsTheKnownOnes() {
        assertThatThrownBy(() -> Scenarios.find("nowhere/none"))
                .hasMessageContaining("There is no scenario nowhere/none")
                .hasMessageContaining("happy-path, lying-node");
    }
}
