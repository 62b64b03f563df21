package io.lockstep.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lockstep.app.fakes.FakeContainerHost;
import io.lockstep.app.fakes.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `lockstep gpu` over saved documents, and `lockstep host` on this machine.
class GpuCommandTest {
    private static final String DOCUMENT =
            """
            <nvidia_smi_log><driver_version>570.1</driver_version><gpu>
            <product_name>NVIDIA H100</product_name>
            <fb_memory_usage><used>512 MiB</used><total>81559 MiB</total></fb_memory_usage>
            <temperature><gpu_temp>64 C</gpu_temp></temperature><fan_speed>N/A</fan_speed>
            <processes><process_info><pid>4711</pid><process_name>python3</process_name>
            <used_memory>500 MiB</used_memory></process_info></processes>
            </gpu></nvidia_smi_log>
            """;

    @TempDir private Path folder;

    @Test
    void aSavedDocumentIsATableForPeople() throws Exception {
        var program = program();

        var exit = program.run("gpu", "--from", saved(DOCUMENT));

        assertThat(program.err()).isEmpty();
        assertThat(exit).isZero();
        assertThat(program.out())
                .contains("1 GPU; driver 570.1, CUDA ?")
                .contains("NVIDIA H100")
                .contains("512 of 81559")
                .contains("process 4711, 500 MiB, python3");
    }

    @Test
    void inJsonWhatIsNotKnownIsNull() throws Exception {
        var program = program();

        var exit = program.run("gpu", "--json", "--from", saved(DOCUMENT));

        var gpu = new ObjectMapper().readTree(program.out()).path("gpus").get(0);
        assertThat(exit).isZero();
        assertThat(gpu.at("/memory/usedBytes").asLong()).isEqualTo(512L << 20);
        assertThat(gpu.at("/load/temperature/celsius").asInt()).isEqualTo(64);
        assertThat(gpu.at("/load/fanPercent").isNull()).isTrue();
        assertThat(gpu.at("/load/power/watts").isNull()).isTrue();
        assertThat(gpu.at("/processes/0/pid").asLong()).isEqualTo(4711);
    }

    @Test
    void aStateIsOneSentenceAndMissing() throws Exception {
        var program = program();

        var exit =
                program.run(
                        "gpu",
                        "--from",
                        saved("Failed to initialize NVML: Driver/library version mismatch\n"));

        assertThat(exit).isEqualTo(69);
        assertThat(program.out()).isEmpty();
        assertThat(program.err()).contains("different versions").contains("reboot");
    }

    @Test
    void aFileThatIsNotThereIsUsage() {
        var program = program();

        assertThat(program.run("gpu", "--from", folder.resolve("none").toString())).isEqualTo(2);
        assertThat(program.run("gpu", "--ssh", "no machine")).isEqualTo(2);
        assertThat(program.err()).contains("cannot be read").contains("names no machine");
    }

    @Test
    void theHostOfThisMachineIsTold() throws Exception {
        var program = program();

        var exit = program.runAtHome("host", "--json");

        var host = new ObjectMapper().readTree(program.out());
        assertThat(exit).isZero();
        assertThat(host.at("/cpu/processors").asInt()).isPositive();
        assertThat(host.at("/cpu/share").isNumber()).isTrue();
        assertThat(host.at("/memory/totalBytes").asLong()).isPositive();
        assertThat(host.at("/clockOffset").isNull()).isTrue();
    }

    private String saved(String text) throws Exception {
        return Files.writeString(folder.resolve("saved"), text).toString();
    }

    private Program program() {
        return new Program(
                folder,
                _ -> new FakeContainerHost(),
                _ -> {
                    throw new IllegalStateException("no engine is asked");
                });
    }
}
