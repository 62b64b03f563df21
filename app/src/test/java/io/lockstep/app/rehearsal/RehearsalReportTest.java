package io.lockstep.app.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.rehearsal.RehearsalReport.Cleanup;
import io.lockstep.app.rehearsal.chain.scenario.Scenarios;
import io.lockstep.app.rehearsal.traffic.TrafficReport;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.upgrade.Generation;
import io.lockstep.engine.cutover.CutoverPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// When a rehearsal is called good.
class RehearsalReportTest {
    private static final Problem UNWANTED =
            new Problem(
                    "rehearsal.unwanted",
                    "The version was changed at 1249030, which the scenario does not ask for.",
                    "The stage is struck.",
                    "Read the journal in the rehearsal's folder.");

    @ParameterizedTest
    @ValueSource(strings = {"cancelled", "passed-too-late"})
    void aStoryWithoutACutoverIsGoodWithoutOneAndNamed(String scenario) {
        var report = report(scenario, Optional.empty(), traffic(0, 0)).leaving(List.of());

        assertThat(report.ok()).isTrue();
        assertThat(report.scenario()).contains(scenario);
        assertThat(report.cutover().height()).isZero();
    }

    @Test
    void aCutoverThatTheStoryDoesNotAskForIsNotGood() {
        var report = report("cancelled", Optional.of(UNWANTED), traffic(0, 0));

        assertThat(report.ok()).isFalse();
        assertThat(report.problem()).contains(UNWANTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"overwritten", "expedited-turned-normal", "happy-path"})
    void aStoryWithACutoverIsNotNamed(String scenario) {
        assertThat(report(scenario, Optional.empty(), traffic(0, 0)).scenario()).isEmpty();
    }

    @Test
    void aLostRequestACutStreamOrSomethingLeftIsNotGood() {
        assertThat(report("cancelled", Optional.empty(), traffic(1, 0)).ok()).isFalse();
        assertThat(report("cancelled", Optional.empty(), traffic(0, 1)).ok()).isFalse();
        var good = report("cancelled", Optional.empty(), traffic(0, 0));
        assertThat(good.leaving(List.of("world of process 7")).ok()).isFalse();
        assertThat(good.freeing(5).ok()).isTrue();
    }

    private static RehearsalReport report(
            String scenario, Optional<Problem> problem, TrafficReport traffic) {
        var scene =
                Scene.of(
                        Generation.R1,
                        Duration.ofMillis(300),
                        CutoverPolicy.BRIDGE,
                        Duration.ofSeconds(20),
                        Scenarios.find(scenario));
        return RehearsalReport.of(
                new StageFile(scene, "processes", 1, 2, Optional.empty()),
                new UpgradeEnd(Optional.empty(), problem),
                traffic,
                new Cleanup(List.of(), List.of(), List.of(), List.of(), 0, List.of()));
    }

    private static TrafficReport traffic(long failed, long cut) {
        return new TrafficReport(
                new TrafficReport.Requests(26, 26 - failed, failed, 0),
                new TrafficReport.Streams(6, 0, cut),
                0,
                List.of(),
                0,
                Map.of());
    }
}
