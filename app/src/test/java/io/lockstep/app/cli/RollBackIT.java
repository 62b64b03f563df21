package io.lockstep.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.docker.DockerHost;
import io.lockstep.app.containers.image.ImageArchives;
import io.lockstep.app.containers.image.Installation;
import io.lockstep.app.rehearsal.Rehearsal.Leaving;
import io.lockstep.app.rehearsal.RehearsalNetwork;
import io.lockstep.app.rehearsal.RehearsalParts;
import io.lockstep.app.rehearsal.Rehearsals;
import io.lockstep.app.rehearsal.Scene;
import io.lockstep.app.rehearsal.chain.scenario.Scenarios;
import io.lockstep.app.session.Session;
import io.lockstep.app.settings.Folders;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.testing.NeedsDocker;
import io.lockstep.app.upgrade.Plan;
import io.lockstep.app.upgrade.StepName;
import io.lockstep.chain.upgrade.Generation;
import io.lockstep.engine.control.EngineClient;
import io.lockstep.engine.control.EngineStatus;
import io.lockstep.engine.control.UnixSocketTransport;
import io.lockstep.engine.cutover.CutoverPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Back to the version that served before, once the new one serves: in real containers, under
/// traffic.
@NeedsDocker
@Timeout(300)
class RollBackIT {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final AtomicBoolean asked = new AtomicBoolean();
    private volatile Snapshot last = Snapshot.empty(Instant.EPOCH, false);
    private Path home = Path.of("");
    private boolean begun;

    /// Sockets lie in it, so its path is short.
    @BeforeEach
    void shortFolder() throws Exception {
        home = Files.createTempDirectory(Path.of("/tmp"), "lsrb");
    }

    @AfterEach
    void clean() throws Exception {
        if (begun) {
            var _ = rehearsals().strike();
        }
        try (var tree = Files.walk(home)) {
            for (var path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    @Test
    void afterTheCutoverTheWayBackLosesNoRequestAndKeepsTheCandidate() throws Exception {
        var scene =
                Scene.of(
                        Generation.R1,
                        Duration.ofMillis(250),
                        CutoverPolicy.BRIDGE,
                        Duration.ofSeconds(20),
                        Scenarios.happyPath());
        try (var rehearsal = rehearsals().begin(scene, Rehearsals.DOCKER)) {
            begun = true;
            var report = rehearsal.play(this::watch);
            rehearsal.over();

            var end = last;
            assertThat(report.requests().failed()).as(lines.toString()).isZero();
            assertThat(report.streams().cut()).isZero();
            assertThat(report.requests().sent()).isGreaterThan(50);
            assertThat(end.proxy().latest().flatMap(EngineStatus::defaultUpstream))
                    .contains("v3.0.8");
            assertThat(upstreams(end)).hasSize(2).allMatch(url -> url.contains("3.0.8"));
            assertThat(end.plan().filter(Plan::done)).isPresent();
            assertThat(running(end)).contains("v3.0.8", "v3.0.10");
        }
    }

    private Leaving watch(Session session, RehearsalNetwork network) {
        var watching = session.store().subscribe(snapshot -> seen(snapshot, session));
        return () -> {
            last = session.store().current();
            watching.close();
        };
    }

    /// As soon as the candidate serves.
    private void seen(Snapshot snapshot, Session session) {
        var settling =
                snapshot.plan()
                        .flatMap(Plan::current)
                        .filter(step -> step.name() == StepName.SETTLE)
                        .isPresent();
        if (settling && asked.compareAndSet(false, true)) {
            session.intents().rollBack();
        }
    }

    private static List<String> upstreams(Snapshot snapshot) {
        return snapshot.proxy().latest().orElseThrow().upstreams().stream()
                .map(upstream -> upstream.url().toString())
                .toList();
    }

    private static List<String> running(Snapshot snapshot) {
        return snapshot.containers().latest().orElseThrow().containers().stream()
                .filter(Container::running)
                .flatMap(container -> container.version().stream())
                .toList();
    }

    private Rehearsals rehearsals() {
        var archives =
                new ImageArchives(
                        Path.of("target/test-images").toAbsolutePath(),
                        Installation.ofThisProcess());
        var parts =
                new RehearsalParts(
                        _ -> DockerHost.open(Optional.empty()),
                        archives,
                        UnixSocketTransport::new,
                        EngineClient::over,
                        Wiring.java(),
                        lines::add);
        return new Rehearsals(Folders.under(home), parts, Clock.systemUTC());
    }
}
