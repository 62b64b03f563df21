package io.lockstep.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AimTest {

    @Test
    void theEngineIsHeldAgainstTheBetterOfTheTunedPeersAndNotAgainstTheSeed() {
        var result =
                small(
                        Map.of(
                                "engine",
                                18,
                                "nginx, seed's configuration",
                                5,
                                "nginx, tuned",
                                20,
                                "HAProxy, tuned",
                                30));

        assertThat(verdict(result, "CPU per request, against the better tuned peer"))
                .isEqualTo(
                        new Aim.Verdict(
                                Work.SMALL,
                                "CPU per request, against the better tuned peer",
                                true,
                                0.9,
                                0.9,
                                true));
    }

    @Test
    void anAimThatIsJustNotReachedIsMissed() {
        var result = small(Map.of("engine", 114, "bare forwarder", 100));

        assertThat(verdict(result, "CPU per request, against the bare forwarder").met()).isFalse();
    }

    @Test
    void withoutTheOtherSideThereIsNoVerdict() {
        var result = small(Map.of("engine", 10));

        assertThat(Aim.all().stream().flatMap(aim -> aim.verdict(result).stream())).isEmpty();
    }

    @Test
    void whatIsAddedIsTheWayThroughTheProxyLessTheWayWithoutOne() {
        var result =
                result(
                        Work.ONE,
                        Metric.P50,
                        Map.of(
                                "engine",
                                130,
                                "nginx, tuned",
                                120,
                                "HAProxy, tuned",
                                160,
                                "direct",
                                100));

        assertThat(verdict(result, "added p50, against the better tuned peer").value())
                .isEqualTo(1.5);
    }

    @Test
    void oneFailedRequestInOneRoundOfManyIsNotHiddenByTheMedian() {
        var rounds =
                List.of(
                        Map.of(Metric.FAILED, 0.0),
                        Map.of(Metric.FAILED, 1.0),
                        Map.of(Metric.FAILED, 0.0));
        var result = WorkResult.of(Work.CHANGES, Map.of(Aim.CHANGING, rounds));

        assertThat(verdict(result, "failed requests").met()).isFalse();
    }

    @Test
    void nineEnginesThatTookOverAreNotTen() {
        var result = result(Work.REPLACED, Metric.REPLACEMENTS, Map.of(Aim.REPLACED, 9));

        assertThat(verdict(result, "engines that took over").met()).isFalse();
    }

    @Test
    void anAimWithoutANumberIsPrintedAsNotMeasured() {
        var plan = new BenchPlan(1, Duration.ofSeconds(1), 1, 1, EnumSet.of(Work.IDLE));
        var report =
                new BenchReport(
                        Instant.EPOCH,
                        "a machine",
                        false,
                        List.of(0.0, 0.0),
                        plan,
                        List.of(),
                        List.of(),
                        List.of());

        assertThat(BenchText.of(report)).containsPattern("KiB per idle stream .* not measured");
    }

    @Test
    void theMedianOfAnEvenNumberOfRoundsLiesBetweenTheMiddleTwo() {
        assertThat(WorkResult.median(List.of(9.0, 1.0, 2.0, 4.0))).isEqualTo(3);
        assertThat(WorkResult.median(List.of(9.0, 1.0, 2.0))).isEqualTo(2);
    }

    private static WorkResult small(Map<String, Integer> values) {
        return result(Work.SMALL, Metric.CPU_PER_REQUEST, values);
    }

    private static WorkResult result(Work work, Metric metric, Map<String, Integer> values) {
        Map<String, List<Map<Metric, Double>>> readings = new LinkedHashMap<>();
        values.forEach(
                (name, value) -> readings.put(name, List.of(Map.of(metric, (double) value))));
        return WorkResult.of(work, readings);
    }

    private static Aim.Verdict verdict(WorkResult result, String what) {
        return Aim.all().stream()
                .filter(aim -> aim.what().equals(what))
                .flatMap(aim -> aim.verdict(result).stream())
                .findFirst()
                .orElseThrow();
    }
}
