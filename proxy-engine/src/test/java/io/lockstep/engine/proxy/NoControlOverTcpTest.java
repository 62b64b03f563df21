package io.lockstep.engine.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.engine.Needed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The engine is commanded over its Unix socket and nothing else.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class NoControlOverTcpTest {
    private static final String QUIT = "{\"v\":1,\"id\":3,\"tag\":\"quit\"}\n";

    private final RawUpstream upstream = RawUpstream.naming("one");

    @TempDir private Path folder;
    private EngineChild engine;

    @BeforeEach
    void start() {
        Needed.that(Files.exists(Path.of("/proc/net/tcp")), "only Linux tells who listens");
        var socket = folder.resolve("run/engine.sock").toString();
        engine =
                EngineChild.start(
                        1024, List.of("--default", "" + upstream.address(), "--control", socket));
    }

    @AfterEach
    void close() {
        engine.close();
        upstream.close();
    }

    @Test
    void itsOnlyPortIsTheOneForClients() {
        assertThat(engine.listeningPorts()).containsExactly(engine.port());
    }

    @Test
    void aControlMessageOnTheDataPortIsABadRequest() {
        try (var client = Wire.to(engine.port())) {
            assertThat(client.send(QUIT).rest()).startsWith("HTTP/1.1 400 ");
        }
        for (var target : List.of("/control", "/quit", "/status", "/metrics")) {
            try (var client = Wire.to(engine.port())) {
                client.lines(
                        "POST " + target + " HTTP/1.1",
                        "Host: a",
                        "Content-Type: application/json",
                        "Content-Length: " + QUIT.length());
                assertThat(client.send(QUIT).answer())
                        .startsWith("HTTP/1.1 200 ")
                        .endsWith("one " + target);
            }
        }
    }
}
