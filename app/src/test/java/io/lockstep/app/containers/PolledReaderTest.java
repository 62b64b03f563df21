package io.lockstep.app.containers;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.fakes.FakeContainerHost;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A host without events, read as if it had them.
@Timeout(60)
class PolledReaderTest {
    private final FakeContainerHost host =
            new FakeContainerHost()
                    .has("mlnode:3.0.8")
                    .runs("mlnode-308", "mlnode:3.0.8", Map.of(Labels.ROLE, "incumbent"));
    private final PolledReader reader = new PolledReader(host);

    @Test
    void whatTheHostTellsIsThereAndTheRestIsEmpty() {
        var details = reader.container("mlnode-308").orElseThrow();

        assertThat(details.container().running()).isTrue();
        assertThat(details.mounts()).isEmpty();
        assertThat(reader.usage(details.container().id())).isEmpty();
        assertThat(reader.engine().line())
                .isEqualTo("docker 20.10 (%s)".formatted(System.getProperty("os.name")));
    }

    @Test
    void aStoppedContainerIsToldAsAChangeUntilTheListenerIsInterrupted() throws Exception {
        var opened = new CountDownLatch(1);
        var heard = new CountDownLatch(1);
        var listener =
                Thread.ofVirtual()
                        .start(() -> reader.changes(opened::countDown, _ -> heard.countDown()));
        assertThat(opened.await(20, TimeUnit.SECONDS)).isTrue();

        while (!heard.await(1500, TimeUnit.MILLISECONDS)) {
            turn();
        }

        listener.interrupt();
        assertThat(listener.join(java.time.Duration.ofSeconds(20))).isTrue();
    }

    /// Until the first look lies between two turns.
    private void turn() {
        var container = host.named("mlnode-308").orElseThrow();
        if (container.running()) {
            host.stop(container.id(), java.time.Duration.ZERO);
        } else {
            host.start(container.id());
        }
    }

    @Test
    void aLogWithoutFollowingEndsWithItsNewestLines() {
        var lines = new java.util.ArrayList<String>();

        reader.log("mlnode-308", 1, false, lines::add);

        assertThat(lines).hasSizeLessThanOrEqualTo(1).isEqualTo(newest());
    }

    private List<String> newest() {
        var all = host.log(host.named("mlnode-308").orElseThrow().id(), 1);
        return all.subList(Math.max(0, all.size() - 1), all.size());
    }
}
