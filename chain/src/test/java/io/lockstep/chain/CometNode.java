package io.lockstep.chain;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A real CometBFT node of the version that the network runs, with its example application. It is
/// built once with the Go toolchain and kept in the user's cache.
final class CometNode implements AutoCloseable {
    private static final String VERSION = "v0.38.17";
    private static final Duration LONGEST_BUILD = Duration.ofMinutes(15);
    private static final Duration LONGEST_END = Duration.ofSeconds(10);

    private final Path program;
    private final Path home;
    private final int port;
    private Optional<Process> running = Optional.empty();

    private CometNode(Path program, Path home, int port) {
        this.program = program;
        this.home = home;
        this.port = port;
    }

    /// Why there can be no such node here; empty when there can.
    static Optional<String> missing() {
        if (Files.isExecutable(built())) {
            return Optional.empty();
        }
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "go")))
                ? Optional.empty()
                : Optional.of("there is no Go toolchain to build CometBFT " + VERSION + " with");
    }

    /// @param blockTime time the node waits after a block
    static CometNode prepare(Path home, Duration blockTime) throws Exception {
        var node = new CometNode(build(), home, freePort());
        node.must(List.of(node.program.toString(), "init", "--home", home.toString()), home);
        var settings = home.resolve("config/config.toml");
        Files.writeString(
                settings,
                Files.readString(settings)
                        .replace(
                                "timeout_commit = \"1s\"",
                                "timeout_commit = \"%dms\"".formatted(blockTime.toMillis())));
        return node;
    }

    URI rpc() {
        return URI.create("http://127.0.0.1:" + port);
    }

    void start() throws IOException {
        var command =
                List.of(
                        program.toString(),
                        "node",
                        "--home",
                        home.toString(),
                        "--proxy_app=persistent_kvstore",
                        "--rpc.laddr",
                        "tcp://127.0.0.1:" + port,
                        "--p2p.laddr",
                        "tcp://127.0.0.1:0");
        running = Optional.of(process(command, home).start());
    }

    /// As the kernel or a power cut ends it: nothing is flushed.
    void kill() {
        running.ifPresent(process ->
                process.destroyForcibly()
                        .onExit()
                        .orTimeout(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS)
                        .join());
        running = Optional.empty();
    }

    @Override
    public void close() {
        kill();
    }

    private static Path folder() {
        var cache =
                Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                        .map(Path::of)
                        .orElse(Path.of(System.getProperty("user.home"), ".cache"));
        return cache.resolve("lockstep-tests").resolve("cometbft-" + VERSION);
    }

    private static Path built() {
        return folder().resolve("cometbft");
    }

    private static Path build() throws Exception {
        var program = built();
        if (Files.isExecutable(program)) {
            return program;
        }
        Files.createDirectories(folder());
        var build =
                process(
                        List.of(
                                "go",
                                "install",
                                "github.com/cometbft/cometbft/cmd/cometbft@" + VERSION),
                        folder());
        build.environment().put("GOBIN", folder().toString());
        end(build.start(), LONGEST_BUILD);
        return program;
    }

    private void must(List<String> command, Path folder) throws Exception {
        end(process(command, folder).start(), Duration.ofSeconds(30));
    }

    private static void end(Process process, Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(process.info() + " does not end");
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException(process.info() + " ended with " + process.exitValue());
        }
    }

    private static ProcessBuilder process(List<String> command, Path folder) {
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
