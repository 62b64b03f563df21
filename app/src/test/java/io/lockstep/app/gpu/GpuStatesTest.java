package io.lockstep.app.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lockstep.app.host.command.LocalCommand;
import io.lockstep.app.host.command.LoopbackSsh;
import io.lockstep.app.host.command.RemoteCommand;
import io.lockstep.app.testing.Eventually;
import io.lockstep.chain.problem.ProblemException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every state of a GPU's program, reached through a stand-in for it: here, and through a real SSH
/// server on loopback.
class GpuStatesTest {
    private static final Duration PATIENT = Duration.ofSeconds(20);

    @TempDir private Path folder;
    private Optional<StandIn> standIn = Optional.empty();

    @BeforeEach
    void makeStandIn() throws Exception {
        standIn = Optional.of(new StandIn(folder));
    }

    @AfterEach
    void endWhatHangs() throws Exception {
        standIn.orElseThrow().close();
    }

    @ParameterizedTest
    @CsvSource({
        "absent, gpu.noDriver",
        "mismatch, gpu.mismatch",
        "noDevices, gpu.noDevices",
        "lost, gpu.lost",
        "nvml, gpu.nvml",
        "notLoaded, gpu.notLoaded",
        "truncated, gpu.truncated",
        "garbage, gpu.notXml",
        "other, gpu.driver"
    })
    void eachStateIsNamedWithItsRemedyHere(String mode, String code) throws Exception {
        try (var here = new LocalCommand()) {
            assertState(here, mode, code);
        }
    }

    @Test
    void eachStateIsNamedOverSshToo() throws Exception {
        try (var server = new LoopbackSsh(folder);
                var there = server.client()) {
            assertState(there, "absent", "gpu.noDriver");
            assertState(there, "mismatch", "gpu.mismatch");
            assertState(there, "noDevices", "gpu.noDevices");
            assertState(there, "lost", "gpu.lost");
            assertState(there, "nvml", "gpu.nvml");
            assertState(there, "truncated", "gpu.truncated");
            assertState(there, "garbage", "gpu.notXml");
            standIn().mode("answers");
            var host = probe(there, PATIENT).read();
            assertThat(host.cards()).hasSize(2);
            assertThat(host.way().place()).startsWith("ssh somebody@127.0.0.1");
            standIn().mode("hangs");
            assertThat(problem(probe(there, Duration.ofMillis(400)))).isEqualTo("gpu.hangs");
        }
    }

    @Test
    void aSlowAnswerIsAnAnswer() throws Exception {
        standIn().mode("slow");
        try (var here = new LocalCommand()) {
            assertThat(probe(here, PATIENT).read().cards()).hasSize(2);
        }
    }

    @Test
    void theTableIsReadWhereTheDocumentIsNone() throws Exception {
        standIn().mode("table");
        try (var here = new LocalCommand()) {
            var host = probe(here, PATIENT).read();

            assertThat(host.way().program()).contains("--query-gpu");
            assertThat(host.cards()).hasSize(2);
        }
    }

    /// Killing what was started ends nothing: the reader must be given up, and counted until the
    /// stuck process ends.
    @Test
    void aProcessThatCannotBeEndedIsAbandonedAndCountedUntilItEnds() throws Exception {
        standIn().mode("hangs");
        try (var here = new LocalCommand()) {
            var probe = probe(here, Duration.ofMillis(700));

            var begin = System.nanoTime();
            var problem = catchThrowableOfType(ProblemException.class, probe::read).problem();

            assertThat(problem.code()).isEqualTo("gpu.hangs");
            assertThat(problem.what()).contains("1 of its processes cannot be ended");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(PATIENT);
            assertThat(here.abandoned()).isEqualTo(1);
            standIn().close();
            assertThat(Eventually.see(here::abandoned, count -> count == 0)).isZero();
            standIn().mode("answers");
            assertThat(probe(here, PATIENT).read().way().abandoned()).isZero();
        }
    }

    @Test
    void aProgramOfWhichThreeHangIsNotStartedAFourthTime() throws Exception {
        standIn().mode("hangs");
        try (var here = new LocalCommand()) {
            var probe = probe(here, Duration.ofMillis(500));
            for (var attempt = 0; attempt < 3; attempt++) {
                assertThat(problem(probe)).isEqualTo("gpu.hangs");
            }

            assertThat(problem(probe)).isEqualTo("gpu.stuck");
            assertThat(here.abandoned()).isEqualTo(3);
        }
    }

    private StandIn standIn() {
        return standIn.orElseThrow();
    }

    private void assertState(RemoteCommand place, String mode, String code) throws Exception {
        standIn().mode(mode);
        var problem =
                catchThrowableOfType(ProblemException.class, probe(place, PATIENT)::read).problem();

        assertThat(problem.code()).as(problem.sentence()).isEqualTo(code);
        assertThat(problem.remedy()).isNotBlank();
    }

    private static String problem(GpuProbe probe) {
        return catchThrowableOfType(ProblemException.class, probe::read).problem().code();
    }

    private GpuProbe probe(RemoteCommand place, Duration deadline) {
        return GpuProbe.of(
                Optional.of(standIn().at(place)),
                () -> {
                    throw new IllegalStateException("no container is asked for");
                },
                Optional::empty,
                deadline,
                Clock.systemUTC());
    }
}
