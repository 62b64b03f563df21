package io.lockstep.app.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.fakes.FakeWorld;
import io.lockstep.app.gpu.GpuProbe;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.engine.cutover.ArmedCutover;
import io.lockstep.engine.cutover.CutoverPolicy;
import io.lockstep.engine.cutover.CutoverRecord.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GpuTellerTest {
    private final FakeWorld world = new FakeWorld();

    @Test
    void theEngineIsToldWhileACutoverWaitsForTheGpuAndNotOtherwise() {
        world.host().runs("lockstep-engine", "engine:1", Map.of("lockstep.role", "engine"));
        var _ = world.engine().arm(armed());
        saw();
        assertThat(world.engine().words()).isEmpty();

        world.engine().ends(Phase.WAITING_FOR_GPU);
        saw();

        assertThat(world.engine().words()).singleElement().matches(word -> word.free());
    }

    private void saw() {
        var snapshot = world.seen(Snapshot.empty(Instant.EPOCH, false));
        var gpus = GpuProbe.saved("index, name, memory.used [MiB]\n0, NVIDIA H100, 5 MiB\n");
        new GpuTeller(world.engine(), () -> snapshot).saw(gpus, Duration.ZERO);
    }

    private static ArmedCutover armed() {
        return new ArmedCutover(
                "v3.0.9@1000",
                "sim",
                1000,
                1,
                "v3.0.8",
                "v3.0.9",
                List.of(),
                new ArmedCutover.Model("m", "float16", List.of()),
                CutoverPolicy.HOLD,
                1,
                1,
                1);
    }
}
