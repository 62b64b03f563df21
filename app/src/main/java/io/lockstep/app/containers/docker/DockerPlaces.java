package io.lockstep.app.containers.docker;

import io.lockstep.app.containers.ssh.SshAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reads the addresses of engines as people write them, and finds the one meant when they write
/// none: `DOCKER_HOST`, `DOCKER_CONTEXT`, the current context, the socket of this machine, in the
/// order of the `docker` command.
///
/// @param environment of this process
/// @param home of this user
record DockerPlaces(Map<String, String> environment, Path home) {
    private static final String SOCKET = "/var/run/docker.sock";
    private static final String LOCAL = "unix:///var/run/docker.sock";
    private static final String CONTEXT = "context:";
    private static final int TLS_PORT = 2376;
    private static final int PLAIN_PORT = 2375;
    private static final List<String> LOOPBACK = List.of("localhost", "::1");

    static DockerPlaces ofThisProcess() {
        var environment = System.getenv();
        var home = environment.getOrDefault("HOME", System.getProperty("user.home", "."));
        return new DockerPlaces(environment, Path.of(home));
    }

    DockerAddress find(Optional<String> given) {
        return given.map(this::written).orElseGet(this::usual);
    }

    private DockerAddress usual() {
        var host = set("DOCKER_HOST");
        if (host.isPresent()) {
            return at(host.get(), set("DOCKER_TLS_VERIFY").map(_ -> certificates()));
        }
        return set("DOCKER_CONTEXT")
                .or(contexts()::current)
                .filter(name -> !name.equals(DockerContexts.DEFAULT))
                .map(this::context)
                .orElseGet(() -> new DockerAddress.LocalSocket(Path.of(SOCKET)));
    }

    private Optional<String> set(String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
    }

    private Path certificates() {
        return set("DOCKER_CERT_PATH").map(Path::of).orElseGet(this::config);
    }

    private Path config() {
        return set("DOCKER_CONFIG").map(Path::of).orElseGet(() -> home.resolve(".docker"));
    }

    private DockerContexts contexts() {
        return new DockerContexts(config());
    }

    private DockerAddress written(String address) {
        return address.startsWith(CONTEXT)
                ? context(address.substring(CONTEXT.length()))
                : at(address, Optional.empty());
    }

    private DockerAddress context(String name) {
        if (name.equals(DockerContexts.DEFAULT)) {
            return new DockerAddress.LocalSocket(Path.of(SOCKET));
        }
        var context = contexts().context(name);
        return at(context.host().orElse(LOCAL), context.tls());
    }

    private DockerAddress at(String address, Optional<Path> tls) {
        try {
            var uri = new URI(address);
            return switch (Optional.ofNullable(uri.getScheme()).orElse("")) {
                case "unix" -> new DockerAddress.LocalSocket(Path.of(uri.getPath()));
                case "tcp", "https" -> tcp(uri, tls);
                case "ssh" -> new DockerAddress.Remote(ssh(uri));
                default -> throw DockerProblems.addressUnusable(address);
            };
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw DockerProblems.addressUnusable(address);
        }
    }

    private DockerAddress tcp(URI uri, Optional<Path> given) {
        var host = host(uri);
        var options = options(uri);
        var tls = file(options, "tls").or(() -> given);
        if (tls.isEmpty() && !loopback(host) && !"accepted".equals(options.get("plain"))) {
            throw DockerProblems.plainText(uri.getHost());
        }
        var usual = tls.isPresent() ? TLS_PORT : PLAIN_PORT;
        return new DockerAddress.Tcp(host, uri.getPort() < 0 ? usual : uri.getPort(), tls);
    }

    private static boolean loopback(String host) {
        return LOOPBACK.contains(host.replaceAll("[\\[\\]]", "")) || host.startsWith("127.");
    }

    private SshAddress ssh(URI uri) {
        var options = options(uri);
        var path = uri.getPath();
        return new SshAddress(
                Optional.ofNullable(uri.getUserInfo()),
                host(uri),
                Math.max(0, uri.getPort()),
                path == null || path.isEmpty() || path.equals("/") ? SOCKET : path,
                file(options, "key"),
                file(options, "known_hosts")
                        .orElseGet(() -> home.resolve(".ssh").resolve("known_hosts")),
                set("SSH_AUTH_SOCK").map(Path::of));
    }

    private static String host(URI uri) {
        if (uri.getHost() == null) {
            throw DockerProblems.addressUnusable(uri.toString());
        }
        return uri.getHost();
    }

    private Optional<Path> file(Map<String, String> options, String name) {
        return Optional.ofNullable(options.get(name))
                .map(text ->
                        text.startsWith("~/") ? home.resolve(text.substring(2)) : Path.of(text));
    }

    /// What stands behind the question mark: `tls`, `plain`, `key`, `known_hosts`.
    private static Map<String, String> options(URI uri) {
        Function<String, String[]> pair = option -> option.split("=", 2);
        return uri.getQuery() == null
                ? Map.of()
                : Arrays.stream(uri.getQuery().split("&"))
                        .map(pair)
                        .collect(
                                Collectors.toMap(
                                        p -> p[0],
                                        p -> p.length > 1 ? p[1] : "",
                                        (first, _) -> first));
    }
}
