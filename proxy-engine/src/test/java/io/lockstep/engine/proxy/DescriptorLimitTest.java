package io.lockstep.engine.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.engine.Needed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// An engine that may open 256 files, before a thousand clients.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class DescriptorLimitTest {
    private static final int FILES = 256;
    private static final int FLOOD = 1000;
    private static final String GET = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";

    private final RawUpstream upstream =
            RawUpstream.serving(wire -> {
                while (true) {
                    wire.head();
                    wire.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                }
            });
    private final RawUpstream streaming = RawUpstream.start();
    private final List<SocketChannel> flood = new ArrayList<>();

    @TempDir private Path folder;
    private EngineChild engine;

    @BeforeEach
    void start() {
        Needed.that(Files.exists(Path.of("/proc/self/limits")), "only Linux tells its limits");
        engine =
                EngineChild.start(
                        FILES,
                        List.of(
                                "--upstream",
                                "v1=" + upstream.address(),
                                "--upstream",
                                "v2=" + streaming.address(),
                                "--default",
                                "v1",
                                "--event-loops",
                                "2",
                                "--head-limit",
                                "10m",
                                "--control",
                                folder.resolve("run/engine.sock").toString()));
    }

    @AfterEach
    void close() {
        leave();
        engine.close();
        upstream.close();
        streaming.close();
    }

    @Test
    void aFloodWaitsOutsideWhileWhoeverIsInsideIsServed() {
        try (var kept = Wire.to(engine.port());
                var stream = Wire.to(engine.port())) {
            assertThat(kept.send(GET).answer()).endsWith("ok");
            stream.lines("GET /v2/events HTTP/1.1", "Host: a");
            var server = streaming.next();
            server.head();
            server.lines("HTTP/1.1 200 OK", "Transfer-Encoding: chunked");
            stream.head();

            come();
            Rig.eventually(() -> told() == 1);

            for (var i = 0; i < 50; i++) {
                assertThat(kept.send(GET).answer()).startsWith("HTTP/1.1 200 ").endsWith("ok");
                server.send("3\r\ne%02d\r\n".formatted(i));
                assertThat(stream.chunk()).isEqualTo("e%02d".formatted(i));
            }
            everyoneInsideGetsAnUpstream();
            assertThat(engine.openFiles()).isLessThan(FILES - 16);
            assertThat(engine.errors()).noneMatch(line -> line.contains("Too many open files"));
            leave();

            try (var fresh = Wire.to(engine.port())) {
                assertThat(fresh.send(GET).answer()).startsWith("HTTP/1.1 200 ").endsWith("ok");
            }
            assertThat(kept.send(GET).answer()).endsWith("ok");
            assertThat(told()).isEqualTo(1);
        }
    }

    /// Connects without waiting: most of them never get in.
    private void come() {
        try {
            for (var i = 0; i < FLOOD; i++) {
                var client = SocketChannel.open();
                client.configureBlocking(false);
                client.connect(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), engine.port()));
                flood.add(client);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All of the flood ask at once; those that were let in are answered, none with a failure.
    private void everyoneInsideGetsAnUpstream() {
        for (var client : flood) {
            send(client);
        }
        var served = new HashSet<SocketChannel>();
        Rig.eventually(() -> {
            flood.stream().filter(DescriptorLimitTest::answered).forEach(served::add);
            return served.size() >= 20;
        });
    }

    private static void send(SocketChannel client) {
        try {
            if (client.finishConnect()) {
                client.write(ByteBuffer.wrap(GET.getBytes(US_ASCII)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean answered(SocketChannel client) {
        try {
            var answer = ByteBuffer.allocate(256);
            var read = client.read(answer);
            var text = new String(answer.array(), 0, Math.max(0, read), US_ASCII);
            assertThat(text).matches("(?s)(HTTP/1.1 200 .*)?");
            return read > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void leave() {
        for (var client : flood) {
            try {
                client.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        flood.clear();
    }

    private long told() {
        return engine.errors().stream().filter(line -> line.contains("New clients wait")).count();
    }
}
