package io.lockstep.engine.replace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.Needed;
import io.lockstep.engine.control.EngineClient;
import io.lockstep.engine.control.EngineStatus;
import io.lockstep.engine.control.UnixSocketTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Engines that take each other's place, as processes, while clients go on.
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class ReplaceTest {
    private static final String ANY = "127.0.0.1:0";

    @TempDir private Path folder;
    private Path control;
    private Processes engines;
    private Upstream upstream;
    private String[] flags;

    @BeforeEach
    void serve() throws IOException {
        upstream = new Upstream();
        control = folder.resolve("run/engine.sock");
        engines = new Processes(control);
        var state = folder.resolve("state").toString();
        flags = new String[] {"--listen", ANY, "--default", upstream.address(), "--state", state};
    }

    @AfterEach
    void end() {
        engines.close();
        upstream.close();
    }

    @Test
    void replacedFourTimesUnderLoadNoRequestFailsAndNoStreamIsCut() throws Exception {
        var engine = engines.run(flags);
        var port = engine.port();
        var replaced = new ArrayList<Processes.Running>();

        var load = new Load(port).keeping(8).opening(2).streaming(4);
        try (load) {
            for (var time = 0; time < 4; time++) {
                replaced.add(engine);
                engine = engines.replacing(flags);
                assertThat(engine.port()).isEqualTo(port);
            }
        }

        assertThat(load.failures()).isEmpty();
        assertThat(load.streams()).isGreaterThan(4);
        assertThat(load.answers()).isGreaterThan(500);
        for (var old : replaced) {
            old.ends();
        }
        assertThat(engine.process().isAlive()).isTrue();
        assertThat(List.of(folder.resolve("run").toFile().list()))
                .containsExactlyInAnyOrder("engine.sock", "engine.sock.replace");
    }

    @Test
    void theNewOneKnowsWhatTheOldOneWasToldAndTheOldOneAnswersWhatItBegan() throws Exception {
        var old = engines.run(flags);
        try (var asking = asking()) {
            asking.route("v0.2.0", URI.create(upstream.address()));
        }
        var slow =
                HttpClient.newHttpClient()
                        .sendAsync(request(old.port(), "/slow"), BodyHandlers.ofString());
        assertThat(upstream.arrived.await(20, TimeUnit.SECONDS)).isTrue();

        var young = engines.replacing(flags);

        assertThat(get(young.port(), "/v0.2.0/a")).isEqualTo("it /a");
        try (var asking = asking()) {
            assertThat(asking.status().pid()).isEqualTo(young.process().pid());
            assertThat(inFlight(asking)).isEqualTo(1);
            upstream.answer.countDown();
            assertThat(slow.get(10, TimeUnit.SECONDS).body()).isEqualTo("it /slow");
            old.ends();
            assertThat(inFlight(asking)).isZero();
            asking.route("v0.3.0", URI.create(upstream.address()));
        }
    }

    @Test
    void aClientThatIsIdleForLongFindsItsConnectionOpenAndIsToldToGoWithTheNextAnswer()
            throws Exception {
        var old = engines.run(flags);
        try (var client = new Socket(InetAddress.getLoopbackAddress(), old.port())) {
            assertThat(ask(client)).doesNotContainIgnoringCase("connection: close");

            var young = engines.replacing(flags);
            client.setSoTimeout(6_000);
            assertThatThrownBy(() -> client.getInputStream().read())
                    .isInstanceOf(SocketTimeoutException.class);

            assertThat(ask(client)).containsIgnoringCase("connection: close");
            assertThat(client.getInputStream().read()).isEqualTo(-1);
            old.ends();
            assertThat(get(young.port(), "/a")).isEqualTo("it /a");
        }
    }

    @Test
    void theAccessLogIsSharedWhileTheOldOneAnswersWhatItBegan() throws Exception {
        var log = folder.resolve("access.log");
        var logging = with("--access-log", log.toString());
        var old = engines.run(logging);
        try (var client = new Socket(InetAddress.getLoopbackAddress(), old.port())) {
            assertThat(ask(client)).endsWith("it /a");
            var young = engines.replacing(logging);
            for (var i = 0; i < 20; i++) {
                assertThat(get(young.port(), "/young")).isEqualTo("it /young");
            }
            assertThat(ask(client)).endsWith("it /a");
            old.ends();
            young.process().destroy();
            young.ends();
        }

        assertThat(Files.readAllLines(log))
                .hasSize(22)
                .allMatch(line -> line.matches("\\S+ \\S+ \\S+ \"GET /(a|young)\" 200 ok .*"));
    }

    private static String ask(Socket client) throws IOException {
        client.getOutputStream().write("GET /a HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(UTF_8));
        var said = new StringBuilder();
        while (said.indexOf("it /a") < 0) {
            var next = client.getInputStream().read();
            if (next < 0) {
                throw new IOException("ended after: " + said);
            }
            said.append((char) next);
        }
        return said.toString();
    }

    @Test
    void anEngineWithoutAStateFolderHandsItsRoutesOn() throws Exception {
        var old = engines.run("--listen", ANY, "--default", upstream.address());
        try (var asking = asking()) {
            asking.route("v0.2.0", URI.create(upstream.address()));
        }

        var young = engines.replacing("--listen", "127.0.0.1:" + old.port());

        assertThat(young.port()).isEqualTo(old.port());
        assertThat(get(young.port(), "/v0.2.0/a")).isEqualTo("it /a");
        old.ends();
    }

    @Test
    void aNewOneThatFailsLeavesTheOldOneUntouched() throws Exception {
        var old = engines.run(flags);
        var load = new Load(old.port()).keeping(2).streaming(1);
        try (load;
                var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var alsoTaken = "127.0.0.1:" + taken.getLocalPort();

            assertThat(engines.failing(with("--listen", alsoTaken)))
                    .startsWith("69 Cannot listen on " + alsoTaken);
            assertThat(engines.failing(with("--listne", "x"))).startsWith("2 There is no option");
            assertThat(engines.failing(with("--upstream", "v1=ftp://a")))
                    .startsWith("2 ")
                    .contains("is not http://HOST:PORT");
            assertThat(engines.failing("--listen", ANY)).startsWith("2 --state must be given");
            var torn = Files.writeString(folder.resolve("torn.pem"), "-----BEGIN CERTIFICATE-----");
            assertThat(engines.failing(tls(torn))).startsWith("2 ").contains("is not in PEM form");
            assertThat(engines.failing(tls(folder.resolve("no.pem"))))
                    .startsWith("2 ")
                    .contains("no.pem");
            assertThat(engines.failing(with("--transport", "nio")))
                    .startsWith("69 Sockets cannot be taken over with --transport nio.")
                    .contains("The running engine serves on untouched.");
            assertThat(engines.failingWithoutEpoll(flags))
                    .startsWith("69 Sockets cannot be handed on here: epoll of Linux is missing.")
                    .contains("The running engine serves on untouched.");
            engines.takesOverAndDies();

            try (var asking = asking()) {
                asking.route("v0.2.0", URI.create(upstream.address()));
                assertThat(asking.status().pid()).isEqualTo(old.process().pid());
            }
            assertThat(get(old.port(), "/v0.2.0/a")).isEqualTo("it /a");
        }
        assertThat(load.failures()).isEmpty();
        engines.replacing(flags);
        old.ends();
    }

    @Test
    void whileOneTakesOverAnotherIsRefusedAndTheOldOneKeepsStill() throws Exception {
        var old = engines.run(flags);
        try (var taking = new TakeOver(control)) {
            taking.sockets(List.of());
            taking.state();

            assertThat(engines.failing(flags))
                    .startsWith("69 Another engine is taking over already.");
            try (var asking = asking()) {
                assertThatThrownBy(() -> asking.route("v2", URI.create(upstream.address())))
                        .isInstanceOf(ProblemException.class)
                        .hasMessageContaining("taking over");
            }
            assertThat(get(old.port(), "/b")).isEqualTo("it /b");
        }

        engines.replacing(flags);
        old.ends();
    }

    @Test
    void aSecondEngineInTheSameStateFolderIsRefused() throws Exception {
        engines.run(flags);

        var second = engines.start("run", "--control", folder.resolve("run/b").toString(), flags);

        assertThat(new String(second.getErrorStream().readAllBytes(), UTF_8))
                .startsWith("Another engine keeps its state in ")
                .contains("--replace");
        assertThat(second.waitFor()).isEqualTo(69);
    }

    @Test
    void whereNoEngineRunsItStartsAsAnyOther() throws Exception {
        var killed = engines.replacing(flags);
        killed.process().destroyForcibly().waitFor();

        var engine = engines.replacing(flags);

        assertThat(get(engine.port(), "/a")).isEqualTo("it /a");
    }

    @Test
    void anEngineThatListensForNoReplacementIsNotReplaced() throws Exception {
        engines.run(flags);
        Files.delete(HandOverServer.beside(control));

        assertThat(engines.failing(flags)).startsWith("69 No engine hands over at " + control);
    }

    @Test
    void anotherUserGetsNothing() throws Exception {
        Needed.that(
                "root".equals(System.getProperty("user.name"))
                        && Files.isExecutable(Path.of("/usr/bin/setpriv"))
                        && Files.isExecutable(Path.of("/usr/bin/perl")),
                "only root can become another user");
        engines.run(flags);
        var socket = HandOverServer.beside(control);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                .isEqualTo("rw-------");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        Files.setPosixFilePermissions(
                socket.getParent(), PosixFilePermissions.fromString("rwx--x--x"));
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw-rw-"));

        assertThat(asks(socket)).startsWith("{\"tag\":\"offer\"");
        assertThat(asks(socket, "/usr/bin/setpriv", "--reuid=65534", "--clear-groups"))
                .isEqualTo("connected, then nothing");
    }

    /// What a program says that was answered to its first word.
    private static String asks(Path socket, String... as) throws IOException {
        var command = new ArrayList<>(Arrays.asList(as));
        command.addAll(
                List.of(
                        "/usr/bin/perl",
                        "-MIO::Socket::UNIX",
                        "-e",
                        "my $s = IO::Socket::UNIX->new(Peer => $ARGV[0]) or die $!;"
                                + " $SIG{PIPE} = 'IGNORE';"
                                + " print $s qq({\"tag\":\"take-over\",\"v\":1}\\n); $s->flush;"
                                + " my $a = <$s>; print $a // 'connected, then nothing';",
                        socket.toString()));
        var asking = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(asking.getInputStream().readAllBytes(), UTF_8);
    }

    private String[] tls(Path pem) {
        return with("--listen", "%s,tls-cert=%s,tls-key=%s".formatted(ANY, pem, pem));
    }

    private String[] with(String... more) {
        var all = new ArrayList<>(List.of(flags));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static long inFlight(EngineClient asking) {
        return asking.status().upstreams().stream()
                .mapToLong(EngineStatus.Upstream::inFlight)
                .sum();
    }

    private EngineClient asking() {
        return EngineClient.over(new UnixSocketTransport(control));
    }

    private static String get(int port, String path) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request(port, path), BodyHandlers.ofString()).body();
        }
    }

    private static HttpRequest request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    }
}
