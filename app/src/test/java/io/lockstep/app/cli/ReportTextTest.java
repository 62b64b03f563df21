package io.lockstep.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.rehearsal.RehearsalReport;
import io.lockstep.app.rehearsal.RehearsalReport.Cleanup;
import io.lockstep.app.rehearsal.RehearsalReport.Cutover;
import io.lockstep.app.rehearsal.RehearsalReport.Gap;
import io.lockstep.app.rehearsal.RehearsalReport.Requests;
import io.lockstep.app.rehearsal.RehearsalReport.Streams;
import io.lockstep.chain.problem.Problem;
import io.lockstep.engine.cutover.CutoverPolicy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a person reads of a rehearsal at its end.
class ReportTextTest {
    @Test
    void aStoryThatAsksForNoCutoverSaysThatThereWasNone() {
        var lines = lines(report(Optional.of("cancelled"), 0, Optional.empty(), List.of()));

        assertThat(lines)
                .contains(
                        "Requests   26 sent, 26 answered, 0 failed, 0 moved to the other version",
                        "Cutover    none, as the scenario cancelled has it",
                        "Left       nothing")
                .endsWith("Nothing was lost.")
                .noneMatch(line -> line.contains("block 0"))
                .noneMatch(line -> line.startsWith("Gap"));
    }

    @Test
    void aCutoverThatNobodyAskedForIsTheProblem() {
        var unwanted =
                new Problem(
                        "rehearsal.unwanted",
                        "The version was changed at 30, which the scenario does not ask for.",
                        "The stage is struck.",
                        "Read the journal in the rehearsal's folder.");

        assertThat(lines(report(Optional.of("cancelled"), 30, Optional.of(unwanted), List.of())))
                .contains("Cutover    block 30, the engine acted 12 ms after it")
                .contains(unwanted.sentence())
                .endsWith("Something was lost or left: see above.");
    }

    @Test
    void aCutoverComesWithItsGapAndWhatIsLeft() {
        assertThat(lines(report(Optional.empty(), 30, Optional.empty(), List.of("world of 7"))))
                .contains(
                        "Cutover    block 30, the engine acted 12 ms after it",
                        "Left       world of 7")
                .anyMatch(line -> line.startsWith("Gap        900 ms"))
                .endsWith("Something was lost or left: see above.");
    }

    private static List<String> lines(RehearsalReport report) {
        return ReportText.of(report).lines().toList();
    }

    private static RehearsalReport report(
            Optional<String> scenario, long height, Optional<Problem> problem, List<String> left) {
        return new RehearsalReport(
                new Requests(26, 26, 0, 0),
                new Streams(6, 0, 0),
                new Cutover(height, height == 0 ? 0 : 12),
                new Gap(height == 0 ? 0 : 900, CutoverPolicy.BRIDGE),
                new Cleanup(List.of("a"), List.of(), List.of(), List.of(), 0, left),
                "processes",
                scenario,
                problem,
                problem.isEmpty() && left.isEmpty());
    }
}
