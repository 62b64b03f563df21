package io.lockstep.app.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Documents of several schemas, read into the same record.
class NvidiaSmiXmlTest {
    private static final long MIB = 1L << 20;

    @Test
    void anOldSchemaIsRead() {
        var host = NvidiaSmiXml.parse(Documents.V10);

        var gpu = host.gpus().getFirst();
        assertThat(host.driver()).contains("418.43");
        assertThat(host.cuda()).contains("10.1");
        assertThat(gpu.memory().usedBytes()).hasValue(12 * MIB);
        assertThat(gpu.memory().reservedBytes()).isEmpty();
        assertThat(gpu.load().fanPercent()).hasValue(31);
        assertThat(gpu.load().power().watts()).hasValue(8.93);
        assertThat(gpu.load().power().limitWatts()).hasValue(130);
        assertThat(gpu.load().clocks().throttled()).contains(List.of("gpu idle"));
        assertThat(gpu.health().now().corrected()).hasValue(3);
        assertThat(gpu.health().now().uncorrected()).hasValue(1);
        assertThat(gpu.processes()).contains(List.of());
    }

    @Test
    void everyFieldOfANewerSchemaIsRead() {
        var gpu = NvidiaSmiXml.parse(Documents.V12).gpus().getFirst();

        assertThat(gpu.name()).isEqualTo("NVIDIA Cut");
        assertThat(gpu.bus()).contains("00000000:01:00.0");
        assertThat(gpu.memory().reservedBytes()).hasValue(869 * MIB);
        assertThat(gpu.load().memoryPercent()).hasValue(41);
        assertThat(gpu.load().fanPercent()).isEmpty();
        assertThat(gpu.load().temperature().celsius()).hasValue(61);
        assertThat(gpu.load().temperature().memoryCelsius()).hasValue(70);
        assertThat(gpu.load().temperature().slowdownCelsius()).hasValue(89);
        assertThat(gpu.load().temperature().shutdownCelsius()).hasValue(92);
        assertThat(gpu.load().clocks().maxSmMhz()).hasValue(1411);
        assertThat(gpu.load().clocks().throttled())
                .contains(List.of("sw power cap", "hw thermal slowdown"));
        assertThat(gpu.link().generation()).hasValue(4);
        assertThat(gpu.link().maxGeneration()).hasValue(5);
        assertThat(gpu.link().width()).hasValue(8);
        assertThat(gpu.link().maxWidth()).hasValue(16);
        assertThat(gpu.health().ecc()).contains(true);
        assertThat(gpu.health().now().corrected()).hasValue(3);
        assertThat(gpu.health().now().uncorrected()).hasValue(9);
        assertThat(gpu.health().ever().corrected()).hasValue(30);
        assertThat(gpu.health().ever().uncorrected()).isEmpty();
        assertThat(gpu.health().remapped().pending()).contains(true);
        assertThat(gpu.health().remapped().failed()).contains(false);
        assertThat(gpu.modes().persistence()).contains(true);
        assertThat(gpu.modes().compute()).contains("Default");
        assertThat(gpu.modes().performance()).contains("P0");
    }

    @Test
    void eachMigDeviceIsAGpuOfItsOwnWithItsProcesses() {
        var gpus = NvidiaSmiXml.parse(Documents.V12).gpus();

        assertThat(gpus).extracting(Gpu::label).containsExactly("0", "0:0", "0:1", "1");
        assertThat(gpus.get(1).processes().orElseThrow()).isEmpty();
        assertThat(gpus.get(2).memory().usedBytes()).hasValue(9000 * MIB);
        assertThat(gpus.get(2).load().temperature().celsius()).isEmpty();
        assertThat(gpus.get(2).processes().orElseThrow())
                .singleElement()
                .satisfies(process -> {
                    assertThat(process.pid()).isEqualTo(4711);
                    assertThat(process.memoryBytes()).hasValue(8988 * MIB);
                });
    }

    @Test
    void hiddenProcessesAreUnknownAndNotNone() {
        var gpus = NvidiaSmiXml.parse(Documents.V12).gpus();

        assertThat(gpus.getLast().processes()).isEmpty();
        assertThat(NvidiaSmiXml.parse(Documents.V13).gpus().getFirst().processes())
                .contains(List.of());
    }

    @Test
    void aLaterSchemaIsReadAndWhatIsNewInItPassedOver() {
        var gpu = NvidiaSmiXml.parse(Documents.V13).gpus().getFirst();

        assertThat(gpu.memory().usedBytes()).hasValue(170_001 * MIB);
        assertThat(gpu.load().power().watts()).hasValue(902.1);
        assertThat(gpu.load().temperature().leftCelsius()).hasValue(31);
        assertThat(gpu.health().now().uncorrected()).hasValue(7);
        assertThat(gpu.link().fabric()).contains("Completed");
    }

    @Test
    void warningsAroundTheDocumentAreNoPartOfIt() {
        var printed = "WARNING: a\n" + Documents.V10 + "WARNING: infoROM is corrupted\n";

        assertThat(NvidiaSmiXml.parse(printed).gpus()).hasSize(1);
    }

    @Test
    void nothingOutsideTheDocumentIsLoaded() {
        var entity =
                """
                <!DOCTYPE nvidia_smi_log [<!ENTITY x SYSTEM "file:///etc/hostname">]>
                <nvidia_smi_log><driver_version>1</driver_version></nvidia_smi_log>
                """;

        assertThat(NvidiaSmiXml.parse(entity).driver()).contains("1");
    }

    @Test
    void recordedDocumentsAreReadAsTheyAre() throws IOException {
        var recorded = Documents.recorded();
        assumeTrue(!recorded.isEmpty(), "no recorded documents beside the repository");

        Map<String, String> seen = new TreeMap<>();
        for (var file : recorded) {
            seen.put(file.getFileName().toString(), summary(file));
        }

        assertThat(seen)
                .containsEntry("a100-sxm4-v12.xml", "NVIDIA A100-SXM4-80GB 50/81920 MiB, 4 MIG")
                .containsEntry("gtx-1660-ti.xml", "Graphics Device 0/5912 MiB, 0 MIG")
                .containsEntry("tesla-t4.xml", "Tesla T4 1032/15360 MiB, 0 MIG");
    }

    private static String summary(Path file) throws IOException {
        var host = NvidiaSmiXml.parse(Files.readString(file));
        var card = host.cards().getFirst();
        return "%s %d/%d MiB, %d MIG"
                .formatted(
                        card.name(),
                        card.memory().usedBytes().orElseThrow() >> 20,
                        card.memory().totalBytes().orElseThrow() >> 20,
                        host.gpus().size() - host.cards().size());
    }
}
