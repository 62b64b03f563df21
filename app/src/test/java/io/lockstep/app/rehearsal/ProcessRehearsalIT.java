package io.lockstep.app.rehearsal;

import static io.lockstep.app.rehearsal.ReportAssert.assertThatReport;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.testing.Eventually;
import io.lockstep.app.testing.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The main job where there is no Docker engine: MLNodes and engine are processes. The stories are
/// those that the chain's own tests play.
class ProcessRehearsalIT {
    /// One for all, so that the images are built once.
    @TempDir private static Path home;

    @Test
    @Timeout(600)
    void anExpeditedVoteThatTurnedNormalIsCarriedOutAndNoProcessIsLeft() throws Exception {
        var report = home.resolve("report.json");
        try (var lockstep = rehearse(report, "--scenario", "expedited-turned-normal")) {
            lockstep.awaitLine("arm, done");
            assertThat(itsProcesses()).as("world, engine and two MLNodes").hasSizeGreaterThan(4);
            aSecondLockstepIsRefused();

            assertThat(lockstep.end()).as(lockstep.said()).isZero();
            assertThat(lockstep.said()).contains("in local processes", "Nothing was lost.");
        }

        assertThatReport(report)
                .hasTheAgreedKeys()
                .lostNothing()
                .coveredTheGapBy("bridge")
                .ranIn("processes")
                .namesAllThatIsGone();
        assertThat(Eventually.see(this::itsProcesses, List::isEmpty)).isEmpty();
        assertThat(files("run")).isEmpty();
        assertThat(files("data/rehearsals"))
                .contains("lockstep.db")
                .doesNotContain("stage.json", "world.json", "3.0.10.tar");
    }

    @Test
    @Timeout(300)
    void aCancelledProposalChangesNothingAndTheReportSaysSo() throws Exception {
        var report = home.resolve("cancelled.json");
        try (var lockstep = rehearse(report, "--scenario", "cancelled", "--notice", "3s")) {
            assertThat(lockstep.end()).as(lockstep.said()).isZero();
            assertThat(lockstep.said())
                    .contains("scenario cancelled", "proposer cancels proposal 1")
                    .contains("Cutover    none, as the scenario cancelled has it")
                    .contains("Nothing was lost.")
                    .doesNotContain("arm, done");
        }

        assertThatReport(report).hadNoCutoverAsIn("cancelled").ranIn("processes");
        assertThat(Eventually.see(this::itsProcesses, List::isEmpty)).isEmpty();
    }

    private static Lockstep rehearse(Path report, String... options) {
        List<String> all = new ArrayList<>(List.of("--runtime", "processes"));
        all.addAll(List.of("--block-time", "300ms"));
        all.addAll(List.of(options));
        if (!all.contains("--notice")) {
            all.addAll(List.of("--notice", "25s"));
        }
        return Rehearse.in(home, report, all.toArray(String[]::new));
    }

    private void aSecondLockstepIsRefused() throws InterruptedException {
        try (var second = rehearse(home.resolve("second.json"))) {
            assertThat(second.end()).isEqualTo(69);
            assertThat(second.said())
                    .isEqualTo(
                            "Another Lockstep is playing this rehearsal. It goes on there; nothing"
                                    + " was changed. Watch it there, or end that Lockstep first.");
        }
    }

    /// Each of them is told a file or folder below the home.
    private List<String> itsProcesses() {
        return Processes.naming(home);
    }

    private List<String> files(String below) throws IOException {
        try (Stream<Path> all = Files.walk(home.resolve(below))) {
            return all.filter(Files::isRegularFile)
                    .map(file -> String.valueOf(file.getFileName()))
                    .toList();
        }
    }
}
