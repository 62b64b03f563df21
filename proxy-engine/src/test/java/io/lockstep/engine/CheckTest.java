package io.lockstep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `engine run --check`: whether an engine would start so, and everything that keeps it from that.
class CheckTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir private Path folder;

    @Test
    void aGoodConfigurationIsSaidToStartAndNothingIsStarted() {
        var code =
                check(
                        "--listen",
                        "127.0.0.1:0",
                        "--listen",
                        "127.0.0.1:0=5000,strip=off",
                        "--upstream",
                        "v1=http://not-made-yet:8080",
                        "--default",
                        "v1",
                        "--state",
                        folder.resolve("state").toString());

        assertThat(code).isZero();
        assertThat(out.toString().strip()).isEqualTo("An engine would start with these flags.");
        assertThat(err.toString()).isEmpty();
        assertThat(folder.resolve("state")).doesNotExist();
    }

    @Test
    void everythingThatIsWrongIsTold() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = taken.getLocalPort();

            var code =
                    check(
                            "--upstream",
                            "v1=ftp://a",
                            "--upstream",
                            "nonsense",
                            "--listen",
                            "127.0.0.1:" + port,
                            "--listen",
                            "127.0.0.1:0,tls-cert=/no/cert.pem,tls-key=/no/key.pem");

            assertThat(code).isEqualTo(2);
            assertThat(err.toString().lines())
                    .satisfiesExactly(
                            line ->
                                    assertThat(line)
                                            .startsWith(
                                                    "--upstream v1=ftp://a: ftp://a is not http://HOST:PORT or https://HOST:PORT."),
                            line ->
                                    assertThat(line)
                                            .startsWith("--upstream nonsense is not VERSION=URL."),
                            line ->
                                    assertThat(line)
                                            .startsWith(
                                                    "Cannot listen on 127.0.0.1:%d: "
                                                            .formatted(port)),
                            line ->
                                    assertThat(line)
                                            .startsWith(
                                                    "--listen 127.0.0.1:0,tls-cert=/no/cert.pem,tls-key=/no/key.pem: the certificate /no/cert.pem cannot be used: there is no such file or folder."));
        }
    }

    @Test
    void theSameSentenceRefusesTheStart() throws IOException {
        var garbage = Files.writeString(folder.resolve("cert.pem"), "no certificate").toString();
        var listen = "127.0.0.1:0,tls-cert=%s,tls-key=%s".formatted(garbage, garbage);
        for (var flags :
                List.of(
                        List.of("--listen", listen),
                        List.of("--listen", "127.0.0.1:4", "--listen", "127.0.0.1:4,strip=off"),
                        List.of("--listen", "127.0.0.1:0", "--default", "v9"),
                        List.of(
                                "--listen",
                                "127.0.0.1:0",
                                "--upstream",
                                "v1=http://a",
                                "--upstream",
                                "v1=http://b"))) {
            assertThat(EngineMain.run(new PrintWriter(out), new PrintWriter(err), run(flags)))
                    .isEqualTo(2);
            var started = err.toString();
            err.getBuffer().setLength(0);

            assertThat(check(flags.toArray(String[]::new))).as(started).isNotZero();
            assertThat(err.toString()).contains(started.strip());
            err.getBuffer().setLength(0);
        }
    }

    @Test
    void aStateThatCannotBeReadIsToldAndLeftAlone() throws IOException {
        var file = Files.writeString(folder.resolve("engine.json"), "{");

        assertThat(check("--listen", "127.0.0.1:0", "--state", folder.toString())).isEqualTo(69);

        assertThat(err.toString()).contains("--state " + folder, "It was not touched.");
        assertThat(file).hasContent("{");
    }

    private int check(String... flags) {
        var all = new ArrayList<>(List.of(run(List.of(flags))));
        all.add("--check");
        return EngineMain.run(
                new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
    }

    private static String[] run(List<String> flags) {
        var all = new ArrayList<>(List.of("run"));
        all.addAll(flags);
        return all.toArray(String[]::new);
    }
}
