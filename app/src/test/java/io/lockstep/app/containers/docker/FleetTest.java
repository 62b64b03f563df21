package io.lockstep.app.containers.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.containers.watch.Fleet;
import io.lockstep.app.containers.watch.Host;
import io.lockstep.app.containers.watch.HostSight;
import io.lockstep.app.containers.watch.HostSight.Standing;
import io.lockstep.app.containers.watch.Pace;
import io.lockstep.app.testing.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Hosts watched through their event streams, played by engines in memory.
@Timeout(120)
class FleetTest {
    private static final String IMAGE = "ghcr.io/product-science/mlnode:3.0.9";

    /// Bytes; thirty thousand events that stay would be more.
    private static final long GROWTH = 4 << 20;

    private static final Pace QUICK =
            new Pace(
                    Duration.ofMillis(10),
                    Duration.ofSeconds(30),
                    100,
                    Duration.ofMillis(20),
                    Duration.ofSeconds(2));

    private static Fleet watch(String... addresses) {
        return Fleet.start(
                Host.named(List.of(addresses)),
                DockerReader::open,
                _ -> true,
                QUICK,
                Clock.systemUTC());
    }

    private static HostSight see(Fleet fleet, int host, Predicate<HostSight> fits) {
        return Eventually.see(() -> fleet.current().get(host), fits);
    }

    private static List<String> names(HostSight sight) {
        return sight.containers().stream().map(s -> s.details().container().name()).toList();
    }

    private static boolean running(HostSight sight) {
        return sight.containers().stream().allMatch(s -> s.details().container().running());
    }

    @Test
    void aStoppedARenamedAndARecreatedContainerAreNoticedThroughEvents() throws IOException {
        try (var engine = FakeDocker.engine20(IMAGE);
                var fleet = watch(engine.address())) {
            var container = engine.runs("join-mlnode-308-1", IMAGE);
            assertThat(names(see(fleet, 0, s -> !s.containers().isEmpty())))
                    .containsExactly("join-mlnode-308-1");

            engine.stop(container);
            assertThat(running(see(fleet, 0, s -> !running(s)))).isFalse();

            engine.change(container, "rename", () -> container.name = "kept-aside");
            assertThat(names(see(fleet, 0, s -> names(s).contains("kept-aside"))))
                    .containsExactly("kept-aside");

            engine.runs("join-mlnode-308-1", IMAGE);
            assertThat(names(see(fleet, 0, s -> s.containers().size() == 2)))
                    .containsExactlyInAnyOrder("kept-aside", "join-mlnode-308-1");
        }
    }

    @Test
    void whatHappenedWhileNobodyListenedIsSeenWhenTheStreamIsOpenAgain() throws IOException {
        try (var engine = FakeDocker.engine29(IMAGE);
                var fleet = watch(engine.address())) {
            var container = engine.runs("join-mlnode-308-1", IMAGE);
            see(fleet, 0, s -> s.containers().size() == 1);

            engine.deaf();
            container.name = "renamed-in-the-gap";

            assertThat(names(see(fleet, 0, s -> names(s).contains("renamed-in-the-gap"))))
                    .containsExactly("renamed-in-the-gap");
        }
    }

    @Test
    void anEngineThatWentAwayIsDownAndComesBackWithItsContainersStopped() throws IOException {
        var engine = FakeDocker.engine20(IMAGE);
        try (var fleet = watch(engine.address())) {
            engine.runs("join-mlnode-308-1", IMAGE);
            see(fleet, 0, s -> s.containers().size() == 1);

            engine.close();
            var down = see(fleet, 0, s -> s.standing() instanceof Standing.Down);
            assertThat(down.standing()).isInstanceOf(Standing.Down.class);
            assertThat(names(down)).containsExactly("join-mlnode-308-1");

            try (var _ = engine.again()) {
                var back = see(fleet, 0, s -> s.up() && !running(s));
                assertThat(back.up()).isTrue();
                assertThat(running(back)).isFalse();
            }
        }
    }

