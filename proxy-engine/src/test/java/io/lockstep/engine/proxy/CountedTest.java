package io.lockstep.engine.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lockstep.engine.observe.LogSettings;
import io.lockstep.engine.observe.Tally;
import io.lockstep.engine.route.Disposition;
import io.lockstep.engine.route.RoutingTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Whatever a client did is in the counters and in the log, once.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CountedTest {
    private static final String GET = "GET %s HTTP/1.1\r\nHost: a\r\n\r\n";

    private final RawUpstream upstream = RawUpstream.start();
    private final Rig rig = Rig.before(upstream.address());

    @TempDir private Path folder;

    @BeforeEach
    void logAll() {
        rig.log.change(
                new LogSettings(
                        Optional.of(folder.resolve("access.log").toString()),
                        LogSettings.Format.JSON,
                        1));
    }

    @AfterEach
    void close() {
        rig.close();
        rig.log.close();
        upstream.close();
    }

    @Test
    void aRequestIsCountedUnderThePrefixItsClientUsed() {
        assertThat(answered("/v1/a", "200 OK")).startsWith("HTTP/1.1 200");
        assertThat(answered("/v1/b?c", "404 Not Found")).startsWith("HTTP/1.1 404");
        assertThat(answered("/plain", "302 Found")).startsWith("HTTP/1.1 302");
        assertThat(answered("/v2.0/ahead", "500 Oops")).startsWith("HTTP/1.1 500");

        rig.noLeaseIsLeft();
        assertThat(ended("v1")).isEqualTo(Map.of("2xx", 1L, "4xx", 1L));
        assertThat(ended("default")).isEqualTo(Map.of("3xx", 1L, "5xx", 1L));
        assertThat(rig.traffic.strangers(Instant.now()))
                .singleElement()
                .satisfies(one -> assertThat(one.prefix()).isEqualTo("v2.0"));
        assertThat(rig.traffic.reading().errors()).isEqualTo(1);
        var log = log(4);
        assertThat(log.getFirst().get("prefix").asText()).isEqualTo("v1");
        assertThat(log.getFirst().get("target").asText()).isEqualTo("/v1/a");
        assertThat(log.getFirst().get("upstream").asText()).isEqualTo("v1");
        assertThat(log.getFirst().get("listener").asText()).startsWith("127.0.0.1:");
        assertThat(log.getFirst().get("peer").asText()).isEqualTo("127.0.0.1");
        assertThat(log.getFirst().get("bytesOut").asLong()).isEqualTo(3);
        assertThat(log.getFirst().get("connectMs").asDouble()).isPositive();
        assertThat(log.getFirst().get("firstByteMs").asDouble())
                .isPositive()
                .isLessThanOrEqualTo(log.getFirst().get("totalMs").asDouble());
        assertThat(outcomes(log)).containsOnly("ok");
    }

    @Test
    void bytesAndLatenciesAreCountedForTheirVersion() {
        try (var client = rig.client()) {
            client.send(
                    "POST /v1/a HTTP/1.1\r\nHost: a\r\nX-Request-ID: r7\r\nContent-Length: 5\r\n\r\n12345");
            var server = upstream.next();
            server.body(server.head());
            server.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7\r\n1234567\r\n");
            client.head();
            Rig.eventually(() -> version("v1").bytesOut() == 7);
            assertThat(version("v1").inFlight()).isEqualTo(1);
            assertThat(version("v1").firstByte().count()).isEqualTo(1);
            server.send("0\r\n\r\n");
        }

        rig.noLeaseIsLeft();
        assertThat(version("v1").bytesIn()).isEqualTo(5);
        assertThat(version("v1").connect().count()).isEqualTo(1);
        assertThat(version("v1").lastSeen())
                .hasValueSatisfying(
                        seen -> assertThat(seen).isAfter(Instant.now().minusSeconds(60)));
        assertThat(log(1).getFirst().get("requestId").asText()).isEqualTo("r7");
    }

    @Test
    void whatTheProxyRefusesIsCountedAndItsLineIsOneLine() {
        try (var client = rig.client()) {
            client.send("GET /a\u001b[2J/../b HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(client.rest()).startsWith("HTTP/1.1 400 ");
        }
        assertThat(rig.get("/v1/../v2/")).startsWith("HTTP/1.1 400 ");

        assertThat(ended("none")).isEqualTo(Map.of("4xx", 2L));
        var log = log(2);
        assertThat(outcomes(log)).containsOnly("refused");
        assertThat(log.getLast().get("target").asText()).isEqualTo("/v1/../v2/");
        assertThat(raw().chars()).allMatch(c -> c == '\n' || (c >= ' ' && c <= '~'));
    }

    @Test
    void withoutARouteItIsCountedAsNone() {
        rig.routing.change(
                table -> new RoutingTable(0, table.upstreams(), table.routes(), Optional.empty()));

        assertThat(rig.get("/else")).startsWith("HTTP/1.1 404 ");

        assertThat(ended("none")).isEqualTo(Map.of("4xx", 1L));
        assertThat(outcomes(log(1))).containsExactly("refused");
    }

    @Test
    void refusedAndHeldRequestsHaveClassesOfTheirOwn() {
        rig.routing.change(
                table -> table.withRoute("v1", new Disposition.Refuse(Duration.ofSeconds(7))));
        rig.hold(Duration.ofMillis(30));

        assertThat(rig.get("/v1/a")).startsWith("HTTP/1.1 503 ");
        assertThat(rig.get("/b")).startsWith("HTTP/1.1 503 ");

        assertThat(ended("v1")).isEqualTo(Map.of("refused", 1L));
        assertThat(ended("default")).isEqualTo(Map.of("held", 1L));
        assertThat(version("default").held()).isEqualTo(1);
        assertThat(rig.traffic.reading().errors()).isEqualTo(2);
        var log = log(2);
        assertThat(outcomes(log)).containsExactly("refused", "held");
        assertThat(log.getLast().get("held").asBoolean()).isTrue();
    }

    @Test
    void aBridgedRequestIsCountedForTheVersionThatWasAskedFor() {
        rig.routing.change(table -> table.withRoute("v2", new Disposition.Bridge("v1", "v2")));

        answered("/v2/a", "200 OK");

        rig.noLeaseIsLeft();
        assertThat(version("v2").bridged()).isEqualTo(1);
        assertThat(ended("v2")).isEqualTo(Map.of("2xx", 1L));
        var line = log(1).getFirst();
        assertThat(line.get("bridged").asBoolean()).isTrue();
        assertThat(line.get("prefix").asText()).isEqualTo("v2");
        assertThat(line.get("upstream").asText()).isEqualTo("v1");
        assertThat(line.get("generation").asLong()).isEqualTo(1);
    }

    @Test
    void aCutAnswerAFailedUpstreamAndALostClientAreToldApart() {
        try (var client = rig.client()) {
            var server = streaming(client);
            server.close();
            client.rest();
        }
        rig.noLeaseIsLeft();
        var leaving = rig.client();
        var server = streaming(leaving);
        leaving.reset();
        server.rest();
        rig.noLeaseIsLeft();
        upstream.close();
        assertThat(rig.get("/v1/gone")).startsWith("HTTP/1.1 503 ");

        assertThat(ended("v1")).isEqualTo(Map.of("cut", 1L, "gone", 1L, "5xx", 1L));
        var log = log(3);
        assertThat(outcomes(log)).containsExactly("cut", "client-gone", "upstream-failed");
        assertThat(log.getLast().get("status").asInt()).isEqualTo(503);
        assertThat(rig.traffic.reading().errors()).isEqualTo(2);
    }

    @Test
    void aTunnelIsOneExchangeWithItsBytes() {
        try (var client = rig.client()) {
            client.lines(
                    "GET /v1/ws HTTP/1.1", "Host: a", "Connection: upgrade", "Upgrade: websocket");
            var server = upstream.next();
            server.head();
            server.lines(
                    "HTTP/1.1 101 Switching Protocols",
                    "Connection: upgrade",
                    "Upgrade: websocket");
            client.head();
            client.send("ping");
            assertThat(server.take(4)).isEqualTo("ping");
            server.send("pong!");
            assertThat(client.take(5)).isEqualTo("pong!");
            assertThat(version("v1").inFlight()).isEqualTo(1);
            server.close();
        }

        rig.noLeaseIsLeft();
        assertThat(ended("v1")).isEqualTo(Map.of("1xx", 1L));
        var line = log(1).getFirst();
        assertThat(line.get("status").asInt()).isEqualTo(101);
        assertThat(line.get("bytesIn").asLong()).isEqualTo(4);
        assertThat(line.get("bytesOut").asLong()).isEqualTo(5);
    }

    @Test
    void aSampledLogKeepsEveryError() {
        rig.log.change(
                new LogSettings(
                        Optional.of(folder.resolve("access.log").toString()),
                        LogSettings.Format.JSON,
                        10));
        for (var i = 0; i < 40; i++) {
            answered("/v1/" + i, i % 4 == 3 ? "500 Oops" : "200 OK");
        }

        rig.noLeaseIsLeft();
        assertThat(ended("v1")).isEqualTo(Map.of("2xx", 30L, "5xx", 10L));
        var log = log(13);
        assertThat(log.stream().filter(line -> line.get("status").asInt() == 500)).hasSize(10);
    }

    @Test
    void countersAreKeptWithoutALog() {
        rig.log.change(LogSettings.OFF);

        answered("/v1/a", "200 OK");

        rig.noLeaseIsLeft();
        assertThat(ended("v1")).isEqualTo(Map.of("2xx", 1L));
        assertThat(raw()).isEmpty();
    }

    /// One request on a connection of its own, and the upstream's answer to it on another.
    private String answered(String target, String status) {
        try (var client = rig.client()) {
            client.send(GET.formatted(target));
            try (var server = upstream.next()) {
                server.head();
                server.send(
                        "HTTP/1.1 %s\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc"
                                .formatted(status));
                return client.answer();
            }
        }
    }

    private Wire streaming(Wire client) {
        client.send(GET.formatted("/v1/stream"));
        var server = upstream.next();
        server.head();
        server.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
        client.head();
        client.chunk();
        return server;
    }

    private Tally.Reading version(String name) {
        return rig.traffic.versions(Instant.now()).stream()
                .filter(version -> version.version().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Map<String, Long> ended(String version) {
        return version(version).classes().entrySet().stream()
                .filter(one -> one.getValue() > 0)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static List<String> outcomes(List<JsonNode> log) {
        return log.stream().map(line -> line.get("outcome").asText()).toList();
    }

    /// Once so many lines are there; no more follow.
    private List<JsonNode> log(int lines) {
        Rig.eventually(() -> raw().lines().count() >= lines);
        rig.log.close();
        var log = raw().lines().map(CountedTest::json).toList();
        assertThat(log).hasSize(lines);
        return log;
    }

    private String raw() {
        try {
            return Files.readString(folder.resolve("access.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(String line) {
        try {
            return new JsonMapper().readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
