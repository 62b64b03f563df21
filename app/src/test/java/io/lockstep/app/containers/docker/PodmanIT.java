package io.lockstep.app.containers.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.containers.ContainerDetails;
import io.lockstep.app.containers.TestImages;
import io.lockstep.app.testing.Eventually;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A real Podman behind its Docker-compatible socket. It is no part of what Lockstep needs, so
/// without it the test is skipped everywhere, with a line that says so.
@Timeout(240)
class PodmanIT {
    private static final Path PODMAN = Path.of("/usr/bin/podman");

    @TempDir private Path folder;

    @Test
    void aContainerOfPodmanIsReadAndWhatPodmanCannotDoIsSaid() throws Exception {
        skipWithout(Files.isExecutable(PODMAN), "no podman is installed");
        var socket = folder.resolve("p.sock");
        var service =
                new ProcessBuilder(
                                PODMAN.toString(),
                                "--root",
                                folder.resolve("root").toString(),
                                "--runroot",
                                folder.resolve("run").toString(),
                                "--storage-driver=vfs",
                                "--cgroup-manager=cgroupfs",
                                "system",
                                "service",
                                "--time=0",
                                "unix://" + socket)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("podman.log").toFile())
                        .start();
        try {
            var up = Eventually.see(() -> listens(socket), there -> there);
            skipWithout(up, "podman cannot run here");
            read(Optional.of("unix://" + socket));
        } finally {
            service.destroy();
            service.onExit().join();
        }
    }

    private static void read(Optional<String> address) {
        try (var host = DockerHost.open(address);
                var reader = DockerReader.open(address);
                var api = new DockerApi(DockerAddress.of(address))) {
            TestImages.load(host, "localhost/ls-hosts-mlnode:1.0.0", Map.of());
            var body =
                    DockerApi.JSON
                            .createObjectNode()
                            .put("Image", "localhost/ls-hosts-mlnode:1.0.0");
            body.putArray("Cmd").add("serve");
            body.putArray("Env").add("HF_TOKEN=secret");
            body.putObject("HostConfig").put("NetworkMode", "host");
            var made = api.post("/containers/create?name=mlnode", body);
            assertThat(made.ok()).as(made.message()).isTrue();

            assertThat(reader.engine().name()).isEqualTo("Podman");
            assertThat(reader.engine().cannot()).isNotEmpty();
            var details = reader.containers().getFirst();
            assertThat(details.container().name()).isEqualTo("mlnode");
            assertThat(details.container().version()).contains("v1.0.0");
            assertThat(details.environment())
                    .filteredOn(variable -> variable.name().equals("HF_TOKEN"))
                    .allMatch(ContainerDetails.Variable::masked);
            var id = details.container().id();
            var policy = DockerApi.JSON.createObjectNode();
            policy.putObject("RestartPolicy").put("Name", "always");
            var update = api.post("/containers/" + id + "/update", policy);
            var now = reader.container(id).orElseThrow().restart();
            System.out.println(
                    "NOTE podman answers %d to a new restart policy, which is then %s"
                            .formatted(update.status(), now));
            assertThat(now).isNotEqualTo("always");
        }
    }

    /// Its file is there a moment before anybody listens.
    private static boolean listens(Path socket) {
        try (var _ = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void skipWithout(boolean there, String reason) {
        if (!there) {
            System.out.println("SKIPPED PodmanIT: " + reason);
        }
        Assumptions.assumeTrue(there, reason);
    }
}
