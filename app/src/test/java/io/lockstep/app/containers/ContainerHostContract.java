package io.lockstep.app.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.app.containers.Container.State;
import io.lockstep.app.containers.ContainerHost.CloneChange;
import io.lockstep.app.containers.HostContainers.Image;
import io.lockstep.app.testing.Eventually;
import io.lockstep.chain.problem.ProblemException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every kind of container host promises.
public abstract class ContainerHostContract {
    protected static final Duration GRACE = Duration.ofSeconds(10);

    protected final String prefix = "ls-containers-" + UUID.randomUUID().toString().substring(0, 8);
    protected final Map<String, String> labels = Map.of("lockstep.upgrade", prefix);
    protected ContainerHost host;

    protected abstract ContainerHost open();

    /// Takes the port that the specification made by [#serving] will need.
    protected abstract ServerSocket occupy(Container created, int port) throws IOException;

    @BeforeEach
    void aNetwork() {
        host = open();
        host.createNetwork(prefix, labels);
    }

    @AfterEach
    void nothingOfOursIsLeft() {
        var owned = host.owned(labels);
        for (var container : owned.containers()) {
            host.stop(container.id(), Duration.ZERO);
            host.remove(container.id());
        }
        owned.volumes().forEach(host::removeVolume);
        owned.networks().forEach(host::removeNetwork);
        owned.images().forEach(image -> host.removeImage(image.id()));
        var left = host.owned(labels);
        host.close();

        assertThat(left.containers()).isEmpty();
        assertThat(left.images()).isEmpty();
        assertThat(left.networks()).isEmpty();
        assertThat(left.volumes()).isEmpty();
    }

    protected Image load(String tag) {
        return TestImages.load(host, prefix + ":" + tag, labels);
    }

    protected ContainerSpec serving(String name, String publish) {
        return spec(name, List.of("serve"), Map.of(8080, publish), Map.of());
    }

    protected ContainerSpec spec(
            String name,
            List<String> command,
            Map<Integer, String> publish,
            Map<String, String> volumes) {
        return new ContainerSpec(
                prefix + "-" + name,
                prefix + ":1.0.0",
                command,
                Map.of("SHAPE", "round"),
                Map.of("lockstep.upgrade", prefix, "lockstep.role", "incumbent"),
                prefix,
                List.of(name),
                publish,
                volumes,
                List.of("/tmp"),
                true,
                "no");
    }

    protected Container started(ContainerSpec spec) {
        var container = host.create(spec);
        host.start(container.id());
        return container;
    }

    protected List<String> logWith(Container container, String line) {
        return Eventually.see(
                () -> host.log(container.id(), 50),
                log -> log.stream().anyMatch(told -> told.contains(line)));
    }

    protected Container now(Container container) {
        return host.owned(labels).containers().stream()
                .filter(seen -> seen.id().equals(container.id()))
                .findFirst()
                .orElseThrow();
    }

