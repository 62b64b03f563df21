package io.lockstep.app.rehearsal.mlnode;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.rehearsal.Asker;
import io.lockstep.app.rehearsal.mlnode.MlNodeConfig.Flavour;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedGpuTest {
    private static final String UP = "/api/v1/inference/up";
    private static final String MODEL = "{\"model\":\"m\"}";

    @TempDir Path folder;

    private final Asker web = new Asker();
    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void end() throws InterruptedException {
        for (var process : processes) {
            process.destroyForcibly();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
        web.close();
    }

    @Test
    void aSecondNodeIsOutOfMemoryUntilTheFirstIsStopped() throws Exception {
        var config = MlNodeConfig.quick("v3.0.8", Flavour.R0).on(folder.resolve("lock"));
        try (var one = MlNode.start(config);
                var two = MlNode.start(config)) {
            web.post(one.uri(), UP, MODEL);

            assertThat(up(two.uri())).contains("ERROR", "CUDA out of memory");
            web.post(one.uri(), "/api/v1/stop", "");
            assertThat(up(two.uri())).isEqualTo("{\"status\":\"OK\"}");
        }
    }

    @Test
    void processesShareItAndADeadOneHoldsNothing() throws Exception {
        var one = process("v3.0.8");
        var two = process("v3.0.10");
        web.post(one, UP, MODEL);

        var answer = web.post(two, UP, MODEL);
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("CUDA out of memory");
        assertThat(memoryUsed(two)).isGreaterThan(70_000);

        processes.getFirst().destroyForcibly().waitFor();
        assertThat(memoryUsed(two)).isLessThan(100);
        assertThat(up(two)).isEqualTo("{\"status\":\"OK\"}");
    }

    private String up(URI node) throws IOException, InterruptedException {
        return web.post(node, UP, MODEL).body();
    }

    private int memoryUsed(URI node) throws IOException, InterruptedException {
        return web.json(node, "/api/v1/gpu/devices").at("/devices/0/used_memory_mb").asInt();
    }

    /// With no more modules and jars than the image of a stand-in has.
    private URI process(String version) throws IOException {
        var builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--limit-modules",
                        "java.base,jdk.httpserver",
                        "-cp",
                        classPath(),
                        MlNodeMain.class.getName());
        builder.environment().put("LOCKSTEP_BIND", "127.0.0.1");
        builder.environment().put("MLNODE_PORT", "0");
        builder.environment().put("MLNODE_COMPAT_PORT", "0");
        builder.environment().put("MLNODE_VERSION", version);
        builder.environment().put("MLNODE_FLAVOUR", "r2");
        builder.environment().put("MLNODE_LOAD_MILLIS", "10");
        builder.environment().put("MLNODE_GPU", folder.resolve("lock").toString());
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        var process = builder.start();
        processes.add(process);
        var line = firstLine(process.inputReader(StandardCharsets.UTF_8));
        assertThat(line).startsWith("MLNode " + version + " listens on http://");
        return URI.create(line.substring(line.indexOf("http")));
    }

    private static String firstLine(BufferedReader output) throws IOException {
        var line = output.readLine();
        return line == null ? "" : line;
    }

    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> entry.contains("jackson-") || entry.endsWith("classes"))
                .filter(entry -> !entry.contains("toml"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
