package io.lockstep.app.containers.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Logins as the docker command keeps them: in `config.json` itself or behind a
/// `docker-credential-*` program. They are read when they are needed and kept nowhere.
public final class DockerCredentials {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern PROGRAM = Pattern.compile("[A-Za-z0-9._-]{1,60}");
    private static final long SECONDS = 20;
    private static final String TOKEN_USER = "<token>";

    private final Path file;
    private final List<Path> programs;

    /// @param folder where `config.json` lies
    /// @param path folders with programs, as `PATH` has them
    public DockerCredentials(Path folder, String path) {
        this.file = folder.resolve("config.json");
        this.programs =
                Stream.of(path.split(File.pathSeparator))
                        .filter(entry -> !entry.isEmpty())
                        .map(Path::of)
                        .toList();
    }

    /// Those of this user: `DOCKER_CONFIG`, else `.docker` at home.
    public static DockerCredentials ofThisUser() {
        var named = System.getenv("DOCKER_CONFIG");
        var folder =
                named == null
                        ? Path.of(System.getProperty("user.home"), ".docker")
                        : Path.of(named);
        return new DockerCredentials(folder, Objects.requireNonNullElse(System.getenv("PATH"), ""));
    }

    /// A helper for this registry counts before the store for all, the store before the file.
    Optional<Login> find(String server) {
        var config = config();
        var helper = config.path("credHelpers").path(server).asText("");
        var store = config.path("credsStore").asText("");
        if (!helper.isEmpty() || !store.isEmpty()) {
            return asked(helper.isEmpty() ? store : helper, server);
        }
        var entry = config.path("auths").path(server);
        return entry.isMissingNode() ? schemed(config, server) : inFile(entry, server);
    }

    /// Old files write `https://host/v1/` for a host.
    private static Optional<Login> schemed(JsonNode config, String server) {
        for (var entry : config.path("auths").properties()) {
            var host = entry.getKey().replaceFirst("^https?://", "").replaceFirst("/.*$", "");
            if (host.equals(server)) {
                return inFile(entry.getValue(), server);
            }
        }
        return Optional.empty();
    }

    private JsonNode config() {
        try {
            return Files.exists(file)
                    ? JSON.readTree(Files.readAllBytes(file))
                    : JSON.createObjectNode();
        } catch (IOException e) {
            throw RegistryProblems.badStore(file + " is not readable JSON");
        }
    }

    private static Optional<Login> inFile(JsonNode entry, String server) {
        var token = entry.path("identitytoken").asText("");
        if (!token.isEmpty()) {
            return Optional.of(new Login(server, "", token, true));
        }
        try {
            var pair = Base64.getDecoder().decode(entry.path("auth").asText(""));
            var parts = new String(pair, StandardCharsets.UTF_8).split(":", 2);
            return parts.length < 2
                    ? Optional.empty()
                    : Optional.of(new Login(server, parts[0], parts[1], false));
        } catch (IllegalArgumentException e) {
            throw RegistryProblems.badStore("the entry for " + server + " is not base64");
        }
    }

    private Optional<Login> asked(String name, String server) {
        if (!PROGRAM.matcher(name).matches()) {
            throw RegistryProblems.badStore("it names a strange helper");
        }
        var program = "docker-credential-" + name;
        try {
            var process = new ProcessBuilder(found(program), "get").start();
            tell(process, server);
            return answered(process, program, server);
        } catch (IOException e) {
            throw RegistryProblems.badStore(program + " cannot be asked");
        }
    }

    /// A helper may answer and end without having read what it was asked.
    private static void tell(Process process, String server) {
        try (var input = process.outputWriter(StandardCharsets.UTF_8)) {
            input.write(server);
        } catch (IOException answeredUnasked) {
            // Its answer and its exit code say what there is to say.
        }
    }

    private String found(String program) {
        return programs.stream()
                .map(folder -> folder.resolve(program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElseThrow(() -> RegistryProblems.badStore(program + " is not installed"));
    }

    /// What it writes on its error stream is not read: it may hold a secret.
    private static Optional<Login> answered(Process process, String program, String server)
            throws IOException {
        process.errorReader().close();
        try (var output = process.inputReader(StandardCharsets.UTF_8)) {
            var text = output.readAllAsString();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                throw RegistryProblems.badStore(program + " does not answer");
            }
            if (process.exitValue() != 0) {
                return Optional.empty();
            }
            var answer = JSON.readTree(text);
            var user = answer.path("Username").asText("");
            var token = user.equals(TOKEN_USER);
            return Optional.of(
                    new Login(server, token ? "" : user, answer.path("Secret").asText(), token));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RegistryProblems.badStore(program + " was interrupted");
        } finally {
            process.destroyForcibly();
        }
    }
}
