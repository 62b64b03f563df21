package io.lockstep.app.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.fakes.TestGpus;
import io.lockstep.app.fakes.TestLoads;
import io.lockstep.app.gpu.HostGpus;
import io.lockstep.app.host.HostLoad;
import io.lockstep.app.samples.Bucket.Row;
import io.lockstep.app.snapshot.Reading;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.chain.problem.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Numbers over time, coarser the older they are.
class SamplesTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String HEAT = "gpu/GPU-0/CELSIUS";

    @TempDir private Path folder;

    @Test
    void theLastTenMinutesAreKeptSecondBySecond() {
        try (var samples = open(START.plusSeconds(60))) {
            for (var second = 0; second < 60; second++) {
                samples.add(START.plusSeconds(second), Map.of(HEAT, 40.0 + second));
            }

            var chart = samples.chart(HEAT, START, START.plusSeconds(60));

            assertThat(chart.step()).isEqualTo(Duration.ofSeconds(1));
            assertThat(chart.runs()).hasSize(1);
            assertThat(chart.runs().getFirst().points()).hasSize(60);
            assertThat(chart.runs().getFirst().points().getLast().mean()).isEqualTo(99);
        }
    }

    @Test
    void whatIsOlderIsDownsampledWithItsExtremes() {
        try (var samples = open(START.plus(Duration.ofHours(1)))) {
            for (var second = 0; second < 120; second++) {
                samples.add(START.plusSeconds(second), Map.of(HEAT, second % 10.0));
            }

            var hour = samples.chart(HEAT, START, START.plusSeconds(120));

            assertThat(hour.step()).isEqualTo(Duration.ofSeconds(10));
            assertThat(hour.runs().getFirst().points())
                    .hasSize(12)
                    .allSatisfy(point -> {
                        assertThat(point.low()).isZero();
                        assertThat(point.mean()).isEqualTo(4.5);
                        assertThat(point.high()).isEqualTo(9);
                    });
        }
        try (var samples = open(START.plus(Duration.ofDays(3)))) {
            var month = samples.chart(HEAT, START, START.plusSeconds(120));

            assertThat(month.step()).isEqualTo(Duration.ofMinutes(1));
            assertThat(month.runs().getFirst().points()).hasSize(2);
        }
    }

    @Test
    void aGapStaysAGap() {
        try (var samples = open(START.plusSeconds(60))) {
            for (var second : List.of(0, 1, 2, 3, 30, 31, 32)) {
                samples.add(START.plusSeconds(second), Map.of(HEAT, 50.0));
            }

            assertThat(samples.chart(HEAT, START, START.plusSeconds(60)).runs())
                    .extracting(run -> run.points().size())
                    .containsExactly(4, 3);
            assertThat(samples.chart("gpu/none/CELSIUS", START, START.plusSeconds(60)).empty())
                    .isTrue();
        }
    }

    @Test
    void whatWasKeptIsThereAfterARestart() {
        try (var samples = open(START)) {
            samples.add(START, Map.of(HEAT, 50.0, "host/LOAD", Double.NaN));
        }
        try (var samples = open(START.plusSeconds(5))) {
            assertThat(samples.series()).containsExactly(HEAT);
            assertThat(samples.chart(HEAT, START, START.plusSeconds(5)).runs()).hasSize(1);
        }
    }

    @Test
    void whatIsTooOldForItsTierGoes() throws Exception {
        try (var store = SampleStore.open(folder.resolve("samples.db"))) {
            store.write(
                    List.of(
                            row(Tier.SECOND, 0),
                            row(Tier.TEN_SECONDS, 0),
                            row(Tier.MINUTE, 0),
                            row(Tier.SECOND, 3600)));

            store.forget(START.plusSeconds(3600));

            assertThat(slots(store, Tier.SECOND)).containsExactly(3600L);
            assertThat(slots(store, Tier.TEN_SECONDS)).containsExactly(0L);
            store.forget(START.plus(Duration.ofDays(31)));
            assertThat(slots(store, Tier.MINUTE)).isEmpty();
        }
    }

    @Test
    void theFileStaysBelowItsBound() throws Exception {
        var bound = 200_000L;
        try (var store = SampleStore.open(folder.resolve("samples.db"), bound)) {
            List<Row> rows = new ArrayList<>();
            for (var minute = 0; minute < 20_000; minute++) {
                rows.add(row(Tier.MINUTE, minute * 60L));
            }
            store.write(rows);
            assertThat(store.bytes()).isGreaterThan(bound);

            store.forget(START.plus(Duration.ofMinutes(20_000)));

            assertThat(store.bytes()).isLessThanOrEqualTo(bound);
            assertThat(slots(store, Tier.MINUTE)).last().isEqualTo(19_999 * 60L);
        }
    }

    @Test
    void aFileThatIsNoneIsPutAside() throws Exception {
        Files.writeString(folder.resolve("samples.db"), "no database at all, ".repeat(100));

        try (var samples = open(START)) {
            assertThat(samples.series()).isEmpty();
        }

        assertThat(folder.resolve("samples.db.unusable")).exists();
    }

    @Test
    void aLiveReadingIsSampledOnceAndAStaleOneNever() {
        var gpus =
                new HostGpus(
                        Optional.of("570"),
                        Optional.empty(),
                        List.of(TestGpus.h100(0, 70, 64, 600)),
                        Optional.empty(),
                        List.of(),
                        new HostGpus.Way("here", "a test", 0));
        var load =
                TestLoads.with(
                        "h", List.of(new HostLoad.Disk("/", 9, 4, List.of(HostLoad.Use.DOCKER))));
        var problem = new Problem("gpu.hangs", "It hangs.", "Nothing changed.", "Look.");
        try (var samples = open(START.plusSeconds(10))) {
            var sampler = new Sampler(samples);
            var live =
                    Snapshot.empty(START, false)
                            .withGpus(START, new Reading.Live<>(gpus, START, "t"))
                            .withHost(START, new Reading.Live<>(load, START, "t"));
            sampler.accept(live);
            sampler.accept(live);
            sampler.accept(
                    live.withGpus(
                            START.plusSeconds(5),
                            new Reading.Stale<>(gpus, START.plusSeconds(5), "t", problem)));

            var chart =
                    samples.chart(
                            Measured.series(gpus.gpus().getFirst(), Measured.OfGpu.CELSIUS),
                            START,
                            START.plusSeconds(10));

            assertThat(chart.runs())
                    .singleElement()
                    .satisfies(run -> {
                        assertThat(run.points()).hasSize(1);
                        assertThat(run.points().getFirst().mean()).isEqualTo(64);
                    });
            var free = Measured.series(Measured.OfHost.DOCKER_FREE_BYTES);
            assertThat(samples.chart(free, START, START.plusSeconds(10)).runs()).hasSize(1);
        }
    }

    private Samples open(Instant now) {
        return Samples.open(folder, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static Row row(Tier tier, long second) {
        return new Row(tier, HEAT, START.getEpochSecond() + second, 1.5, 2.5, 3.5);
    }

    private static List<Long> slots(SampleStore store, Tier tier) throws Exception {
        return store.rows(tier, HEAT, START, START.plus(Duration.ofDays(40))).stream()
                .map(row -> row.slot() - START.getEpochSecond())
                .toList();
    }
}
