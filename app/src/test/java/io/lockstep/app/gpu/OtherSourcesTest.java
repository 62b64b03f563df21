package io.lockstep.app.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.app.gpu.Gpu.NvLink;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/// What is read where the document is not, or does not tell enough.
class OtherSourcesTest {
    static final String TABLE =
            """
            index, name, uuid, driver_version, memory.used [MiB], memory.total [MiB], utilization.gpu [%], fan.speed [%], temperature.gpu, power.draw [W], ecc.mode.current, a.new.column
            0, NVIDIA H100, GPU-0, 570.86.15, 70012 MiB, 81559 MiB, 97 %, [N/A], 64, 612.35 W, Enabled, 1
            1, NVIDIA H100, GPU-1, 570.86.15, [Unknown Error], 81559 MiB, ERR!, [N/A], 65, [N/A], Disabled, 1
            """;

    @Test
    void aTableIsReadByTheNamesOfItsColumns() {
        var host = GpuProbe.saved(TABLE);

        var first = host.gpus().getFirst();
        assertThat(host.driver()).contains("570.86.15");
        assertThat(first.memory().usedBytes()).hasValue(70_012L << 20);
        assertThat(first.load().gpuPercent()).hasValue(97);
        assertThat(first.load().fanPercent()).isEmpty();
        assertThat(first.load().temperature().celsius()).hasValue(64);
        assertThat(first.health().ecc()).contains(true);
        assertThat(first.processes()).isEmpty();
        assertThat(host.gpus().getLast().memory().usedBytes()).isEmpty();
        assertThat(host.gpus().getLast().load().power().watts()).isEmpty();
    }

    @Test
    void rocmSmiIsReadByTheWordsInItsTitles() {
        var host =
                GpuProbe.saved(
                        """
                        WARNING: one line
                        {"card0": {"Card Series": "Instinct MI300X", "Unique ID": "0xab",
                          "PCI Bus": "0000:05:00.0", "VRAM Total Memory (B)": "206141652992",
                          "VRAM Total Used Memory (B)": "103070826496", "GPU use (%)": "88",
                          "Temperature (Sensor junction) (C)": "57.0", "Fan speed (%)": "N/A",
                          "Current Socket Graphics Package Power (W)": "503.0",
                          "Max Graphics Package Power (W)": "750.0",
                          "sclk clock speed:": "(2107Mhz)"},
                         "system": {"Driver version": "6.10.5"}}
                        """);

        var gpu = host.gpus().getFirst();
        assertThat(host.driver()).contains("6.10.5");
        assertThat(gpu.name()).isEqualTo("Instinct MI300X");
        assertThat(gpu.memory().usedBytes()).hasValue(103_070_826_496L);
        assertThat(gpu.memory().totalBytes()).hasValue(206_141_652_992L);
        assertThat(gpu.load().gpuPercent()).hasValue(88);
        assertThat(gpu.load().fanPercent()).isEmpty();
        assertThat(gpu.load().temperature().celsius()).hasValue(57);
        assertThat(gpu.load().power().watts()).hasValue(503);
        assertThat(gpu.load().power().limitWatts()).hasValue(750);
        assertThat(gpu.load().clocks().graphicsMhz()).hasValue(2107);
    }

    @Test
    void amdSmiIsReadWithAndWithoutItsEnvelope() {
        var one =
                """
                {"gpu": 0, "usage": {"gfx_activity": {"value": 61, "unit": "%"}},
                 "power": {"socket_power": {"value": 410, "unit": "W"}},
                 "temperature": {"hotspot": {"value": 52, "unit": "C"}, "mem": "N/A"},
                 "mem_usage": {"total_vram": {"value": 196592, "unit": "MB"},
                               "used_vram": {"value": 1024, "unit": "MB"}}}
                """;

        for (var printed : List.of("[" + one + "]", "{\"gpu_data\": [" + one + "]}")) {
            var gpu = GpuProbe.saved(printed).gpus().getFirst();

            assertThat(gpu.load().gpuPercent()).hasValue(61);
            assertThat(gpu.load().power().watts()).hasValue(410);
            assertThat(gpu.load().temperature().celsius()).hasValue(52);
            assertThat(gpu.load().temperature().memoryCelsius()).isEmpty();
            assertThat(gpu.memory().usedBytes()).hasValue(1L << 30);
        }
    }

    @Test
    void whatIsNeitherOfTheseIsNamed() {
        assertThatThrownBy(() -> GpuProbe.saved("hello")).hasMessageContaining("not its XML");
        assertThatThrownBy(() -> GpuProbe.saved("[]")).hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> GpuProbe.saved("No devices were found"))
                .hasMessageContaining("finds no device");
    }

    @Test
    void nvLinksAreReadByCard() {
        var links =
                NvLinks.parse(
                        """
                        GPU 0: NVIDIA A100 (UUID: GPU-a)
                        \t Link 0: 25 GB/s
                        \t Link 1: <inactive>
                        GPU 1: NVIDIA A100 (UUID: GPU-b)
                        \t Link 0: 26.562 GB/s
                        """);

        assertThat(links.get("GPU-a"))
                .containsExactly(
                        new NvLink(0, OptionalDouble.of(25)),
                        new NvLink(1, OptionalDouble.empty()));
        assertThat(links.get("GPU-b")).containsExactly(new NvLink(0, OptionalDouble.of(26.562)));
    }

    @Test
    void xidErrorsAreFoundInTheKernelLogAndExplained() {
        var xids =
                XidLog.parse(
                        """
                        [    0.000000] Linux version 6.8
                        [  100.500000] NVRM: Xid (PCI:0000:3b:00): 13, pid=1, name=python3, Graphics
                        [123456.789012] NVRM: Xid (PCI:0000:3b:00): 79, pid='<unknown>', GPU has fallen
                        Nov 25 host kernel: NVRM: Xid (PCI:0000:af:00): 999, new
                        """);

        assertThat(xids).extracting(Xid::code).containsExactly(999, 79, 13);
        assertThat(xids.get(1).meaning()).contains("fallen off the bus");
        assertThat(xids.get(1).sinceBoot()).contains(Duration.ofMillis(123_456_789));
        assertThat(xids.getFirst().sinceBoot()).isEmpty();
        assertThat(xids.getFirst().bus()).isEqualTo("PCI:0000:af:00");
    }
}
