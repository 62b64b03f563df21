package io.lockstep.app.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.lockstep.app.host.command.LocalCommand;
import io.lockstep.app.host.command.RemoteCommand.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/// On a machine with an NVIDIA card: our reading beside the driver's own table, field by field.
///
/// Not yet seen on a card: no driver, card or date can be named here. Whoever runs it on one, idle
/// and under load, adds a line with these three. It is skipped without a card even with `CI=true`,
/// since the machines of continuous integration have none.
class RealGpuIT {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    @Test
    void ourReadingIsWhatTheDriversTableSays() throws Exception {
        try (var here = new LocalCommand()) {
            var table = NvidiaSmiCsv.parse(table(here));
            var host =
                    GpuProbe.of(
                                    Optional.of(here),
                                    () -> {
                                        throw new IllegalStateException("no containers");
                                    },
                                    Optional::empty,
                                    DEADLINE,
                                    Clock.systemUTC())
                            .read();

            assertThat(host.cards()).hasSameSizeAs(table.gpus());
            for (var place = 0; place < table.gpus().size(); place++) {
                same(host.cards().get(place), table.gpus().get(place));
            }
        }
    }

    private static String table(LocalCommand here) throws InterruptedException {
        var command = List.of("nvidia-smi", "--query-gpu=" + NvidiaSmiCsv.QUERY, "--format=csv");
        return switch (here.run(command, DEADLINE)) {
            case Outcome.Ended(int exit, var printed) when exit == 0 -> printed;
            case Outcome.Ended _, Outcome.Missing _, Outcome.Late _, Outcome.Unreachable _ ->
                    skipped();
        };
    }

    private static String skipped() {
        var line =
                "SKIPPED RealGpuIT: nvidia-smi tells of no card here; with CI=true it is skipped,"
                        + " too, since CI has no GPU";
        System.out.println(line);
        return abort(line);
    }

    /// Fixed fields are equal, moving ones near: two readings are two moments.
    private static void same(Gpu ours, Gpu theirs) {
        assertThat(ours.name()).isEqualTo(theirs.name());
        assertThat(ours.uuid()).isEqualTo(theirs.uuid());
        assertThat(ours.bus()).isEqualTo(theirs.bus());
        assertThat(ours.memory().totalBytes()).isEqualTo(theirs.memory().totalBytes());
        assertThat(ours.load().power().limitWatts()).isEqualTo(theirs.load().power().limitWatts());
        assertThat(ours.link().maxGeneration()).isEqualTo(theirs.link().maxGeneration());
        assertThat(ours.link().maxWidth()).isEqualTo(theirs.link().maxWidth());
        assertThat(ours.health().ecc()).isEqualTo(theirs.health().ecc());
        assertThat(ours.modes().compute()).isEqualTo(theirs.modes().compute());
        assertThat(ours.modes().persistence()).isEqualTo(theirs.modes().persistence());
        near("used MiB", mebibytes(ours), mebibytes(theirs), 2048);
        near("Celsius", celsius(ours), celsius(theirs), 8);
        near("Watts", ours.load().power().watts(), theirs.load().power().watts(), 250);
        assertThat(ours.load().gpuPercent().isPresent())
                .isEqualTo(theirs.load().gpuPercent().isPresent());
    }

    private static OptionalDouble mebibytes(Gpu gpu) {
        var used = gpu.memory().usedBytes();
        return used.isPresent()
                ? OptionalDouble.of((double) (used.getAsLong() >> 20))
                : OptionalDouble.empty();
    }

    private static OptionalDouble celsius(Gpu gpu) {
        var celsius = gpu.load().temperature().celsius();
        return celsius.isPresent() ? OptionalDouble.of(celsius.getAsInt()) : OptionalDouble.empty();
    }

    private static void near(
            String what, OptionalDouble ours, OptionalDouble theirs, double apart) {
        assertThat(ours.isPresent()).as(what).isEqualTo(theirs.isPresent());
        if (ours.isPresent()) {
            assertThat(Math.abs(ours.getAsDouble() - theirs.getAsDouble()))
                    .as(what)
                    .isLessThanOrEqualTo(apart);
        }
    }
}