    protected static void assertProblem(ThrowingCallable act, String code) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).as(e.getMessage()).isEqualTo(code));
    }

    @Test
    void anArchiveLoadedTwiceIsOneImageThatItsReferenceNames() {
        var first = load("1.0.0");

        assertThat(load("1.0.0")).isEqualTo(first);
        assertThat(host.image(prefix + ":1.0.0")).contains(first);
        assertThat(host.image(first.id())).contains(first);
        assertThat(host.read().images()).contains(first);
    }

    @Test
    void creatingTheSameAgainAdoptsIt() {
        load("1.0.0");

        var first = host.create(serving("same", "127.0.0.1:0"));

        assertThat(host.create(serving("same", "127.0.0.1:0")).id()).isEqualTo(first.id());
    }

    @Test
    void aNameTakenByAnotherDefinitionIsRefusedAndItsHolderStays() {
        load("1.0.0");
        var holder = started(serving("taken", "127.0.0.1:0"));

        assertProblem(
                () -> host.create(spec("taken", List.of("fail"), Map.of(), Map.of())),
                "containers.nameTaken");
        assertThat(now(holder).running()).isTrue();
    }

    @Test
    void aStartedContainerAnswersWhereItSaysItIsPublished() throws Exception {
        load("1.0.0");
        var container = started(serving("web", "127.0.0.1:0"));
        logWith(container, "listening");

        var published = now(container).published().get(8080);
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://" + published + "/")).build();
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());

            assertThat(answer.body()).isEqualTo("hello");
        }
    }

    @Test
    void startStopAndRemoveMayBeRepeated() {
        load("1.0.0");
        var container = started(serving("again", "127.0.0.1:0"));
        logWith(container, "listening");

        host.start(container.id());
        assertThat(now(container).running()).isTrue();
        assertProblem(() -> host.remove(container.id()), "containers.running");
        host.stop(container.id(), GRACE);
        host.stop(container.id(), GRACE);
        assertThat(now(container).state()).isEqualTo(State.EXITED);
        host.start(container.id());
        assertThat(now(container).running()).isTrue();
        host.stop(container.id(), Duration.ZERO);
        host.remove(container.id());
        host.remove(container.id());
        assertThat(host.owned(labels).containers()).isEmpty();
    }

    @Test
    void roleAndVersionAreReadFromLabels() {
        load("1.0.0");
        var container = started(serving("roles", "127.0.0.1:0"));

        var seen =
                host.read().containers().stream()
                        .filter(c -> c.id().equals(container.id()))
                        .toList();

        assertThat(seen).hasSize(1);
        assertThat(seen.getFirst().role()).isEqualTo(Container.Role.INCUMBENT);
        assertThat(seen.getFirst().networks()).containsExactly(prefix);
        assertThat(seen.getFirst().image()).isEqualTo(prefix + ":1.0.0");
        assertThat(seen.getFirst().address()).isPresent();
    }

    @Test
    void aVolumeOutlivesTheContainerThatWroteIt() {
        load("1.0.0");
        host.createVolume(prefix + "-shared", labels);
        host.createVolume(prefix + "-shared", labels);
        var volume = Map.of(prefix + "-shared", EngineLayout.CONTROL_FOLDER);
        var file = EngineLayout.CONTROL_FOLDER + "/note";
        var writer = started(spec("writer", List.of("write", file, "kept"), Map.of(), volume));
        logWith(writer, "wrote kept");
        Eventually.see(() -> now(writer), c -> !c.running());
        host.remove(writer.id());

        var reader = started(spec("reader", List.of("serve", file), Map.of(), volume));

        assertThat(logWith(reader, "listening")).contains("read kept");
        assertProblem(() -> host.removeVolume(prefix + "-shared"), "containers.inUse");
    }

    @Test
    void aCloneKeepsTheDefinitionAndTakesTheNewImagesDefaults() {
        load("1.0.0");
        load("2.0.0");
        host.createVolume(prefix + "-weights", labels);
        var incumbent =
                started(
                        spec(
                                "incumbent",
                                List.of("serve"),
                                Map.of(8080, "127.0.0.1:0"),
                                Map.of(prefix + "-weights", "/weights")));
        var change =
                new CloneChange(
                        prefix + "-candidate",
                        prefix + ":2.0.0",
                        Map.of("lockstep.upgrade", prefix, "lockstep.role", "candidate"),
                        Map.of(),
                        List.of("candidate"));

        var clone = host.cloneOf(incumbent.id(), change);
        host.start(clone.id());

        assertThat(host.cloneOf(incumbent.id(), change).id()).isEqualTo(clone.id());
        assertThat(logWith(clone, "listening"))
                .contains("args [serve]")
                .contains("colour colour-of-" + prefix + ":2.0.0 shape round");
        assertThat(now(clone).role()).isEqualTo(Container.Role.CANDIDATE);
        assertThat(now(clone).networks()).containsExactly(prefix);
        assertThat(now(clone).published()).isEmpty();
        assertThat(now(incumbent).running()).isTrue();
        host.stop(clone.id(), Duration.ZERO);
        host.remove(clone.id());
        assertProblem(() -> host.removeVolume(prefix + "-weights"), "containers.inUse");
    }

    @Test
    void anEnvironmentAddedToACloneWins() {
        load("1.0.0");
        var incumbent = host.create(serving("plain", "127.0.0.1:0"));
        var change =
                new CloneChange(
                        prefix + "-other",
                        prefix + ":1.0.0",
                        labels,
                        Map.of("SHAPE", "square", "COLOUR", "green"),
                        List.of());

        var clone = host.cloneOf(incumbent.id(), change);
        host.start(clone.id());

        assertThat(logWith(clone, "listening")).contains("colour green shape square");
    }

    @Test
    void theControlChannelCarriesLinesBothWaysOnOneConnection() throws Exception {
        load("1.0.0");
        var container = started(serving("engine", "127.0.0.1:0"));
        var transport = host.control(container.id());

        try (var connection = transport.open();
                var other = transport.open()) {
            var lines =
                    new BufferedReader(
                            new InputStreamReader(connection.fromEngine(), StandardCharsets.UTF_8));
            for (var word : List.of("one", "two", "x".repeat(100_000))) {
                connection.toEngine().write((word + "\n").getBytes(StandardCharsets.UTF_8));
                connection.toEngine().flush();
                assertThat(lines.readLine()).isEqualTo("echo " + word);
            }
            other.toEngine().write("beside\n".getBytes(StandardCharsets.UTF_8));
            other.toEngine().flush();
            assertThat(
                            new BufferedReader(
                                            new InputStreamReader(
                                                    other.fromEngine(), StandardCharsets.UTF_8))
                                    .readLine())
                    .isEqualTo("echo beside");
        }
    }

    @Test
    void theControlChannelOfNoContainerCannotBeOpened() {
        assertThatThrownBy(() -> host.control(prefix + "-none").open())
                .isInstanceOfAny(IOException.class, ProblemException.class)
                .hasMessageContaining("There is no container " + prefix + "-none");
    }

    @Test
    void aTakenPortLeavesNothingHalfMade() throws Exception {
        load("1.0.0");
        int port = freePort();
        var container = host.create(serving("late", "127.0.0.1:" + port));

        try (var holder = occupy(container, port)) {
            assertThat(holder.isBound()).isTrue();
            assertProblem(() -> host.start(container.id()), "containers.portTaken");
        }

        assertThat(host.owned(labels).containers()).isEmpty();
        host.start(host.create(serving("late", "127.0.0.1:" + port)).id());
    }

    protected static int freePort() throws IOException {
        try (var probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }

    @Test
    void whatAContainerNeedsMustBeThereBefore() {
        assertProblem(
                () -> host.create(serving("early", "127.0.0.1:0")), "containers.imageMissing");
        load("1.0.0");
        assertProblem(
                () ->
                        host.create(
                                spec(
                                        "volumes",
                                        List.of("serve"),
                                        Map.of(),
                                        Map.of(prefix + "-none", "/data"))),
                "containers.volumeMissing");
        host.removeNetwork(prefix);
        assertProblem(
                () -> host.create(serving("early", "127.0.0.1:0")), "containers.networkMissing");
        assertProblem(() -> host.start(prefix + "-early"), "containers.missing");
    }

    @Test
    void aContainerThatEndsAtOnceSaysWhy() {
        load("1.0.0");

        var container = started(spec("failing", List.of("fail"), Map.of(), Map.of()));

        var ended = Eventually.see(() -> now(container), c -> c.status().contains("(3)"));
        assertThat(ended.state()).isEqualTo(State.EXITED);
        assertThat(ended.status()).contains("Exited (3)");
        assertThat(host.log(container.id(), 1)).containsExactly("cannot go on");
    }

    @Test
    void anImageIsKeptWhileAContainerUsesItAndFreesOnlyWhatItDoesNotShare() {
        var first = load("1.0.0");
        var second = load("2.0.0");
        var user = host.create(serving("user", "127.0.0.1:0"));

        assertProblem(() -> host.removeImage(first.id()), "containers.imageInUse");
        assertThat(host.image(prefix + ":1.0.0")).isPresent();
        assertThat(host.bytesFreedBy(second.id())).isLessThan(second.bytes() / 10);
        host.remove(user.id());
        host.removeImage(first.id());
        host.removeImage(first.id());
        assertThat(host.image(prefix + ":1.0.0")).isEmpty();
        assertThat(host.image(prefix + ":2.0.0")).contains(second);
    }

    @Test
    void restartPolicyAndNetworksMayBeChangedLater() {
        load("1.0.0");
        var container = started(serving("moving", "127.0.0.1:0"));
        host.createNetwork(prefix + "-second", labels);
        host.createNetwork(prefix + "-second", labels);

        host.restartPolicy(container.id(), "always");
        host.restartPolicy(container.id(), "no");
        host.connect(container.id(), prefix + "-second", List.of("alias"));
        host.connect(container.id(), prefix + "-second", List.of("alias"));

        assertThat(now(container).networks()).containsExactly(prefix, prefix + "-second");
        assertThat(host.gateway(prefix)).isPresent();
        assertProblem(() -> host.removeNetwork(prefix), "containers.inUse");
    }

    @Test
    void twoHostsSeeTheSame() {
        load("1.0.0");
        var container = started(serving("shared", "127.0.0.1:0"));

        try (var other = open()) {
            other.stop(container.id(), GRACE);
        }

        assertThat(now(container).state()).isEqualTo(State.EXITED);
    }
}
