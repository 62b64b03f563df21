package io.lockstep.app.containers.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.containers.ContainerHost.CloneChange;
import io.lockstep.app.containers.TestImages;
import io.lockstep.app.containers.compose.ComposeProject;
import io.lockstep.app.containers.compose.ComposeTool;
import io.lockstep.app.containers.compose.SideBySide;
import io.lockstep.app.testing.NeedsDocker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A project of the real docker-compose, read and written.
@NeedsDocker
@Timeout(120)
class ComposeIT {
    private static final Path PROGRAM = Path.of("/usr/bin/docker-compose");

    @TempDir private Path folder;

    private final Raw others = new Raw();
    private final String prefix = others.prefix;
    private final DockerHost host = DockerHost.open(Optional.empty());
    private Path file = Path.of("");

    @BeforeEach
    void aProject() throws Exception {
        var there = Files.isExecutable(PROGRAM);
        if (!there && "true".equals(System.getenv("CI"))) {
            Assertions.fail("needs Debian's package docker-compose");
        }
        if (!there) {
            System.out.println("SKIPPED: needs Debian's package docker-compose");
        }
        Assumptions.assumeTrue(there, "needs Debian's package docker-compose");
        TestImages.load(host, prefix + ":1.0.0", Map.of("of", prefix));
        file = folder.resolve("docker-compose.yml");
        Files.writeString(file, project(prefix + ":1.0.0"));
        compose(file, "up", "--no-start");
    }

    @AfterEach
    void clean() throws Exception {
        if (Files.isExecutable(PROGRAM)) {
            compose(file, "down", "--volumes");
        }
        others.close();
        host.close();
    }

    @Test
    void theProjectOfAnIncumbentIsReadAndItsDriftIsTold() throws Exception {
        var project = ComposeProject.of(incumbentLabels()).orElseThrow();

        assertThat(project.name()).isEqualTo(prefix);
        assertThat(project.service()).isEqualTo("mlnode-308");
        assertThat(project.files()).containsExactly(file);
        assertThat(ComposeTool.hash(project)).contains(project.hash());
        assertThat(project.advice("mlnode:2", ComposeTool.hash(project)))
                .anyMatch(line -> line.contains("docker compose up changes nothing today"))
                .anyMatch(line -> line.contains("write image: mlnode:2 for mlnode-308 in " + file));

        Files.writeString(
                file, project(prefix + ":1.0.0").replace("STARTED: eins", "STARTED: zwei"));

        assertThat(project.advice("mlnode:2", ComposeTool.hash(project)))
                .anyMatch(line -> line.contains("would recreate the incumbent now"));
    }

    @Test
    void composeDoesNotTakeTheCandidateForItsOwn() throws Exception {
        var clone = host.cloneOf(incumbent(), change());

        compose(file, "up", "--no-start", "--remove-orphans");

        assertThat(others.exists(clone.id())).isTrue();
        assertThat(others.exists(incumbent())).isTrue();
    }

    @Test
    void theFileThatIsWrittenIsOneThatComposeTakesAndMakesTheSameContainersOf() throws Exception {
        var written = folder.resolve("side-by-side.yml");
        var text =
                new SideBySide(
                                "mlnode-308",
                                host.composeService(incumbent()),
                                "mlnode-v2.0.0",
                                prefix + ":2.0.0",
                                "nginx@sha256:" + "ab".repeat(32))
                        .file();
        Files.writeString(written, text);

        var told = compose(written, "config");

        assertThat(told)
                .contains("nginx@sha256:" + "ab".repeat(32))
                .contains(prefix + ":2.0.0")
                .contains("driver: nvidia")
                .contains("max-size: 10m")
                .contains("restart: always")
                .doesNotContain("very-secret");
        assertThat(text).contains("HF_TOKEN: \"${HF_TOKEN}\"").contains("a$$b");
        compose(file, "rm", "--force");
        compose(written, "up", "--no-start", "mlnode-308");
        assertThat(Flat.of(others.inspect(incumbent()).path("HostConfig")))
                .containsEntry(".IpcMode", "host")
                .containsEntry(".RestartPolicy.Name", "always")
                .containsEntry(".DeviceRequests.0.Capabilities.0.0", "gpu")
                .containsEntry(".LogConfig.Config.max-size", "10m")
                .containsEntry(".CapAdd.0", "SYS_NICE");
    }

    private static String project(String image) {
        return """
        services:
          mlnode-308:
            image: %s
            command: serve
            hostname: mlnode-308
            restart: always
            ipc: host
            cap_add: [SYS_NICE]
            volumes: ["/tmp:/root/.cache"]
            environment:
              HF_HOME: /root/.cache
              STARTED: eins
              PATTERN: a$$b
              HF_TOKEN: very-secret
            logging:
              driver: json-file
              options: {max-size: 10m}
            deploy:
              resources:
                reservations:
                  devices: [{driver: nvidia, count: all, capabilities: [gpu]}]
        """
                .formatted(image);
    }

    private String incumbent() {
        for (var one : others.api.get("/containers/json?all=1").body()) {
            if (Filters.map(one.path("Labels"))
                    .getOrDefault("com.docker.compose.project", "")
                    .equals(prefix)) {
                return one.path("Id").asText();
            }
        }
        throw new IllegalStateException("compose made no container");
    }

    private Map<String, String> incumbentLabels() {
        return Filters.map(others.inspect(incumbent()).path("Config").path("Labels"));
    }

    private CloneChange change() {
        return new CloneChange(
                prefix + "-candidate",
                prefix + ":1.0.0",
                Map.of("lockstep.role", "candidate"),
                Map.of(),
                List.of("candidate"));
    }

    private String compose(Path project, String... arguments)
            throws IOException, InterruptedException {
        var command =
                new ArrayList<>(
                        List.of(
                                PROGRAM.toString(),
                                "--project-name",
                                prefix,
                                "--file",
                                project.toString()));
        command.addAll(List.of(arguments));
        var log = folder.resolve("compose.log");
        var process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectError(log.toFile())
                        .start();
        var told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(Files.readString(log)).isZero();
        return told;
    }
}
