package io.lockstep.app.containers.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/// The contexts of the `docker` command, as it stores them: a folder for each, named by the SHA-256
/// of its name.
///
/// @param folder `~/.docker`, or what `DOCKER_CONFIG` says
record DockerContexts(Path folder) {
    static final String DEFAULT = "default";

    /// @param host an address, empty for the local socket
    /// @param tls folder with its certificates
    record Context(Optional<String> host, Optional<Path> tls) {}

    /// The one chosen with `docker context use`.
    Optional<String> current() {
        return read(folder.resolve("config.json"))
                .map(config -> config.path("currentContext").asText(""))
                .filter(name -> !name.isEmpty() && !name.equals(DEFAULT));
    }

    /// @throws io.lockstep.chain.problem.ProblemException when there is none of that name, or when
    ///   it skips the check of the host's certificate
    Context context(String name) {
        var contexts = folder.resolve("contexts");
        var meta =
                read(contexts.resolve("meta").resolve(id(name)).resolve("meta.json"))
                        .filter(found -> found.path("Name").asText().equals(name))
                        .orElseThrow(() -> DockerProblems.contextMissing(name, contexts));
        var docker = meta.path("Endpoints").path("docker");
        if (docker.path("SkipTLSVerify").asBoolean()) {
            throw DockerProblems.contextUnchecked(name);
        }
        return new Context(
                Optional.of(docker.path("Host").asText("")).filter(host -> !host.isEmpty()),
                Optional.of(contexts.resolve("tls").resolve(id(name)).resolve("docker"))
                        .filter(Files::isDirectory));
    }

    private static Optional<JsonNode> read(Path file) {
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(DockerApi.JSON.readTree(file.toFile()));
        } catch (IOException e) {
            throw DockerProblems.configUnreadable(file, e);
        }
    }

    static String id(String name) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(name.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has it", e);
        }
    }
}
