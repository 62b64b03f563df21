package io.lockstep.app.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.app.fakes.FakeContainerHost;
import io.lockstep.app.host.command.RemoteCommand;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Where the GPUs are asked for, and that nobody asks twice at a time.
class GpuProbeTest {
    private final FakeContainerHost containers = new FakeContainerHost();

    @Test
    void aMachineWithoutADriverIsAskedThroughItsMlNodeContainer() throws Exception {
        containers.runs("mlnode-308", "mlnode:3.0.8", Map.of());
        containers.prints("mlnode-308", Documents.V10);

        var host = probe(Optional.of(answering(new RemoteCommand.Outcome.Missing()))).read();

        assertThat(host.way().place()).isEqualTo("container mlnode-308");
        assertThat(host.cards()).hasSize(1);
    }

    @Test
    void anEngineElsewhereIsAskedThroughItsContainersAlone() throws Exception {
        containers.runs("mlnode-308", "mlnode:3.0.8", Map.of());
        containers.prints("mlnode-308", Documents.V13);

        assertThat(probe(Optional.empty()).read().driver()).contains("575.51.03");
    }

    @Test
    void whereNothingTellsTheFirstPlacesReasonIsTold() {
        containers.runs("mlnode-308", "mlnode:3.0.8", Map.of());
        var lost = new RemoteCommand.Outcome.Ended(15, "GPU is lost.");

        assertThatThrownBy(() -> probe(Optional.of(answering(lost))).read())
                .hasMessageContaining("no longer answers on the bus");
        assertThatThrownBy(() -> probe(Optional.empty()).read())
                .hasMessageContaining("container mlnode-308");
    }

    @Test
    void twoReadersNeverHaveTwoProgramsRunning() throws Exception {
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        var entered = new CountDownLatch(1);
        var leave = new CountDownLatch(1);
        var slow =
                new RemoteCommand() {
                    @Override
                    public String place() {
                        return "slow";
                    }

                    @Override
                    public Outcome run(List<String> command, Duration deadline)
                            throws InterruptedException {
                        most.accumulateAndGet(running.incrementAndGet(), Math::max);
                        entered.countDown();
                        assertThat(leave.await(30, TimeUnit.SECONDS)).isTrue();
                        running.decrementAndGet();
                        return new Outcome.Ended(0, Documents.V10);
                    }
                };
        var probe = probe(Optional.of(slow));
        var one = new FutureTask<>(probe::read);
        var other = new FutureTask<>(probe::read);
        Thread.ofVirtual().start(one);
        assertThat(entered.await(30, TimeUnit.SECONDS)).isTrue();
        Thread.ofVirtual().start(other);

        leave.countDown();

        assertThat(one.get(30, TimeUnit.SECONDS).cards()).hasSize(1);
        assertThat(other.get(30, TimeUnit.SECONDS).cards()).hasSize(1);
        assertThat(most).hasValue(1);
    }

    private GpuProbe probe(Optional<RemoteCommand> machine) {
        return GpuProbe.of(
                machine,
                () -> containers,
                () -> Optional.of(containers.read()),
                Duration.ofSeconds(20),
                Clock.systemUTC());
    }

    private static RemoteCommand answering(RemoteCommand.Outcome outcome) {
        return new RemoteCommand() {
            @Override
            public String place() {
                return "this machine";
            }

            @Override
            public Outcome run(List<String> command, Duration deadline) {
                return outcome;
            }
        };
    }
}
