package io.lockstep.app.containers.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.containers.TestImages;
import io.lockstep.app.testing.Eventually;
import io.lockstep.app.testing.NeedsDocker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The engine's image in a real Docker engine, with everything taken away that can be.
@NeedsDocker
@Timeout(300)
class EngineImageIT {
    private static final long MEGABYTE = 1_000_000;
    private static final List<String> SHELLS =
            List.of("sh", "/bin/sh", "/bin/bash", "/bin/busybox", "/usr/bin/env");

    @TempDir private Path folder;

    private final String name = "ls-image-" + UUID.randomUUID().toString().substring(0, 8);
    private final Installation installation = Installation.ofThisProcess();

    @BeforeEach
    void load() {
        assertThat(loaded(TestImages.archives())).contains(name + ":1");
    }

    @AfterEach
    void remove() {
        say("rm", "-f", "-v", name);
        say("rmi", "-f", name + ":1");
    }

    @Test
    void itIsWellWithAReadOnlyRootNoRightsAndNothingButItsVolumesToWriteTo() {
        docker(
                "run",
                "-d",
                "--name",
                name,
                "--read-only",
                "--cap-drop=ALL",
                "--security-opt=no-new-privileges",
                "--health-interval=1s",
                name + ":1",
                "run",
                "--listen",
                "0.0.0.0:8080",
                "--default",
                "http://127.0.0.1:1",
                "--transport",
                "epoll",
                "--control",
                "/run/lockstep/control.sock",
                "--state",
                "/var/lib/lockstep");

        assertThat(Eventually.see(() -> health(), "healthy"::equals))
                .as(say("logs", name))
                .isEqualTo("healthy");
        assertThat(docker("top", name, "-eo", "pid,uid").lines().skip(1).map(String::strip))
                .isNotEmpty()
                .allMatch(process -> process.endsWith(" 10001"));
        for (var shell : SHELLS) {
            assertThat(say("exec", name, shell, "-c", "true")).contains("unable to start");
        }
        docker("exec", name, "/opt/java/bin/java", "--version");
    }

    @Test
    void anEngineThatDoesNotAnswerIsNotWell() {
        docker(
                "run",
                "-d",
                "--name",
                name,
                "--health-interval=1s",
                "--health-retries=1",
                "--health-start-period=0s",
                name + ":1",
                "anchor");

        assertThat(Eventually.see(() -> health(), "unhealthy"::equals)).isEqualTo("unhealthy");
    }

    @Test
    void itIsSmallForAnotherUserThanRootAndTheSameWhereverItIsBuilt() {
        assertThat(Long.parseLong(inspected("{{.Size}}"))).isLessThan(100 * MEGABYTE);
        assertThat(inspected("{{.Config.User}}")).isEqualTo("10001");
        assertThat(inspected("{{json .Config.Entrypoint}}")).startsWith("[\"/opt/java/bin/java\"");
        var id = inspected("{{.Id}}");
        docker("rmi", name + ":1");

        loaded(new ImageArchives(folder, installation));

        assertThat(inspected("{{.Id}}")).isEqualTo(id);
    }

    private String loaded(ImageArchives archives) {
        var archive = archives.archive(ImagePlan.engine(name + ":1", installation, Map.of()));
        return docker("load", "-i", archive.toString());
    }

    private String health() {
        return docker("inspect", "-f", "{{.State.Health.Status}}", name);
    }

    private String inspected(String format) {
        return docker("image", "inspect", "-f", format, name + ":1");
    }

    private static String docker(String... arguments) {
        return run(true, arguments);
    }

    /// Whatever comes of it.
    private static String say(String... arguments) {
        return run(false, arguments);
    }

    private static String run(boolean well, String... arguments) {
        var command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var code = process.waitFor();
            assertThat(well && code != 0).as(said).isFalse();
            return said.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