    @Test
    void aHostThatAcceptsAndNeverAnswersSlowsNoOther() throws IOException {
        try (var hanging = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var engine = FakeDocker.engine20(IMAGE);
                var fleet = watch("tcp://127.0.0.1:" + hanging.getLocalPort(), engine.address())) {
            engine.runs("join-mlnode-308-1", IMAGE);

            assertThat(see(fleet, 1, s -> s.containers().size() == 1).up()).isTrue();
            assertThat(fleet.current().getFirst().up()).isFalse();
            var hung = see(fleet, 0, s -> s.standing() instanceof Standing.Down);
            assertThat(hung.standing())
                    .isInstanceOfSatisfying(
                            Standing.Down.class,
                            d -> assertThat(d.problem().code()).isEqualTo("docker.hangs"));
        }
    }

    /// The figures asked for: 100 hosts with 4 containers each. Engines and console share this
    /// process, so the time holds for both together.
    @Test
    void aHundredHostsAreSeenInTwoSecondsWithoutAThreadForEachContainer() throws IOException {
        List<FakeDocker> engines = new ArrayList<>();
        for (var host = 0; host < 100; host++) {
            var engine = FakeDocker.engine29(IMAGE);
            for (var container = 0; container < 4; container++) {
                engine.runs("mlnode-" + container, IMAGE);
            }
            engines.add(engine);
        }
        var threads = Thread.getAllStackTraces().size();
        var addresses = engines.stream().map(FakeDocker::address).toArray(String[]::new);
        try (var fleet = watch(addresses)) {
            all(fleet, s -> s.containers().size() == 4);
            var begun = System.nanoTime();
            for (var engine : engines) {
                engine.runs("mlnode-new", IMAGE);
            }
            all(fleet, s -> s.containers().size() == 5);
            var took = Duration.ofNanos(System.nanoTime() - begun);
            var more = Thread.getAllStackTraces().size() - threads;
            System.out.printf(
                    "FIGURE 100 hosts x 5 containers refreshed in %d ms, %d platform threads more%n",
                    took.toMillis(), more);

            assertThat(fleet.current()).allMatch(s -> s.containers().size() == 5);
            assertThat(more).isLessThan(50);
            assertThat(took).isLessThan(Duration.ofSeconds(20));
        }
        engines.forEach(FakeDocker::close);
    }

    private static void all(Fleet fleet, Predicate<HostSight> fits) {
        var _ = Eventually.see(fleet::current, sights -> sights.stream().allMatch(fits));
    }

    /// An hour in which something happens ten times a second, in as short a time as it takes.
    @Test
    void anHourOfEventsLeavesTheMemoryAsItWas() throws IOException {
        try (var engine = FakeDocker.engine20(IMAGE);
                var fleet = watch(engine.address())) {
            var container = engine.runs("join-mlnode-308-1", IMAGE);
            see(fleet, 0, s -> s.containers().size() == 1);
            events(engine, container, 6_000);
            heard(fleet, engine, container, "early");
            var early = used();
            events(engine, container, 30_000);
            heard(fleet, engine, container, "late");
            var late = Eventually.see(FleetTest::used, now -> now - early < GROWTH);
            System.out.printf(
                    "FIGURE memory after 6,000 events %d KiB, after 36,000 events %d KiB%n",
                    early / 1024, late / 1024);

            assertThat(late - early).isLessThan(GROWTH);
        }
    }

    private static void events(FakeDocker engine, FakeContainer container, int count) {
        for (var i = 0; i < count; i++) {
            engine.tell(container, "health_status: healthy");
        }
    }

    /// Everything told before was heard; what waits would be the fake's own memory.
    private static void heard(
            Fleet fleet, FakeDocker engine, FakeContainer container, String name) {
        engine.change(container, "rename", () -> container.name = name);
        assertThat(names(see(fleet, 0, s -> names(s).contains(name)))).containsExactly(name);
        assertThat(Eventually.see(engine::quiet, quiet -> quiet)).isTrue();
    }

    /// One collection may leave what the tests before have just let go.
    private static long used() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
