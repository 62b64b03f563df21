package io.lockstep.app.fakes;

import io.lockstep.app.gpu.Gpu;
import io.lockstep.app.gpu.GpuProbe;

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
}
