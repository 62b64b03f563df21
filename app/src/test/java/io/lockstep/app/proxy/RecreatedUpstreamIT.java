package io.lockstep.app.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.containers.TestImages;
import io.lockstep.app.containers.docker.DockerHost;
import io.lockstep.app.containers.image.ImagePlan;
import io.lockstep.app.containers.image.Installation;
import io.lockstep.app.testing.Eventually;
import io.lockstep.app.testing.NeedsDocker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The engine in a container before an upstream that comes, goes and comes again with another
/// address under the same name. Another engine is that upstream, since it keeps connections open.
@NeedsDocker
@Timeout(300)
class RecreatedUpstreamIT {
    private static final String SUBNET = "10.213.77.";

    private final String prefix = "ls-change-" + UUID.randomUUID().toString().substring(0, 8);
    private final String node = prefix + "-node";
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> containers = new ArrayList<>();

    @BeforeEach
    void twoImagesAndANetwork() throws Exception {
        try (var host = DockerHost.open(Optional.empty())) {
            TestImages.load(host, prefix + ":1", Map.of());
            var plan =
                    ImagePlan.engine(prefix + "-engine:1", Installation.ofThisProcess(), Map.of());
            var archive = TestImages.archives().archive(plan);
            host.load(archive);
            Files.delete(archive);
        }
        docker("network", "create", "--subnet", SUBNET + "0/24", prefix);
    }

    @AfterEach
    void remove() throws Exception {
        for (var container : containers) {
            docker("rm", "-f", "-v", container);
        }
        docker("network", "rm", prefix);
        docker("rmi", prefix + ":1", prefix + "-engine:1");
    }

    @Test
    void anUpstreamMayBeMissingAtTheStartAndComeBackWithAnotherAddress() throws Exception {
        var front = engine(prefix + "-front", 2, "http://" + node + ":8080");
        var startedAt = docker("inspect", "-f", "{{.State.StartedAt}}", front);
        var url = "http://" + docker("port", front, "8080/tcp").lines().findFirst().orElseThrow();
        Eventually.see(() -> get(url), answer -> answer.startsWith("503"));
        assertThat(get(url))
                .isEqualTo(
                        "503 The upstream %s:8080 cannot be reached: the name %s is unknown.\n"
                                .formatted(node, node));

        run(prefix + "-echo", 3, prefix + ":1", "serve");
        engine(node, 10, "http://" + prefix + "-echo:8080");

        assertServes(url);

        docker("rm", "-f", "-v", node);
        assertThat(get(url)).startsWith("503 ").contains("cannot be reached");
        engine(node, 20, "http://" + prefix + "-echo:8080");

        assertServes(url);
        assertThat(docker("inspect", "-f", "{{.State.StartedAt}}", front)).isEqualTo(startedAt);
    }

    /// From the first answer on, each request is answered.
    private void assertServes(String url) {
        assertThat(Eventually.see(() -> get(url), "200 hello"::equals)).isEqualTo("200 hello");
        for (var n = 0; n < 20; n++) {
            assertThat(get(url)).isEqualTo("200 hello");
        }
    }

    private String engine(String name, int address, String otherwise) throws Exception {
        return run(
                name,
                address,
                prefix + "-engine:1",
                "run",
                "--listen",
                "0.0.0.0:8080",
                "--default",
                otherwise,
                "--control",
                "/run/lockstep/control.sock");
    }

    private String run(String name, int address, String image, String... arguments)
            throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "run",
                                "-d",
                                "--name",
                                name,
                                "--network",
                                prefix,
                                "--ip",
                                SUBNET + address,
                                "-p",
                                "127.0.0.1::8080",
                                image));
        command.addAll(List.of(arguments));
        if (!containers.contains(name)) {
            containers.add(name);
        }
        docker(command.toArray(String[]::new));
        return name;
    }

    private String get(String url) {
        try {
            var answer =
                    http.send(
                            HttpRequest.newBuilder(URI.create(url + "/")).build(),
                            BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        } catch (IOException e) {
            return "no answer: " + e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String docker(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed.strip();
    }
}
