package io.lockstep.app.proxy.nginx;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.testing.NeedsNginx;
import io.lockstep.engine.proxy.Listen;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A real nginx with an exported file beside our engine with what is imported from it, before the
/// same two MLNodes with two ports each: what did the MLNode see?
@NeedsNginx
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NginxAndEngineIT {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) ");
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)");
    private static final Pattern SEEN =
            Pattern.compile("(?s).*\r\n\r\n(\\w+)\nGET (\\S+) HTTP/1\\.1(.*)");

    @TempDir private Path folder;

    private Setting setting = new Setting(List.of(), List.of(), List.of());

    /// @param nginx its ports
    /// @param engine its ports
    private record Setting(
            List<Integer> nginx, List<Integer> engine, List<AutoCloseable> running) {}

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        var a = new TellingUpstream("a", "127.0.0.1", 0);
        var a2 = new TellingUpstream("a2", "127.0.0.1", 0);
        var b = new TellingUpstream("b", "127.0.0.2", a.port());
        var b2 = new TellingUpstream("b2", "127.0.0.2", a2.port());
        var ports = List.of(free(), free());
        var conf =
                NginxFile.of(
                        FrontPlan.of(
                                        List.of(
                                                listen(ports.get(0), a.port()),
                                                listen(ports.get(1), a2.port())),
                                        List.of(
                                                "v0.1.0=http://127.0.0.1:" + a.port(),
                                                "v0.2.0=http://127.0.0.2:" + a.port()),
                                        Optional.of("v0.1.0"))
                                .front());
        var nginx = Nginx.run(folder, conf, ports.get(1));
        var engine = EngineProcess.run(folder, EngineFlags.of(elsewhere(NginxImport.of(conf))));
        setting =
                new Setting(
                        ports,
                        List.of(engine.port(0), engine.port(1)),
                        List.of(nginx, engine, a, a2, b, b2));
    }

    @AfterAll
    void stop() throws Exception {
        for (var running : setting.running()) {
            running.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/, 0, a /",
        "/, 1, a2 /",
        "/?q=1, 0, a /?q=1",
        "/v1/models, 0, a /v1/models",
        "/v0.1.0/, 0, a /",
        "/v0.1.0/x, 0, a /x",
        "/v0.1.0/x, 1, a2 /x",
        "/v0.1.0x, 0, a /v0.1.0x",
        "/v0.1.0x/y, 0, a /v0.1.0x/y",
        "/v0.2.0/a/b?q=1, 0, b /a/b?q=1",
        "/v0.2.0/a/b?q=1, 1, b2 /a/b?q=1",
        "/v0.2.0/a%20b, 0, b /a%20b",
        "/v0.2.0/a%3Fb, 0, b /a%3Fb",
        "/v0.2.0/?u=http://c/../%2e, 0, b /?u=http://c/../%2e",
        "/v0.3.0/x, 0, a /v0.3.0/x",
        "/v1/a%41, 0, a /v1/a%41",
        "/V0.2.0/x, 0, a /V0.2.0/x"
    })
    void theMlNodeSeesTheSame(String target, int listener, String seen) throws Exception {
        assertThat(throughNginx(target, listener)).isEqualTo(seen);
        assertThat(throughEngine(target, listener)).isEqualTo(seen);
    }

    /// On purpose. A prefix without its slash is served at once, since a POST would lose its body
    /// to a redirect. What is ambiguous is refused: nginx decodes it and so lets one version's
    /// prefix reach another's MLNode. Everything else keeps the bytes the client sent.
    @ParameterizedTest
    @CsvSource({
        "/v0.2.0, 301, b /",
        "/v0.2.0?q=1, 301, b /?q=1",
        "//, a //, 400",
        "//v0.2.0/x, b /x, 400",
        "/v0.1.0/../v0.2.0/x, b /x, 400",
        "/v0.1.0/%2e%2e/v0.2.0/x, b /x, 400",
        "/v0.2.0/a%2Fb, b /a/b, 400",
        "/v0.2.0%2Fx, b /x, 400",
        "/v0.2.0//x, b /x, b //x",
        "/v0.2.0/a%41, b /aA, b /a%41",
        "/%760.2.0/x, b /x, a /%760.2.0/x"
    })
    void whereTheyDifferItIsOnPurpose(String target, String nginx, String engine) throws Exception {
        assertThat(throughNginx(target, 0)).isEqualTo(nginx);
        assertThat(throughEngine(target, 0)).isEqualTo(engine);
    }

    @Test
    void theFieldsOfTheHeadAreTheSame() throws Exception {
        var fields = "X-Forwarded-For: 10.0.0.1\r\nConnection: close\r\n";

        for (var port : List.of(setting.nginx().getFirst(), setting.engine().getFirst())) {
            var seen = ask(port, "/v0.2.0/x", fields).toLowerCase(Locale.ROOT);

            assertThat(seen)
                    .contains("\nhost: mlnode.example:8080\n")
                    .contains("\nx-real-ip: 127.0.0.1\n")
                    .contains("\nx-forwarded-for: 10.0.0.1, 127.0.0.1");
        }
    }

    @ParameterizedTest
    @CsvSource({"websocket, true", "WebSocket, true", "h2c, false"})
    void aWebSocketIsTheOnlyUpgradeThatPasses(String upgrade, boolean passes) throws Exception {
        var fields = "Connection: Upgrade\r\nUpgrade: %s\r\n".formatted(upgrade);

        for (var port : List.of(setting.nginx().getFirst(), setting.engine().getFirst())) {
            var seen = ask(port, "/v0.1.0/x", fields).toLowerCase(Locale.ROOT);

            assertThat(seen.contains("\nupgrade: websocket")).isEqualTo(passes);
            assertThat(seen.contains("\nconnection: upgrade")).isEqualTo(passes);
            assertThat(seen).doesNotContain("\nupgrade: h2c");
        }
    }

    @ParameterizedTest
    @CsvSource({"seed.conf", "exported-one-port.conf", "exported-two-port.conf"})
    void nginxAcceptsWhatIsExported(String name) throws Exception {
        // nginx resolves each name and binds each port even to test.
        var conf = NginxFile.of(elsewhere(NginxImport.of(Confs.file(name))));
        var here = Files.createTempDirectory(folder, "t");

        var said = Nginx.test(here, conf.replaceAll("mlnode-\\d+:", "127.0.0.1:"));

        assertThat(said).isEmpty();
    }

    private String throughNginx(String target, int listener) throws IOException {
        return seen(ask(setting.nginx().get(listener), target, "Connection: close\r\n"));
    }

    private String throughEngine(String target, int listener) throws IOException {
        return seen(ask(setting.engine().get(listener), target, "Connection: close\r\n"));
    }

    /// Which MLNode saw which target, or the status when none did.
    private static String seen(String answer) {
        var status = STATUS.matcher(answer);
        var told = SEEN.matcher(answer);
        return told.matches()
                ? told.group(1) + " " + told.group(2)
                : status.find() ? status.group(1) : answer;
    }

    private static String ask(int port, String target, String fields) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            var request =
                    "GET %s HTTP/1.1\r\nHost: mlnode.example:8080\r\n%s\r\n"
                            .formatted(target, fields);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            return answer(socket.getInputStream());
        }
    }

    /// One answer with a length; who asks for an upgrade keeps the connection.
    private static String answer(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            var next = in.read();
            if (next < 0) {
                return head.toString();
            }
            head.append((char) next);
        }
        var length = LENGTH.matcher(head);
        var body = length.find() ? in.readNBytes(Integer.parseInt(length.group(1))) : new byte[0];
        return head + new String(body, ISO_8859_1);
    }

    private static Front elsewhere(NginxImport read) throws IOException {
        var listeners = new ArrayList<Front.Listener>();
        for (var l : read.front().listeners()) {
            listeners.add(new Front.Listener(l.host(), free(), l.routes(), l.defaultRoute()));
        }
        return new Front(listeners, read.front().limits());
    }

    private static Listen listen(int port, int upstreamPort) {
        return Listen.plain("127.0.0.1", port, OptionalInt.of(upstreamPort));
    }

    private static int free() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
