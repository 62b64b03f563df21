package io.lockstep.app.hand;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.ContainerSpec;
import io.lockstep.app.containers.TestImages;
import io.lockstep.app.containers.docker.DockerHost;
import io.lockstep.app.containers.docker.DockerReader;
import io.lockstep.app.containers.watch.Fleet;
import io.lockstep.app.containers.watch.Host;
import io.lockstep.app.containers.watch.HostSight;
import io.lockstep.app.containers.watch.Lookout;
import io.lockstep.app.containers.watch.Pace;
import io.lockstep.app.containers.watch.Sighting;
import io.lockstep.app.fakes.FakeEngine;
import io.lockstep.app.testing.Eventually;
import io.lockstep.app.testing.NeedsDocker;
import io.lockstep.app.upgrade.Journal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A container on the real engine, watched, read and acted on as the console does it.
@NeedsDocker
@Timeout(240)
class HandsIT {
    private static final String NAME = "ls-hands-" + ProcessHandle.current().pid();
    private static final String IMAGE = NAME + "-mlnode:3.0.8";

    @TempDir private Path folder;

    @Test
    void whatIsStoppedAndStartedByHandIsSeenThroughTheEventsAndItsLogIsHeard() throws Exception {
        var lookout =
                new Lookout(DockerReader::open, container -> container.name().startsWith(NAME));
        try (var host = DockerHost.open(Optional.empty());
                var journal = Journal.open(folder, Clock.systemUTC());
                var fleet = lookout.watch(Host.named(List.of()), Pace.USUAL, Clock.systemUTC())) {
            var container = made(host);
            try {
                host.start(container.id());
                var seen = see(fleet, true);
                assertThat(seen.details().prefix()).contains("/v3.0.8");
                var hands = hands(lookout, journal);
                hears(hands, seen.details().container());

                hands.act("this machine", container, ContainerAct.STOP);
                assertThat(see(fleet, false).details().ended()).isPresent();
                hands.act("this machine", container, ContainerAct.START);
                assertThat(see(fleet, true).usage()).isPresent();
            } finally {
                host.stop(container.id(), java.time.Duration.ofSeconds(1));
                host.remove(container.id());
                host.removeImage(IMAGE);
            }
        }
    }

    private static Container made(DockerHost host) {
        TestImages.load(host, IMAGE, Map.of("of", NAME));
        return host.create(
                new ContainerSpec(
                        NAME,
                        IMAGE,
                        List.of("serve"),
                        Map.of("HF_TOKEN", "hf_" + "a1".repeat(12)),
                        Map.of("lockstep.role", "incumbent", "lockstep.version", "v3.0.8"),
                        "bridge",
                        List.of(),
                        Map.of(),
                        Map.of(),
                        List.of("/tmp"),
                        false,
                        "no"));
    }

    private static LiveHands hands(Lookout lookout, Journal journal) {
        return new LiveHands(
                Host.named(List.of()),
                DockerHost::open,
                Optional.of(lookout),
                new FakeEngine(() -> true, _ -> {}),
                Optional::empty,
                journal,
                true);
    }

    private static void hears(HandDesk hands, Container container) throws InterruptedException {
        var heard = new CopyOnWriteArrayList<String>();
        var listener =
                Thread.ofVirtual()
                        .start(() -> hands.log("this machine", container.id(), 50, heard::add));
        assertThat(Eventually.see(() -> heard, lines -> !lines.isEmpty())).isNotEmpty();
        listener.interrupt();
        assertThat(listener.join(java.time.Duration.ofSeconds(20))).isTrue();
    }

    private static Sighting see(Fleet fleet, boolean running) {
        var host =
                Eventually.see(
                        () -> fleet.current().getFirst(),
                        sight ->
                                sight.containers().size() == 1
                                        && runs(sight) == running
                                        && (!running
                                                || sight.containers()
                                                        .getFirst()
                                                        .usage()
                                                        .isPresent()));
        assertThat(runs(host)).isEqualTo(running);
        return host.containers().getFirst();
    }

    private static boolean runs(HostSight sight) {
        return sight.containers().getFirst().details().container().running();
    }
}
