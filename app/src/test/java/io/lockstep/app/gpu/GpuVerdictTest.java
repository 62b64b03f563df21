package io.lockstep.app.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.gpu.Holding.Holder;
import io.lockstep.app.gpu.Holding.Standing;
import io.lockstep.engine.cutover.GpuWord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// What a hand-over is told of the GPUs.
class GpuVerdictTest {
    private static final OptionalLong NOTHING = OptionalLong.of(0);

    @Test
    void anOrphanIsNamedWithItsBytesAndTheCommandThatFreesThem() {
        var word = verdict(Standing.INCUMBENT, NOTHING, holder(Standing.ORPHAN, 70_000));

        assertThat(word)
                .contains(
                        new GpuWord(
                                false,
                                "orphan process 4711 of mlnode-308 holds 70000 MiB of GPU 0;"
                                        + " free it with sudo kill -9 4711",
                                7));
    }

    @Test
    void whoMustLeaveDependsOnTheWayTheGpuGoes() {
        var incumbent = holder(Standing.INCUMBENT, 70_000);

        assertThat(free(verdict(Standing.INCUMBENT, NOTHING, incumbent))).isFalse();
        assertThat(free(verdict(Standing.CANDIDATE, NOTHING, incumbent))).isTrue();
    }

    @Test
    void whatWasThereBesideTheIncumbentAndWhatIsLittleKeepNobodyOut() {
        assertThat(
                        free(
                                verdict(
                                        Standing.INCUMBENT,
                                        NOTHING,
                                        holder(Standing.FOREIGN, 70_000),
                                        holder(Standing.ORPHAN, 300))))
                .isTrue();
    }

    @Test
    void memoryThatNoProcessExplainsIsHeld() {
        var word = verdict(Standing.INCUMBENT, OptionalLong.of(70_000L << 20));

        assertThat(word.orElseThrow().who())
                .isEqualTo("70000 MiB of GPU 0 are held by no process that is seen");
    }

    @Test
    void withoutMemoryFiguresNothingIsSaid() {
        var blind = GpuProbe.saved("index, name, uuid\n0, NVIDIA H100, GPU-0\n");

        assertThat(GpuVerdict.of(blind, Standing.INCUMBENT, Duration.ZERO)).isEmpty();
    }

    private static boolean free(Optional<GpuWord> word) {
        return word.orElseThrow().free();
    }

    private static Optional<GpuWord> verdict(
            Standing leaving, OptionalLong unexplained, Holder... holders) {
        var holding = new Holding("0", OptionalLong.empty(), List.of(holders), unexplained);
        var host = GpuProbe.saved(OtherSourcesTest.TABLE).withHoldings(List.of(holding));
        return GpuVerdict.of(host, leaving, Duration.ofMillis(7));
    }

    private static Holder holder(Standing standing, long mebibytes) {
        return new Holder(
                new GpuProcess(
                        4711,
                        "python3",
                        Optional.of("C"),
                        OptionalLong.of(mebibytes << 20),
                        OptionalInt.empty()),
                standing,
                Optional.of("mlnode-308"),
                Optional.of("v3.0.8"),
                standing == Standing.ORPHAN ? Optional.of("sudo kill -9 4711") : Optional.empty());
    }
}
