package io.lockstep.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.lockstep.engine.control.EngineClient;
import io.lockstep.engine.control.UnixSocketTransport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The engine as a process of its own, as an operator starts it.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class EngineMainTest {
    private static final Pattern LINE =
            Pattern.compile(
                    "Lockstep engine (?<version>[0-9.]+) listens on 127\\.0\\.0\\.1:(?<port>\\d+)"
                            + " \\(strip (?<strip>[^;]+); default (?<default>[^)]+)\\), control (?<control>.+)");

    private final List<Process> started = new ArrayList<>();
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch answer = new CountDownLatch(1);
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir private Path folder;
    private HttpServer upstream;

    @BeforeEach
    void serve() throws IOException {
        upstream = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        upstream.createContext(
                "/",
                exchange -> {
                    if (exchange.getRequestURI().getPath().equals("/slow")) {
                        arrived.countDown();
                        await(answer);
                    }
                    var body = ("it " + exchange.getRequestURI()).getBytes(UTF_8);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        upstream.setExecutor(task -> Thread.ofVirtual().start(task));
        upstream.start();
    }

    @AfterEach
    void end() {
        answer.countDown();
        started.forEach(Process::destroyForcibly);
        upstream.stop(0);
    }

    @Test
    void saysOneLineServesAndEndsWithItsRequestsAnswered() throws Exception {
        var engine = run("--upstream", "v0.1.0=" + address(), "--default", "v0.1.0");
        var line = line(engine);
        assertThat(line.group("version")).isEqualTo("0.1.0");
        assertThat(line.group("strip")).isEqualTo("v0.1.0");
        assertThat(line.group("default")).isEqualTo("v0.1.0");
        assertThat(get(line.group("port"), "/v0.1.0/a")).isEqualTo("it /a");
        assertThat(get(line.group("port"), "/b")).isEqualTo("it /b");
        var slow = http.sendAsync(request(line.group("port"), "/slow"), BodyHandlers.ofString());
        await(arrived);

        // Not the process itself, which would close its streams.
        assertThat(engine.toHandle().destroy()).isTrue();
        assertThat(engine.waitFor(500, TimeUnit.MILLISECONDS)).isFalse();
        answer.countDown();

        assertThat(slow.get(10, TimeUnit.SECONDS).body()).isEqualTo("it /slow");
        assertThat(engine.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(engine.exitValue()).isZero();
        assertThat(engine.errorReader(UTF_8).readAllAsString()).isEmpty();
    }

    @Test
    void quitsWhenAskedAndTakesItsSocketWithIt() throws Exception {
        var engine = run("--default", address());
        var line = line(engine);
        var socket = Path.of(line.group("control"));
        assertThat(line.group("default")).isEqualTo("default");
        try (var control = EngineClient.over(new UnixSocketTransport(socket))) {
            control.route("v0.2.0", URI.create(address()));
            assertThat(get(line.group("port"), "/v0.2.0/a")).isEqualTo("it /a");
            assertThat(control.status().traffic().requests()).isEqualTo(1);

            control.quit();
        }

        assertThat(engine.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(engine.exitValue()).isZero();
        assertThat(socket).doesNotExist();
    }

    @Test
    void anUpstreamWithoutItsPinIsRefusedWholeAndTheRoutesStay() throws Exception {
        var socket = Path.of(line(run("--default", address())).group("control"));
        try (var control = EngineClient.over(new UnixSocketTransport(socket))) {
            var secure = URI.create("https://mlnode:8443");

            assertThatThrownBy(() -> control.route("v0.2.0", secure))
                    .hasMessageContaining("https://mlnode:8443 has no pinned key");
            assertThat(control.status().generation()).isZero();
            assertThat(control.status().upstreams()).hasSize(1);
        }
    }

    @Test
    void anEngineThatWasKilledComesBackWithItsRoutes() throws Exception {
        var state = folder.resolve("state").toString();
        var killed = run("--default", address(), "--state", state);
        var control = Path.of(line(killed).group("control"));
        try (var asking = EngineClient.over(new UnixSocketTransport(control))) {
            asking.route("v0.2.0", URI.create(address()));
        }
        killed.destroyForcibly().waitFor();

        var again = line(run("--default", "http://127.0.0.1:1", "--state", state));

        assertThat(again.group("strip")).isEqualTo("v0.2.0");
        assertThat(get(again.group("port"), "/v0.2.0/a")).isEqualTo("it /a");
        assertThat(get(again.group("port"), "/b")).isEqualTo("it /b");
    }

    @Test
    void aStateFolderThatCannotBeUsedIsOneSentence() throws Exception {
        var file = Files.writeString(folder.resolve("file"), "x");
        var errors = new StringWriter();

        var code =
                EngineMain.run(
                        new PrintWriter(errors),
                        "run",
                        "--listen",
                        "127.0.0.1:0",
                        "--state",
                        file.toString());

        assertThat(code).isEqualTo(69);
        assertThat(errors.toString().lines()).hasSize(1);
        assertThat(errors.toString()).contains("The state folder");
    }

    @Test
    void theRelayAndTheStatusCommandReachIt() throws Exception {
        var engine = run("--default", address());
        var control = line(engine).group("control");

        var status = start("status", "--control", control);
        assertThat(new String(status.getInputStream().readAllBytes(), UTF_8))
                .contains("\"generation\" : 0", "\"name\" : \"default\"");
        var relay = start("relay", "--control", control);
        relay.getOutputStream().write("{\"v\":1,\"id\":3,\"tag\":\"status\"}\n".getBytes(UTF_8));
        relay.getOutputStream().flush();
        assertThat(relay.inputReader(UTF_8).readLine()).startsWith("{\"v\":1,\"id\":3,\"status\":");
        relay.getOutputStream().close();
        assertThat(relay.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(relay.exitValue()).isZero();
    }

    @Test
    void theOnlyEngineIsFoundInTheUsualPlaceAndAMissingOneIsNamed() throws Exception {
        var none = start("status");
        assertThat(new String(none.getErrorStream().readAllBytes(), UTF_8))
                .startsWith(
                        "No engine runs with a control socket %s/lockstep/engine-PORT.sock."
                                .formatted(folder));
        assertThat(none.waitFor()).isEqualTo(69);

        line(start("run", "--listen", "127.0.0.1:0", "--default", address()));
        var status = start("status");

        assertThat(new String(status.getInputStream().readAllBytes(), UTF_8))
                .contains("\"generation\" : 0");
    }

    @Test
    void aTakenPortIsOneSentence() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var engine =
                    start(
                            "run",
                            "--listen",
                            "127.0.0.1:" + taken.getLocalPort(),
                            "--default",
                            address());

            var errors = new String(engine.getErrorStream().readAllBytes(), UTF_8);

            assertThat(engine.waitFor()).isEqualTo(69);
            assertThat(errors.lines()).hasSize(1);
            assertThat(errors)
                    .contains("Cannot listen on 127.0.0.1:" + taken.getLocalPort())
                    .contains("Address already in use")
                    .contains("Nothing was started.");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--listen 127.0.0.1:0 --listne x, There is no option --listne",
        "--upstream v1=http://a, must be given",
        "--listen 127.0.0.1:99999, is not HOST:PORT",
        "--listen nonsense, is not HOST:PORT",
        "--listen 127.0.0.1:0 --upstream v1=ftp://a, is not http://HOST:PORT",
        "--listen 127.0.0.1:0 --upstream v1=http://a --upstream v1=http://b, names v1 twice",
        "--listen 127.0.0.1:0 --upstream a/b=http://a, cannot be a path segment",
        "--listen 127.0.0.1:0 --default v9, names no upstream",
        "--listen 127.0.0.1:0 --event-loops 0, between 1 and 1024",
        "--listen 127.0.0.1:0 --event-loops many, many",
        "--listen 127.0.0.1:0 --transport pigeon, 'epoll, nio or io_uring'",
        "--listen 127.0.0.1:0 --idle-limit soon, --idle-limit is wrong: soon is no time such as 500ms",
        "--listen 127.0.0.1:0 --head-limit 0s, --head-limit is wrong: 0s is no time",
        "--listen 127.0.0.1:0 --first-byte-limit 999999h, longer than 500h",
        "--listen 127.0.0.1:0 --upstream v1=https://a:1, https://a:1 has no pinned key",
        "--listen 127.0.0.1:0 --upstream-pin a=sha256/x, is not HOST=sha256/BASE64",
        "--listen 127.0.0.1:0 --client-cert /none, --client-cert and --client-key go together",
        "--listen 127.0.0.1:0 --client-cert /none --client-key /none,"
                + " '--client-cert names /none, which cannot be used: there is no such file'",
        "'--listen 127.0.0.1:0,tls-cert=/none,tls-key=/none',"
                + " 'the certificate /none cannot be used: there is no such file'"
    })
    void badFlagsAreOneSentence(String flags, String told) {
        var errors = new StringWriter();
        var arguments = ("run " + flags).split(" ", -1);

        var code = EngineMain.run(new PrintWriter(errors), arguments);

        assertThat(code).isEqualTo(2);
        assertThat(errors.toString().lines()).hasSize(1);
        assertThat(errors.toString()).contains(told);
    }

    private Process run(String... flags) throws IOException {
        var all = new ArrayList<>(List.of("run", "--listen", "127.0.0.1:0"));
        all.addAll(List.of("--control", folder.resolve("run/engine.sock").toString()));
        all.addAll(List.of(flags));
        return start(all.toArray(String[]::new));
    }

    private Process start(String... arguments) throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                System.getProperty("java.class.path"),
                                EngineMain.class.getName()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        builder.environment().put("XDG_RUNTIME_DIR", folder.toString());
        var process = builder.start();
        started.add(process);
        return process;
    }

    private static Matcher line(Process engine) throws IOException {
        BufferedReader out = engine.inputReader(UTF_8);
        var line = LINE.matcher(String.valueOf(out.readLine()));
        assertThat(line.matches()).as(line.toString()).isTrue();
        return line;
    }

    private String get(String port, String path) throws IOException, InterruptedException {
        return http.send(request(port, path), BodyHandlers.ofString()).body();
    }

    private static HttpRequest request(String port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    }

    private String address() {
        return "http://127.0.0.1:" + upstream.getAddress().getPort();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
