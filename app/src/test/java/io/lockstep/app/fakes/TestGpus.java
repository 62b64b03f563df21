package io.lockstep.app.fakes;

import io.lockstep.app.gpu.Gpu;
import io.lockstep.app.gpu.GpuProbe;
import io.lockstep.app.gpu.GpuProcess;
import io.lockstep.app.gpu.Holding;
import io.lockstep.app.gpu.Holding.Holder;
import io.lockstep.app.gpu.Holding.Standing;
import io.lockstep.app.gpu.HostGpus;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// GPUs for tests that look at something else.
public final class TestGpus {
    private TestGpus() {}

    /// A busy card, as its driver would tell it.
    public static Gpu h100(int index, double usedGib, int heat, double watts) {
        var gpu =
                """
                <gpu><product_name>NVIDIA H100</product_name><uuid>GPU-%d</uuid>
                <fb_memory_usage><total>81920 MiB</total><used>%d MiB</used></fb_memory_usage>
                <utilization><gpu_util>88 %%</gpu_util></utilization>
                <temperature><gpu_temp>%d C</gpu_temp></temperature>
                <gpu_power_readings><power_draw>%.2f W</power_draw>
                <current_power_limit>700.00 W</current_power_limit></gpu_power_readings>
                <processes></processes></gpu>
                """
                        .formatted(index, Math.round(usedGib * 1024), heat, watts);
        var others = "<gpu></gpu>".repeat(index);
        return GpuProbe.saved("<nvidia_smi_log>" + others + gpu + "</nvidia_smi_log>")
                .gpus()
                .get(index);
    }

    /// One card of which a process of that container of v3.0.8 holds seven eighths.
    public static HostGpus heldBy(String container, Standing standing) {
        var bytes = OptionalLong.of(70L << 30);
        var process = new GpuProcess(4711, "python3", Optional.of("C"), bytes, OptionalInt.empty());
        var holder =
                new Holder(
                        process,
                        standing,
                        Optional.of(container),
                        Optional.of("v3.0.8"),
                        Optional.of("sudo kill -9 4711"));
        return new HostGpus(
                Optional.of("570"),
                Optional.empty(),
                List.of(h100(0, 70, 64, 600)),
                Optional.empty(),
                List.of(new Holding("0", bytes, List.of(holder), OptionalLong.of(0))),
                new HostGpus.Way("this machine", "a test", 0));
    }
}
