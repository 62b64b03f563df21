package io.lockstep.engine.replace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.engine.EngineMain;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// An engine that is asked to end from the command line.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class QuitTest {
    @TempDir private Path folder;
    private Path control;
    private Processes engines;
    private Upstream upstream;

    @BeforeEach
    void serve() throws IOException {
        upstream = new Upstream();
        control = folder.resolve("run/engine.sock");
        engines = new Processes(control);
    }

    @AfterEach
    void end() {
        engines.close();
        upstream.close();
    }

    @Test
    void itEndsWhenEveryRequestIsAnsweredAndTakesNoneMeanwhile() throws Exception {
        var engine = engines.run("--listen", "127.0.0.1:0", "--default", upstream.address());
        var uri = URI.create("http://127.0.0.1:%d/slow".formatted(engine.port()));
        var slow =
                HttpClient.newHttpClient()
                        .sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        assertThat(upstream.arrived.await(20, TimeUnit.SECONDS)).isTrue();

        assertThat(quit("--within", "1s"))
                .startsWith("1 The engine has not ended yet: 1 requests are in flight.");
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), engine.port()))
                .isInstanceOf(IOException.class);
        upstream.answer.countDown();

        assertThat(slow.get(20, TimeUnit.SECONDS).body()).isEqualTo("it /slow");
        engine.ends();
    }

    @Test
    void itIsWaitedForWhereThatIsAsked() throws Exception {
        var engine = engines.run("--listen", "127.0.0.1:0", "--default", upstream.address());

        assertThat(quit("--within", "20s")).isEqualTo("0 ");

        engine.ends();
        assertThat(control).doesNotExist();
        assertThat(quit()).startsWith("69 The engine cannot be reached");
        assertThat(quit("--within", "soon")).startsWith("2 ").contains("soon");
    }

    @Test
    void anAnchorOnlyWaitsAndEndsInOrder() throws Exception {
        var anchor = engines.java(EngineMain.class, List.of("anchor"));

        assertThat(anchor.inputReader(UTF_8).readLine()).startsWith("Lockstep anchor keeps");
        assertThat(anchor.isAlive()).isTrue();
        anchor.destroy();

        assertThat(anchor.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(anchor.exitValue()).isZero();
    }

    private String quit(String... flags) throws IOException, InterruptedException {
        var process = engines.start("quit", "--control", control.toString(), flags);
        var said = new String(process.getErrorStream().readAllBytes(), UTF_8);
        return process.waitFor() + " " + said;
    }
}
