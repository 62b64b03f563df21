package io.lockstep.app.containers.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.containers.HostProblems;
import io.lockstep.app.containers.watch.HostSight;
import io.lockstep.app.containers.watch.HostSight.Standing;
import io.lockstep.app.containers.watch.Lookout;
import io.lockstep.app.fakes.FakeEngine;
import io.lockstep.app.observe.Machine;
import io.lockstep.app.observe.Observers;
import io.lockstep.app.observe.Sources;
import io.lockstep.app.settings.Settings;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.snapshot.Store;
import io.lockstep.app.testing.Eventually;
import io.lockstep.chain.http.JsonHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Several hosts in one snapshot, each with its own standing.
@Timeout(120)
class SnapshotFleetTest {
    private static final String IMAGE = "ghcr.io/product-science/mlnode:3.0.9";

    private final Store store = new Store(Snapshot.empty(Instant.EPOCH, false));

    @Test
    void aHostThatHangsKeepsNoOtherOutOfTheSnapshot() throws IOException {
        try (var hanging = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var engine = FakeDocker.engine20(IMAGE);
                var _ = observe("tcp://127.0.0.1:" + hanging.getLocalPort(), engine.address())) {
            var container = engine.runs("join-mlnode-308-1", IMAGE);
            var seen = see(fleet -> fleet.size() == 2 && fleet.getLast().containers().size() == 1);
            assertThat(seen.getLast().up()).isTrue();
            assertThat(seen.getFirst().up()).isFalse();

            engine.stop(container);
            var stopped = see(fleet -> !running(fleet.getLast()));
            assertThat(running(stopped.getLast())).isFalse();

            var hung = see(fleet -> fleet.getFirst().standing() instanceof Standing.Down);
            assertThat(hung.getLast().up()).isTrue();
        }
    }

    private List<HostSight> see(Predicate<List<HostSight>> fits) {
        return Eventually.see(() -> store.current().fleet(), fits);
    }

    private static boolean running(HostSight sight) {
        return sight.containers().getFirst().details().container().running();
    }

    private Observers observe(String... addresses) {
        var usual = Settings.defaults();
        var settings =
                new Settings(
                        usual.chain(),
                        usual.apiNode(),
                        List.of(addresses),
                        usual.engine(),
                        usual.upgrade(),
                        usual.operator());
        var sources =
                new Sources(
                        settings,
                        () -> {
                            throw HostProblems.missing("the host of upgrades");
                        },
                        new FakeEngine(() -> true, _ -> {}),
                        JsonHttp.forProbes(),
                        new Machine(Optional.empty(), false),
                        Optional.of(new Lookout(DockerReader::open, _ -> true)));
        return Observers.start(store, sources, Clock.systemUTC());
    }
}
