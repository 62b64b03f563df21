package io.lockstep.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import io.lockstep.engine.control.EngineClient;
import io.lockstep.engine.control.EngineStatus;
import io.lockstep.engine.control.UnixSocketTransport;
import io.lockstep.engine.observe.Exposition;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// An engine as a process of its own, watched as an operator watches it.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class WatchedEngineTest {
    private static final Pattern PORT = Pattern.compile("listens on 127\\.0\\.0\\.1:(\\d+)");

    private final List<Process> started = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir private Path folder;
    private HttpServer upstream;
    private Path socket;

    @BeforeEach
    void serve() throws IOException {
        socket = folder.resolve("run/engine.sock");
        upstream = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        upstream.createContext(
                "/",
                exchange -> {
                    var path = exchange.getRequestURI().getPath();
                    var body = ("upstream " + path).getBytes(UTF_8);
                    exchange.sendResponseHeaders(path.endsWith("/bad") ? 500 : 200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        upstream.start();
    }

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
        upstream.stop(0);
    }

    @Test
    void metricsAndLogAndStatusAgreeOnWhatAClientDid() throws Exception {
        var log = folder.resolve("access.log");
        var metrics = freePort();
        var port =
                run(
                        "--access-log",
                        log.toString(),
                        "--access-log-format",
                        "json",
                        "--metrics",
                        "127.0.0.1:" + metrics);
        for (var i = 0; i < 5; i++) {
            get(port, "/v1/a");
        }
        get(port, "/b");
        get(port, "/v1/bad");
        get(port, "/v7.7/c");

        var read = Exposition.of(get(metrics, "/metrics").body());
        assertThat(read.value("lockstep_engine_requests_total", "class=2xx", "version=v1"))
                .isEqualTo(5);
        assertThat(read.value("lockstep_engine_errors_total", "class=5xx", "version=v1"))
                .isEqualTo(1);
        assertThat(read.sum("lockstep_engine_requests_total")).isEqualTo(8);
        assertThat(read.value("lockstep_engine_first_byte_seconds_count", "version=v1"))
                .isEqualTo(6);
        assertThat(read.sum("lockstep_engine_in_flight")).isZero();
        assertThat(read.value("lockstep_engine_generation")).isZero();
        assertThat(read.value("lockstep_engine_sent_bytes_total", "version=v1")).isPositive();
        assertThat(read.value("process_open_fds")).isPositive();
        assertThat(read.value("process_start_time_seconds")).isGreaterThan(1.7e9);
        assertThat(read.value("lockstep_engine_access_log_dropped_total")).isZero();
        assertThat(read.types())
                .containsKeys("lockstep_engine_armed_height", "lockstep_engine_chain_height");
        try (var engine = EngineClient.over(new UnixSocketTransport(socket))) {
            assertThat(engine.status().prefixes())
                    .extracting(
                            EngineStatus.Prefix::prefix,
                            EngineStatus.Prefix::routed,
                            EngineStatus.Prefix::requests)
                    .containsExactly(
                            tuple("/", true, 2L),
                            tuple("/v1", true, 6L),
                            tuple("/v7.7", false, 1L));
            assertThat(engine.status().prefixes())
                    .extracting(EngineStatus.Prefix::bodyBytes)
                    .containsExactly(Optional.of(0L), Optional.of(0L), Optional.empty());
            post(port, "/v1/work", "five!");
            assertThat(engine.status().prefixes())
                    .extracting(EngineStatus.Prefix::bodyBytes)
                    .containsExactly(Optional.of(0L), Optional.of(5L), Optional.empty());
            engine.quit();
        }
        assertThat(started.getFirst().waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readAllLines(log)).hasSize(9);
    }

    @Test
    void theDataPortServesNoMetrics() throws Exception {
        var port = run();

        assertThat(get(port, "/metrics").body()).isEqualTo("upstream /metrics");
    }

    @Test
    void theMetricsCommandPrintsThemThroughTheControlSocket() throws Exception {
        var port = run();
        get(port, "/v1/a");

        var text = output(start("metrics", "--control", socket.toString()));

        assertThat(Exposition.of(text).sum("lockstep_engine_requests_total")).isEqualTo(1);
    }

    @Test
    void theLogIsSwitchedWhileItRuns() throws Exception {
        var port = run();
        get(port, "/v1/before");
        var log = folder.resolve("later.log");

        var told = output(start("access-log", log.toString(), "--control", socket.toString()));
        get(port, "/v1/during");
        output(start("access-log", "off", "--control", socket.toString()));
        get(port, "/v1/after");

        assertThat(told).isEqualTo("The engine logs to %s from now on.\n".formatted(log));
        assertThat(Files.readAllLines(log)).singleElement().asString().contains("/v1/during");
    }

    @Test
    void theLogMayBeStandardOutput() throws Exception {
        var port = run("--access-log", "-");

        get(port, "/v1/a");

        assertThat(started.getFirst().inputReader(UTF_8).readLine())
                .contains("\"GET /v1/a\" 200 ok");
    }

    @Test
    void topPrintsOneIntervalWhereNobodyLooks() throws Exception {
        var port = run();
        get(port, "/v1/a");

        var text = output(start("top", "--interval", "100ms", "--control", socket.toString()));
        var json =
                output(
                        start(
                                "top",
                                "--once",
                                "--json",
                                "--interval",
                                "100ms",
                                "--control",
                                socket.toString()));

        assertThat(text).contains("Lockstep engine", "/v1", "SO FAR").doesNotContain("\u001b");
        assertThat(json.lines()).hasSize(1);
        assertThat(new JsonMapper().readTree(json).at("/versions/0/prefix").asText())
                .isEqualTo("/v1");
    }

    @Test
    void topGivesTheTerminalBackAsItWas() throws Exception {
        Needed.that(Files.isExecutable(Path.of("/usr/bin/script")), "script is not installed");
        run();
        for (var key : List.of("q", "\u0003")) {
            var terminal = inTerminal("top", "--interval", "100ms", "--control", socket.toString());
            var drawn = new StringBuilder();
            var out = terminal.inputReader(UTF_8);
            while (drawn.indexOf("q quits") < 0) {
                drawn.append((char) out.read());
            }

            terminal.getOutputStream().write(key.getBytes(UTF_8));
            terminal.getOutputStream().flush();
            for (var c = out.read(); c >= 0; c = out.read()) {
                drawn.append((char) c);
            }

            assertThat(drawn).contains("\u001b[?1049h", "\u001b[?25l");
            assertThat(drawn.substring(drawn.lastIndexOf("q quits")))
                    .contains("\u001b[?25h\u001b[?1049l")
                    .contains(" icanon", " echo ")
                    .doesNotContain("-icanon", "-echo ");
        }
    }

    @Test
    void anEngineThatIsNotThereIsOneSentence() {
        var errors = new StringWriter();

        var code =
                EngineMain.run(
                        new PrintWriter(errors),
                        "top",
                        "--control",
                        folder.resolve("no").toString());

        assertThat(code).isEqualTo(69);
        assertThat(errors.toString().lines()).hasSize(1);
    }

    @Test
    void badFlagsAreOneSentence() {
        for (var flags :
                List.of(
                        "run --listen 127.0.0.1:0 --metrics 0.0.0.0:0",
                        "run --listen 127.0.0.1:0 --metrics nonsense",
                        "run --listen 127.0.0.1:0 --access-log x --access-log-sample 0",
                        "run --listen 127.0.0.1:0 --access-log x --access-log-format xml",
                        "top --interval 1ms",
                        "top --interval soon")) {
            var errors = new StringWriter();

            var code = EngineMain.run(new PrintWriter(errors), flags.split(" ", -1));

            assertThat(code).as(flags + ": " + errors).isEqualTo(2);
            assertThat(errors.toString().lines()).hasSize(1);
        }
    }

    /// In a pseudo-terminal, whose settings are told at the end. Whoever runs the tests in the
    /// background has SIGINT ignored, and a JVM that begins like that never hears of Ctrl-C. The
    /// shell around it, whichever it is, survives the Ctrl-C to tell.
    private Process inTerminal(String... arguments) throws IOException {
        var watched = "env --default-signal=INT " + String.join(" ", command(arguments));
        var command = "trap : INT; " + watched + "; stty -a";
        var process = new ProcessBuilder("script", "-qefc", command, "/dev/null");
        process.environment().put("TERM", "xterm");
        process.redirectErrorStream(true);
        var running = process.start();
        started.add(running);
        return running;
    }

    private int run(String... flags) throws IOException {
        var all = new ArrayList<>(List.of("run", "--listen", "127.0.0.1:0"));
        all.addAll(List.of("--upstream", "v1=" + address(), "--default", "v1"));
        all.addAll(List.of("--control", socket.toString()));
        all.addAll(List.of(flags));
        var line = start(all.toArray(String[]::new)).inputReader(UTF_8).readLine();
        var port = PORT.matcher(String.valueOf(line));
        assertThat(port.find()).as(line).isTrue();
        return Integer.parseInt(port.group(1));
    }

    private Process start(String... arguments) throws IOException {
        var process = new ProcessBuilder(command(arguments)).start();
        started.add(process);
        return process;
    }

    private static List<String> command(String... arguments) {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                EngineMain.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static String output(Process process) throws IOException, InterruptedException {
        var text = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).isZero();
        return text;
    }

    private HttpResponse<String> get(int port, String path)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                BodyHandlers.ofString());
    }

    private void post(int port, String path, String body) throws IOException, InterruptedException {
        var uri = URI.create("http://127.0.0.1:" + port + path);
        var request = HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(body)).build();
        assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private String address() {
        return "http://127.0.0.1:" + upstream.getAddress().getPort();
    }
}
