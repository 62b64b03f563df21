package io.lockstep.engine.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.engine.mlnode.FakeMlNode;
import io.lockstep.engine.mlnode.MlNodes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a look at an upstream tells, over real sockets.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HealthGateTest {
    private static final Duration LIMIT = Duration.ofMillis(500);

    private final HealthGate gate = new HealthGate(new NodeProbe(MlNodes.plain()), LIMIT);

    @Test
    void anMlNodeIsWellAndTellsItsState() {
        try (var node = FakeMlNode.alone()) {
            assertThat(patient(node.address()))
                    .isEqualTo(
                            new UpstreamHealth(
                                    "v1",
                                    node.address(),
                                    true,
                                    "it is an MLNode in state STOPPED"));
            assertThat(patient(node.serving().address()).says()).endsWith("INFERENCE");
        }
    }

    @Test
    void aPortWhereNobodyListensIsNotWell() throws IOException {
        assertThat(look(URI.create("http://127.0.0.1:" + freePort())))
                .satisfies(seen -> {
                    assertThat(seen.healthy()).isFalse();
                    assertThat(seen.says()).contains("connection refused");
                });
    }

    @Test
    void aNameThatIsUnknownIsNotWell() {
        assertThat(look(URI.create("http://mlnode.invalid:8080")).says())
                .isIn("the name mlnode.invalid is unknown", "it does not answer within 500 ms");
    }

    @Test
    void whoTakesTheConnectionAndSaysNothingIsNotWell() throws IOException {
        try (var mute = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            var seen = look(URI.create("http://127.0.0.1:" + mute.getLocalPort()));

            assertThat(seen.healthy()).isFalse();
            assertThat(seen.says()).contains("does not answer within 500 ms");
        }
    }

    @Test
    void aProbeThatNeverReturnsIsGivenUp() {
        var never = new CountDownLatch(1);
        var stuck =
                new HealthGate(
                        (name, url, _) -> {
                            try {
                                never.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            return new UpstreamHealth(name, url, true, "too late");
                        },
                        Duration.ofMillis(50));

        var seen =
                stuck.look(Map.of("v1", URI.create("http://a:1"), "v2", URI.create("http://b:1")));

        assertThat(seen).extracting(UpstreamHealth::name).containsExactly("v1", "v2");
        assertThat(seen).noneMatch(UpstreamHealth::healthy);
        never.countDown();
    }

    private static UpstreamHealth patient(URI url) {
        return HealthGate.standard(MlNodes.plain()).look(Map.of("v1", url)).getFirst();
    }

    private UpstreamHealth look(URI url) {
        return gate.look(Map.of("v1", url)).getFirst();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
