package io.lockstep.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.lockstep.app.rehearsal.chain.Fault;
import io.lockstep.app.rehearsal.chain.SimChain;
import io.lockstep.app.rehearsal.chain.SimChainConfig;
import io.lockstep.app.testing.Processes;
import io.lockstep.chain.upgrade.Generation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The programs as an operator starts them: whatever is wrong, they say it in one line on standard
/// error, end with the right code and leave nothing behind.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

    private final Map<String, String> places = new HashMap<>();
    private SimChain chain;
    private HttpServer pages;
    private ServerSocket taken;

    @TempDir private Path folder;
    private Path home = Path.of("");

    @BeforeAll
    void raise() throws IOException {
        chain =
                SimChain.start(
                        SimChainConfig.rehearsal(
                                        Generation.R1,
                                        Duration.ofSeconds(1),
                                        InstantSource.system())
                                .byHand());
        chain.fault(1, new Fault.OtherChain("gonka-testnet"));
        pages = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        page("/html", 200, "<html>Welcome to nginx!</html>");
        page("/501", 501, "{\"code\":12,\"message\":\"Not Implemented\"}");
        pages.start();
        taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        places.put("RPC", chain.rpcs().getFirst().toString());
        places.put("OTHER", chain.rpcs().get(1).toString());
        places.put("REST", chain.rest().toString());
        places.put("HTML", "http://127.0.0.1:%d/html".formatted(pages.getAddress().getPort()));
        places.put("501", "http://127.0.0.1:%d/501".formatted(pages.getAddress().getPort()));
        places.put("TAKEN", "127.0.0.1:" + taken.getLocalPort());
    }

    private void page(String path, int status, String body) {
        pages.createContext(
                path,
                exchange -> {
                    exchange.sendResponseHeaders(status, body.length());
                    exchange.getResponseBody().write(body.getBytes(UTF_8));
                    exchange.close();
                });
    }

    @AfterAll
    void strike() throws IOException {
        chain.close();
        pages.stop(0);
        taken.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stats | 2 | There is no command stats, only",
                "--colour | 2 | There is no option --colour. Nothing was started or changed. Read lockstep --help.",
                "status --colour | 2 | There is no option --colour. Nothing was started or changed. Read lockstep status --help.",
                "console --colour | 2 | There is no option --colour.",
                "upgrade --colour | 2 | There is no option --colour.",
                "rehearse --colour | 2 | There is no option --colour.",
                "journal --colour | 2 | There is no option --colour.",
                "status now | 2 | The word now has no meaning here.",
                "rehearse --generation r9 | 2 | --generation must be r0, r1 or r2, not r9.",
                "rehearse --policy kind | 2 | --policy must be bridge, hold or refuse, not kind.",
                "rehearse --block-time soon | 2 | --block-time is wrong: soon is no time; write it as 200ms, 1s or 2m.",
                "rehearse --runtime moon | 2 | --runtime must be docker or processes, not moon.",
                "rehearse --json /nowhere/r.json | 2 | The report cannot be written to /nowhere/r.json. Nothing was begun. Name a file",
                "journal --lines -3 | 2 | --lines must be 1 or more, not -3.",
                "journal --lines many | 2 | --lines must be a whole number, not many.",
                "upgrade --step fly | 2 | There is no step fly. Nothing was begun. The steps are",
                "status --rpc | 2 | A value is missing: --rpc URL.",
                "status --rpc HOST:26657 | 2 | --rpc must be an address such as http://HOST:PORT, not HOST:26657.",
                "console | 69 | There is no display for a window here. Nothing was started or changed. Use lockstep status",
                "status | 69 | No address was given for the RPC of the chain.",
                "status --rpc http://127.0.0.1:1 | 69 | http://127.0.0.1:1/status does not answer: connection refused. The height is unknown;",
                "status --rpc http://nowhere.invalid:1 | 69 | does not answer: the host name is not known.",
                "status --rpc {HTML} | 69 | something that is not JSON",
                "status --rpc {RPC} --rpc {OTHER} | 69 | The RPC nodes do not agree on a height.",
                "status --rpc {RPC} --chain-id gonka-mainnet | 69 | is on chain lockstep-rehearsal, not on gonka-mainnet.",
                "status --rpc {RPC} --rest http://127.0.0.1:1 | 69 | does not answer: connection refused. Nothing was changed. Check the address and that the node runs.",
                "status --rpc {RPC} --rest {501} | 69 | with status 501: this node does not know the path. Heights are still followed. Check that the address",
                "status --rpc {RPC} --rest {HTML} | 69 | answered status 200 with something that is not JSON.",
                "status --rpc {RPC} --dapi http://127.0.0.1:1 | 69 | does not answer: connection refused.",
                "status --rpc {RPC} --docker unix:///nowhere.sock | 69 | No Docker engine answers at /nowhere.sock. Nothing was changed. Start it",
                "status --rpc {RPC} --docker nonsense | 69 | The Docker address nonsense cannot be used. Nothing was changed. Use unix:///path",
                "upgrade --rpc http://127.0.0.1:1 | 69 | http://127.0.0.1:1/status does not answer: connection refused.",
                "upgrade --automatic | 69 | No address was given for the RPC of the chain. Nothing was begun. Give it with --rpc",
                "upgrade --automatic --home /proc/nowhere --rpc {RPC} | 69 | The folder /proc/nowhere/data cannot be written: there is no such file or folder.",
                "rehearse --runtime docker | 69 | No Docker engine answers at /nowhere.sock.",
            })
    void aMistakeIsOneLineAndLeavesNothing(String line, int code, String words) throws Exception {
        var started = lockstep(line);

        assertThat(started.err()).contains(words).hasLineCount(1).endsWith(".\n");
        assertThat(started.code()).isEqualTo(code);
        assertThat(home).isEmptyDirectory();
        assertThat(Processes.naming(home)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fly | 2 | There is no command fly, only",
                "run --colour --listen 127.0.0.1:0 | 2 | There is no option --colour. Nothing was started or changed. Read lockstep engine run --help.",
                "run | 2 | --listen HOST:PORT[=UPSTREAM_PORT][,OPTIONS] must be given.",
                "run --listen {TAKEN} | 69 | Cannot listen on {TAKEN}: Address already in use. Nothing was started. Stop what uses",
                "run --listen nowhere.invalid:80 | 69 | Cannot listen on nowhere.invalid:80: its name is unknown.",
                "run --listen 8080 | 2 | The listen address 8080 is not HOST:PORT",
                "run --listen 127.0.0.1:0 --upstream v1=ftp://a | 2 | --upstream v1=ftp://a: ftp://a is not http://HOST:PORT or https://HOST:PORT.",
                "run --listen 127.0.0.1:0 --upstream v1=http://a:1 --upstream v1=http://b:1 | 2 | --upstream v1=http://b:1 names v1 twice.",
                "run --listen 127.0.0.1:0 --default v2 | 2 | --default v2 names no upstream. Nothing was started. Add it with",
                "run --listen 127.0.0.1:0 --event-loops 0 | 2 | --event-loops must be between 1 and 1024.",
                "run --listen 127.0.0.1:0 --event-loops many | 2 | --event-loops must be a whole number, not many.",
                "run --listen 127.0.0.1:0 --state /proc/nowhere | 69 | The state folder /proc/nowhere cannot be used: there is no such file or folder. The engine was not started.",
                "run --listen 127.0.0.1:0 --control /proc/nowhere/e.sock | 69 | Cannot open the control socket /proc/nowhere/e.sock: there is no such file or folder.",
                "status --control /nowhere.sock | 69 | No engine runs with the control socket /nowhere.sock: there is no such file.",
                "relay --control /nowhere.sock | 69 | No engine answers at /nowhere.sock. Nothing was changed.",
            })
    void soDoesTheEngine(String line, int code, String words) throws Exception {
        var started = engine(line);

        assertThat(started.err()).contains(filled(words)).hasLineCount(1).endsWith(".\n");
        assertThat(started.code()).isEqualTo(code);
        assertThat(started.out()).isEmpty();
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void aSavedStateThatIsDamagedIsKeptAsideAndTold() throws Exception {
        var state = Files.createTempDirectory(folder, "state");
        Files.writeString(state.resolve("engine.json"), "{\"format\":1, broken");

        var started = engine("run --listen {TAKEN} --state " + state);

        assertThat(started.err().lines()).hasSize(2);
        assertThat(started.err().lines().findFirst().orElseThrow())
                .startsWith("The saved state of the engine cannot be used: it is not one JSON")
                .contains("It was kept as " + state.resolve("engine.json.unreadable-1"));
        assertThat(state.resolve("engine.json.unreadable-1")).content().endsWith("broken");
    }

    @Test
    void anUpgradeWithoutAnRpcEndsAndKeepsOnlyItsEmptyJournal() throws Exception {
        var started = lockstep("upgrade --automatic --rpc http://127.0.0.1:1 --rest {REST}");

        assertThat(started.code()).isEqualTo(69);
        assertThat(started.err().lines().toList().getLast())
                .contains("connection refused. Nothing was begun; an armed engine goes on by");
        assertThat(lockstepAt(home, "journal").out()).isEqualTo("The journal is empty.\n");
    }

    @Test
    void aSettingThatDoesNotExistNamesItsLine() throws Exception {
        var file = folder.resolve("mine.toml");
        Files.writeString(file, "[chain]\nrpc = 'http://a:1'\n");

        var started = lockstep("status --config " + file);

        assertThat(started.code()).isEqualTo(2);
        assertThat(started.err())
                .contains("line 2: chain.rpc is no setting; known here are id, poll, rest, rpcs.")
                .hasLineCount(1);
    }

    @Test
    void aDockerHostThatIsNonsenseIsToldAndTheRestIsRead() throws Exception {
        home = Files.createTempDirectory(folder, "home");

        var started =
                Started.run(
                        home,
                        Map.of("DOCKER_HOST", "nonsense"),
                        app(TARGET, "status", "--rpc", filled("{RPC}")));

        assertThat(started.code()).isZero();
        assertThat(started.err()).isEmpty();
        assertThat(started.out())
                .contains("The Docker address nonsense cannot be used.")
                .contains("Chain lockstep-rehearsal: block ");
    }

    @Test
    void whoMayNotUseTheDockerSocketIsToldTheGroup() throws Exception {
        var root = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        Assumptions.assumeTrue(
                root && Files.isExecutable(SETPRIV), "only root can play another user");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        var socket = Files.createFile(folder.resolve("docker.sock"));
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
        var command = new ArrayList<>(List.of(SETPRIV.toString(), "--reuid=65534"));
        command.addAll(List.of("--regid=65534", "--clear-groups"));
        var docker = "unix://" + socket;
        command.addAll(app(readable(), "status", "--rpc", filled("{RPC}"), "--docker", docker));

        var started = Started.run(folder, Map.of("HOME", "/nonexistent"), command);

        assertThat(started.code()).isEqualTo(69);
        assertThat(started.err())
                .hasLineCount(1)
                .startsWith("This user may not use the Docker socket " + socket + ". Nothing was")
                .contains("group docker");
    }

    /// Copies of the jars, since the build's own folders may be closed to others.
    private Path readable() throws IOException {
        var copy = folder.resolve("program");
        Files.createDirectories(copy.resolve("lib"));
        for (var place : List.of("", "lib")) {
            try (var jars = Files.newDirectoryStream(TARGET.resolve(place), "*.jar")) {
                for (var jar : jars) {
                    Files.copy(jar, copy.resolve(place).resolve(jar.getFileName()));
                }
            }
        }
        return copy;
    }

    private Started lockstep(String line) throws Exception {
        home = Files.createTempDirectory(folder, "home");
        return lockstepAt(home, line);
    }

    /// With no display, no Docker engine but the one the line names, and a home of its own.
    private Started lockstepAt(Path where, String line) throws Exception {
        return Started.run(
                where,
                Map.of("LOCKSTEP_HOME", where.toString(), "DOCKER_HOST", "unix:///nowhere.sock"),
                app(TARGET, filled(line).split(" ")));
    }

    private Started engine(String line) throws Exception {
        home = Files.createTempDirectory(folder, "home");
        var target = TARGET.resolveSibling("../proxy-engine/target").normalize();
        return Started.run(
                home,
                Map.of("XDG_RUNTIME_DIR", home.toString()),
                java(
                        target,
                        "lockstep-proxy-engine-",
                        "io.lockstep.engine.EngineMain",
                        filled(line).split(" ")));
    }

    private String filled(String line) {
        var text = line;
        for (var place : places.entrySet()) {
            text = text.replace("{" + place.getKey() + "}", place.getValue());
        }
        return text;
    }

    private static List<String> app(Path target, String... arguments) throws IOException {
        return java(target, "lockstep-app-", Main.class.getName(), arguments);
    }

    /// As the launcher starts it.
    private static List<String> java(Path target, String jar, String main, String... arguments)
            throws IOException {
        try (var jars = Files.newDirectoryStream(target, jar + "*.jar")) {
            var command =
                    new ArrayList<>(
                            List.of(
                                    System.getProperty("java.home") + "/bin/java",
                                    "--enable-native-access=ALL-UNNAMED",
                                    "--sun-misc-unsafe-memory-access=allow",
                                    "-XX:+UseSerialGC",
                                    "-XX:TieredStopAtLevel=1",
                                    "-cp",
                                    target.resolve("lib/*") + ":" + jars.iterator().next(),
                                    main));
            command.addAll(List.of(arguments));
            return command;
        }
    }
}
