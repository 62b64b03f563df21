package io.lockstep.engine.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class FirstByteLimitTest {
    private static final Duration LIMIT = Duration.ofMillis(600);

    private final RawUpstream upstream = RawUpstream.start();
    private final Rig rig =
            Rig.before(upstream.address(), ProxyLimits.standard().withFirstByte(LIMIT));

    @AfterEach
    void close() {
        rig.close();
        upstream.close();
    }

    @Test
    void anAnswerThatDoesNotBeginInTimeIsGivenUp() {
        try (var client = rig.client()) {
            client.lines("GET / HTTP/1.1", "Host: a");
            var server = upstream.next();
            server.head();

            assertThat(client.answer())
                    .startsWith("HTTP/1.1 504 ")
                    .contains("no answer began within 600 ms");
            assertThat(server.rest()).isEmpty();
        }
        rig.noLeaseIsLeft();
        assertThat(rig.traffic.reading().errors()).isEqualTo(1);
    }

    @Test
    void anAnswerThatHasBegunMayTakeItsTime() {
        try (var client = rig.client()) {
            client.lines("GET / HTTP/1.1", "Host: a");
            var server = upstream.next();
            server.head();
            server.lines("HTTP/1.1 200 OK", "Content-Length: 2");
            client.head();
            longerThanTheLimit();
            server.send("hi");

            assertThat(client.take(2)).isEqualTo("hi");
        }
    }

    @Test
    void aBodyThatIsStillOnItsWayDoesNotCount() {
        try (var client = rig.client()) {
            client.lines("POST / HTTP/1.1", "Host: a", "Content-Length: 8");
            var server = upstream.next();
            server.head();
            for (var i = 0; i < 8; i++) {
                assertThat(rest(Duration.ofMillis(150))).isFalse();
                client.send("x");
                server.take(1);
            }
            server.lines("HTTP/1.1 204 No Content");

            assertThat(client.head()).startsWith("HTTP/1.1 204 ");
        }
    }

    @Test
    void eachRequestOfAConnectionHasItsOwnTime() {
        try (var client = rig.client()) {
            client.lines("GET / HTTP/1.1", "Host: a");
            var server = upstream.next();
            server.head();
            server.lines("HTTP/1.1 200 OK", "Content-Length: 0");
            client.answer();
            client.lines("GET / HTTP/1.1", "Host: a");
            server.head();

            assertThat(client.answer()).startsWith("HTTP/1.1 504 ");
        }
    }

    @Test
    void aTunnelHasNoFirstByteLimit() {
        try (var client = rig.client()) {
            client.lines("GET / HTTP/1.1", "Host: a", "Connection: upgrade", "Upgrade: websocket");
            var server = upstream.next();
            server.head();
            server.lines("HTTP/1.1 101 Go", "Connection: upgrade", "Upgrade: websocket");
            client.head();
            client.send("ping");
            server.take(4);
            longerThanTheLimit();
            server.send("pong");

            assertThat(client.take(4)).isEqualTo("pong");
        }
    }

    /// A second request that is given up meanwhile is the clock.
    private void longerThanTheLimit() {
        try (var clock = rig.client()) {
            clock.lines("GET /clock HTTP/1.1", "Host: a");
            upstream.next().head();
            assertThat(clock.answer()).startsWith("HTTP/1.1 504 ");
        }
    }

    private static boolean rest(Duration time) {
        var never = new CountDownLatch(1);
        try {
            return never.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
