package io.lockstep.app.rehearsal;

import static io.lockstep.app.rehearsal.ReportAssert.assertThatReport;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.testing.NeedsDocker;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The main job from beginning to end, under traffic, in real containers.
@NeedsDocker
class RehearsalIT {
    /// One for all, so that the images are built once.
    @TempDir private static Path home;

    private final Set<String> before = OnDocker.ofLockstep();

    @Test
    @Timeout(600)
    void aWholeUpgradeLosesNothingAndLeavesNothing() throws Exception {
        var report = home.resolve("whole.json");
        try (var lockstep = rehearse(report, "--block-time", "400ms", "--notice", "60s")) {
            lockstep.awaitLine("arm, done");
            assertThat(OnDocker.ofLockstep())
                    .contains(
                            "container lockstep-mlnode-v3.0.10",
                            "container lockstep-rehearsal-engine",
                            "container lockstep-rehearsal-mlnode-v3.0.8",
                            "network lockstep-rehearsal",
                            "volume lockstep-rehearsal-gpu");

            assertThat(lockstep.end()).as(lockstep.said()).isZero();
            assertThat(lockstep.said()).contains("in real containers", "Nothing was lost.");
        }

        assertThatReport(report)
                .hasTheAgreedKeys()
                .lostNothing()
                .saw(50)
                .coveredTheGapBy("bridge")
                .ranIn("docker")
                .namesAllThatIsGone();
        assertThat(OnDocker.ofLockstep()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"r0, hold, expedited-turned-normal", "r2, refuse, happy-path"})
    @Timeout(600)
    void everyGenerationAndPolicyLosesNothing(String generation, String policy, String scenario)
            throws Exception {
        var report = home.resolve(generation + ".json");
        try (var lockstep =
                rehearse(
                        report,
                        "--block-time",
                        "300ms",
                        "--notice",
                        "20s",
                        "--generation",
                        generation,
                        "--policy",
                        policy,
                        "--scenario",
                        scenario)) {
            assertThat(lockstep.end()).as(lockstep.said()).isZero();
        }

        assertThatReport(report).lostNothing().coveredTheGapBy(policy).namesAllThatIsGone();
        assertThat(OnDocker.ofLockstep()).isEqualTo(before);
    }

    private static Lockstep rehearse(Path report, String... scene) {
        return Rehearse.in(home, report, scene);
    }
}
