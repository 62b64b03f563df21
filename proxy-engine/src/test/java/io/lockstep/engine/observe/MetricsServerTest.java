package io.lockstep.engine.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.chain.problem.ProblemException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class MetricsServerTest {
    private final MetricsServer server =
            MetricsServer.open(
                    new MetricsServer.Place("127.0.0.1", 0, false), () -> "a 1\n# EOF\n");

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void itServesMetricsWithTheirContentType() throws IOException {
        assertThat(ask("GET /metrics", "localhost"))
                .startsWith("HTTP/1.1 200 ")
                .containsIgnoringCase(
                        "content-type: application/openmetrics-text; version=1.0.0; charset=utf-8")
                .endsWith("\r\n\r\na 1\n# EOF\n");
    }

    @Test
    void anAnswerToHeadHasNoBody() throws IOException {
        assertThat(ask("HEAD /metrics", "127.0.0.1:9090"))
                .startsWith("HTTP/1.1 200 ")
                .endsWith("\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "POST /metrics,405",
        "DELETE /metrics,405",
        "GET /,404",
        "GET /metrics/x,404",
        "GET /status,404"
    })
    void nothingElseIsThere(String request, int status) throws IOException {
        assertThat(ask(request, "localhost")).startsWith("HTTP/1.1 " + status);
    }

    @Test
    void aWebPageIsNotAnsweredUnderANameOfItsOwn() throws IOException {
        assertThat(ask("GET /metrics", "evil.example")).startsWith("HTTP/1.1 403 ");
        assertThat(ask("GET /metrics", "127.0.0.1.evil.example")).startsWith("HTTP/1.1 403 ");
        assertThat(ask("GET /metrics", "localhost\r\nOrigin: http://evil.example"))
                .startsWith("HTTP/1.1 403 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
    void anAddressThatOthersReachIsRefusedUnlessItIsAllowed(String host) {
        assertThatThrownBy(
                        () -> MetricsServer.open(new MetricsServer.Place(host, 0, false), () -> ""))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("--metrics-anywhere");
    }

    @Test
    void itIsAllowedWhereItIsAskedFor() {
        try (var open = MetricsServer.open(new MetricsServer.Place("0.0.0.0", 0, true), () -> "")) {
            assertThat(open.address().getPort()).isPositive();
        }
    }

    @Test
    void aTakenPortIsToldInOneSentence() {
        var taken = server.address().getPort();

        assertThatThrownBy(() ->
                        MetricsServer.open(
                                new MetricsServer.Place("127.0.0.1", taken, false), () -> ""))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("Cannot serve metrics on 127.0.0.1:" + taken);
    }

    private String ask(String request, String host) throws IOException {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(
                            "%s HTTP/1.1\r\nHost: %s\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                                    .formatted(request, host)
                                    .getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
