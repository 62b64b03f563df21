package io.lockstep.app.containers.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.ContainerSpec;
import io.lockstep.app.containers.PullOrder;
import io.lockstep.app.containers.TestImages;
import io.lockstep.app.containers.registry.FaultyRelay;
import io.lockstep.app.containers.registry.FaultyRelay.Fault;
import io.lockstep.app.containers.registry.TestRegistry;
import io.lockstep.app.testing.NeedsDocker;
import io.lockstep.chain.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What only an engine of one's own can be put through: a full disk, a kill in the middle.
@NeedsDocker
@Timeout(180)
class PrivateEngineIT {
    private final Raw others = new Raw();
    private Path folder = Path.of("");

    /// A socket's path must be short.
    @BeforeEach
    void shortFolder() throws Exception {
        folder = Files.createTempDirectory(Path.of("/tmp"), "ls-eng-");
    }

    @AfterEach
    void clean() throws Exception {
        others.close();
        try (var tree = Files.walk(folder)) {
            for (var path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    @Test
    void aDiskThatFillsUpInAPullIsNamedAndNoImageIsLeft() throws Exception {
        try (var registry = TestRegistry.open(folder)) {
            var reference = pushed(registry);
            try (var engine = new PrivateEngine(folder, Optional.of(64));
                    var host = DockerHost.open(Optional.of(engine.address()))) {
                assertThat(host.freeBytes().orElse(0)).isBetween(1L, 64_000_000L);

                assertThatThrownBy(() -> host.pull(PullOrder.of(reference), _ -> {}))
                        .isInstanceOfSatisfying(
                                ProblemException.class,
                                e -> assertThat(e.problem().code()).isEqualTo("docker.diskFull"));

                assertThat(host.image(reference)).isEmpty();
                assertThat(host.read().images()).isEmpty();
            }
        }
    }

    @Test
    void anEngineKilledInAPullLeavesNoImageAndThePullSucceedsOnceItIsBack() throws Exception {
        var reached = new CountDownLatch(1);
        var on = new CountDownLatch(1);
        try (var registry = TestRegistry.open(folder);
                var relay = new FaultyRelay(registry.host())) {
            var reference = pushed(registry).replace(registry.host(), relay.host());
            relay.spoil(line ->
                    line.contains("GET") && line.contains("/blobs/")
                            ? new Fault.Stall(1000, reached, on)
                            : new Fault.None());
            try (var engine = new PrivateEngine(folder, Optional.empty());
                    var host = DockerHost.open(Optional.of(engine.address()))) {
                var pull = CompletableFuture.runAsync(() -> host.pull(reference, _ -> {}));
                assertThat(reached.await(60, TimeUnit.SECONDS)).isTrue();

                engine.kill();

                assertThatThrownBy(() -> pull.get(30, TimeUnit.SECONDS))
                        .isInstanceOf(ExecutionException.class)
                        .cause()
                        .isInstanceOfSatisfying(
                                ProblemException.class,
                                e ->
                                        assertThat(e.problem().code())
                                                .isIn("docker.pullFailed", "docker.unreachable"));
                on.countDown();
                engine.startAgain();
                assertThat(host.image(reference)).isEmpty();
                assertThat(host.pull(reference, _ -> {}).references()).contains(reference);
            }
        }
    }

    @Test
    void anEngineKilledInACreateHasTheContainerOnceAfterTheNextTry() throws Exception {
        try (var engine = new PrivateEngine(folder, Optional.empty());
                var host = DockerHost.open(Optional.of(engine.address()))) {
            TestImages.load(host, "ls-killed:1.0.0", Map.of());
            var labels = Map.of("lockstep.upgrade", "killed");
            var spec =
                    new ContainerSpec(
                            "ls-killed",
                            "ls-killed:1.0.0",
                            List.of("serve"),
                            Map.of(),
                            labels,
                            "bridge",
                            List.of(),
                            Map.of(),
                            Map.of(),
                            List.of(),
                            true,
                            "no");
            var first = CompletableFuture.supplyAsync(() -> host.create(spec));
            engine.kill();
            var _ = first.handle((made, problem) -> problem == null).get(60, TimeUnit.SECONDS);

            engine.startAgain();

            var made = host.create(spec);
            assertThat(host.create(spec).id()).isEqualTo(made.id());
            assertThat(host.owned(labels).containers())
                    .extracting(Container::id)
                    .containsExactly(made.id());
        }
    }

    private String pushed(TestRegistry registry) throws Exception {
        try (var shared = DockerHost.open(Optional.empty())) {
            var reference = registry.host() + "/" + others.prefix + ":1.0.0";
            var image = TestImages.load(shared, reference, Map.of("of", others.prefix));
            registry.push(reference, folder);
            shared.removeImage(image.id());
            return reference;
        }
    }
}
