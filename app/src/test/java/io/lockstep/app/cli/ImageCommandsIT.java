package io.lockstep.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lockstep.app.containers.TestImages;
import io.lockstep.app.containers.docker.DockerHost;
import io.lockstep.app.containers.registry.TestRegistry;
import io.lockstep.app.testing.NeedsDocker;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The commands over the real parts: a real engine and a real registry.
@NeedsDocker
@Timeout(120)
class ImageCommandsIT {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir private Path folder;

    private final String name = "ls-images-" + UUID.randomUUID().toString().substring(0, 8);
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aVersionIsResolvedPulledAndCompared() throws Exception {
        try (var registry = TestRegistry.open(folder);
                var host = DockerHost.open(Optional.empty())) {
            var rule = registry.host() + "/" + name;
            pushed(host, registry, rule + ":3.0.9-cu129");
            settings(rule);

            assertThat(run("image", "resolve", "v3.0.9", "--json")).isZero();
            var resolved = JSON.readTree(out.toString());
            assertThat(resolved.path("reference").asText()).isEqualTo(rule + ":3.0.9-cu129");
            assertThat(resolved.path("reason").asText()).isEqualTo("as upgrade.variant says");
            assertThat(resolved.path("bytes").asLong()).isPositive();

            assertThat(run("image", "pull", "v3.0.9", "--json")).isZero();
            var pulled = JSON.readTree(out.toString());
            assertThat(pulled.path("digest")).isEqualTo(resolved.path("digest"));
            assertThat(pulled.path("id")).isEqualTo(resolved.path("config"));
            assertThat(err.toString()).contains("2 of 2 layers");

            assertThat(run("image", "resolve", "ghcr.io/other/mlnode:1")).isEqualTo(1);
            assertThat(err.toString()).contains("Images from ghcr.io are not allowed here.");
            assertThat(run("image", "resolve", "v9.9.9")).isEqualTo(69);
            assertThat(run("image", "resolve", "not a version")).isNotZero();
            host.removeImage(pulled.path("id").asText());
        }
    }

    @Test
    void aFileIsLoadedUnlessAKeyAsksForASignature() throws Exception {
        var archive = TestImages.archives().archive(TestImages.plan(name + ":1.0.0", Map.of()));
        settings("ghcr.io/product-science/mlnode");
        try (var host = DockerHost.open(Optional.empty())) {
            assertThat(run("image", "load", archive.toString(), "--json")).isZero();
            assertThat(host.image(name + ":1.0.0")).isPresent();

            assertThat(run("candidate", "diff", "--container", "none", "--image", name + ":1.0.0"))
                    .isEqualTo(69);
            assertThat(err.toString()).contains("No MLNode called none is on this host.");
            Files.writeString(
                    folder.resolve("lockstep.toml"),
                    Files.readString(folder.resolve("lockstep.toml")) + "cosign_key = \"k.pub\"\n");
            assertThat(run("image", "load", archive.toString())).isEqualTo(1);
            assertThat(err.toString()).contains("A file carries no signature");
            host.removeImage(host.image(name + ":1.0.0").orElseThrow().id());
        } finally {
            Files.delete(archive);
        }
    }

    private void pushed(DockerHost host, TestRegistry registry, String reference) throws Exception {
        var image = TestImages.load(host, reference, Map.of("of", name));
        registry.push(reference, folder);
        host.removeImage(image.id());
    }

    private void settings(String rule) throws Exception {
        Files.writeString(
                folder.resolve("lockstep.toml"),
                "[upgrade]\nimage = \"%s:{tag}\"\nvariant = \"-cu129\"\n".formatted(rule));
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        var all =
                Stream.concat(
                                Stream.of(arguments),
                                List.of("--config", folder.resolve("lockstep.toml").toString())
                                        .stream())
                        .toArray(String[]::new);
        var program =
                new CommandLineProgram(
                        Wiring.parts(),
                        _ -> {},
                        new PrintWriter(out, true),
                        new PrintWriter(err, true));
        return program.run(all);
    }
}
