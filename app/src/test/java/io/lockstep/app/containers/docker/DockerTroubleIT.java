package io.lockstep.app.containers.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.Container.Role;
import io.lockstep.app.containers.ContainerHost.Holder;
import io.lockstep.app.containers.ContainerSpec;
import io.lockstep.app.containers.TestImages;
import io.lockstep.app.testing.Eventually;
import io.lockstep.app.testing.NeedsDocker;
import io.lockstep.chain.problem.ProblemException;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a real engine answers when things go wrong, and what we make of it.
@NeedsDocker
class DockerTroubleIT {
    private final Raw others = new Raw();
    private final String prefix = others.prefix;
    private final Map<String, String> labels = Map.of("lockstep.upgrade", prefix);
    private final DockerHost host = DockerHost.open(Optional.empty());

    @BeforeEach
    void anImageAndANetwork() {
        TestImages.load(host, prefix + ":1.0.0", Map.of());
        host.createNetwork(prefix, labels);
    }

    @AfterEach
    void clean() {
        host.close();
        others.close();
    }

    @Test
    void aPortHeldByAContainerIsToldByItsName() throws IOException {
        int port = freePort();
        host.start(host.create(spec("first", port)).id());
        var second = host.create(spec("second", port));

        assertProblem(
                () -> host.start(second.id()),
                "containers.portTaken",
                "Port " + port + " is held by the container " + prefix + "-first.");
        assertThat(others.exists(second.id())).isFalse();
    }

    @Test
    void aHalfMadeContainerOfSomebodyElseIsLeftAlone() throws IOException {
        try (var holder = new ServerSocket(0)) {
            int port = holder.getLocalPort();
            var foreign =
                    others.container(
                            "foreign",
                            """
                            {"Image":"%s:1.0.0","Cmd":["serve"],"HostConfig":
                             {"PortBindings":{"8080/tcp":[{"HostPort":"%d"}]}}}\
                            """
                                    .formatted(prefix, port));

            assertProblem(
                    () -> host.start(foreign),
                    "containers.portTaken",
                    "is held by another process of this host. The container that needs it stays");
            assertThat(others.exists(foreign)).isTrue();
        }
    }

    @Test
    void aNameHeldBySomebodyElseIsNeverTouched() {
        var foreign =
                others.container(
                        "taken", "{\"Image\":\"%s:1.0.0\",\"Cmd\":[\"serve\"]}".formatted(prefix));

        assertProblem(
                () -> host.create(spec("taken", 0)),
                "containers.nameTaken",
                foreign.substring(0, 12));
        assertThat(others.exists(foreign)).isTrue();
    }

    @Test
    void aNetworkThatIsGoneIsMadeAgainAndTheContainerStarts() {
        var container = host.create(spec("orphan", 0));
        host.removeNetwork(prefix);

        host.start(container.id());

        var networks = others.inspect(container.id()).path("NetworkSettings").path("Networks");
        assertThat(networks.path(prefix).path("IPAddress").asText()).isNotEmpty();
        assertThat(networks.path(prefix).path("Aliases").toString()).contains("orphan");
        assertThat(host.owned(labels).networks()).containsExactly(prefix);
    }

    @Test
    void twoNetworksOfOneNameAreNamedInsteadOfGuessed() {
        others.network(prefix + "-twice");
        others.network(prefix + "-twice");

        assertProblem(
                () -> host.createNetwork(prefix + "-twice", labels),
                "docker.networkAmbiguous",
                "There are 2 networks called " + prefix + "-twice.");
    }

    @Test
    void aNetworkAndAVolumeOfSomebodyElseAreNeitherTakenNorRemoved() {
        others.network(prefix + "-theirs");
        var volume = DockerApi.JSON.createObjectNode().put("Name", prefix + "-theirs");
        assertThat(others.api.post("/volumes/create", volume).ok()).isTrue();

        assertProblem(
                () -> host.createNetwork(prefix + "-theirs", labels),
                "containers.nameTaken",
                "a network that is not ours");
        assertProblem(
                () -> host.createVolume(prefix + "-theirs", labels),
                "containers.nameTaken",
                "a volume that is not ours");
        assertProblem(
                () -> host.removeNetwork(prefix + "-theirs"), "containers.notOurs", "untouched");
        assertProblem(
                () -> host.removeVolume(prefix + "-theirs"), "containers.notOurs", "untouched");
    }

    @Test
    void anEntryPointThatIsMissingIsToldAndTheContainerStays() {
        var broken =
                others.container(
                        "broken",
                        "{\"Image\":\"%s:1.0.0\",\"Entrypoint\":[\"/none\"]}".formatted(prefix));

        assertProblem(() -> host.start(broken), "containers.startFailed", "/none");
        assertThat(others.exists(broken)).isTrue();
    }

    @Test
    void aHostThatCannotHandOutAGpuSaysSoInPlainWords() {
        var gpu =
                others.container(
                        "gpu",
                        """
                        {"Image":"%s:1.0.0","Cmd":["serve"],"HostConfig":{"DeviceRequests":
                         [{"Driver":"none-such","Count":-1,"Capabilities":[["gpu"]]}]}}\
                        """
                                .formatted(prefix));

        assertProblem(() -> host.start(gpu), "docker.noGpuRuntime", "NVIDIA container toolkit");
    }

    @Test
    void anMlNodeStartedWithoutUsIsSeenAsTheIncumbent() {
        var running =
                others.container(
                        "join-mlnode-308-1",
                        """
                        {"Image":"%s:1.0.0","Cmd":["serve"],"Labels":
                         {"com.docker.compose.service":"mlnode-308"}}\
                        """
                                .formatted(prefix));
        host.start(running);

        var seen =
                host.read().containers().stream().filter(c -> c.id().equals(running)).findFirst();

        assertThat(seen).isPresent();
        assertThat(seen.get().role()).isEqualTo(Role.INCUMBENT);
        assertThat(seen.get().version()).contains("v1.0.0");
        assertThat(seen.get().status()).startsWith("Up ");
    }

    @Test
    void aProbeThatIsNeverGreenIsToldWithItsLastWords() {
        var sick =
                others.container(
                        "sick",
                        """
                        {"Image":"%s:1.0.0","Cmd":["serve"],"Labels":{"lockstep.role":"candidate"},
                         "Healthcheck":{"Test":["CMD","/none"],"Interval":1000000000,"Retries":1}}\
                        """
                                .formatted(prefix));
        host.start(sick);

        var said = Eventually.see(() -> host.read().unhealthy(), all -> all.containsKey(sick));

        assertThat(said.get(sick)).contains("/none");
        assertThat(host.read().started().get(sick))
                .isCloseTo(Instant.now(), within(5, ChronoUnit.MINUTES));
        assertThat(host.read().containers()).anyMatch(c -> c.id().equals(sick) && c.running());
    }

    @Test
    void aContainerThatEndsAgainAndAgainIsSeenAsRestarting() {
        var looping =
                others.container(
                        "loops",
                        """
                        {"Image":"%s:1.0.0","Cmd":["fail"],"Labels":{"lockstep.role":"candidate"},
                         "HostConfig":{"RestartPolicy":{"Name":"always"}}}\
                        """
                                .formatted(prefix));
        host.start(looping);

        var state =
                Eventually.see(
                        () ->
                                host.read().containers().stream()
                                        .filter(c -> c.id().equals(looping))
                                        .map(Container::state)
                                        .findFirst(),
                        now -> now.equals(Optional.of(Container.State.RESTARTING)));

        assertThat(state).contains(Container.State.RESTARTING);
        assertThat(host.log(looping, 1)).containsExactly("cannot go on");
    }

    @Test
    void oneOfTwoThatAskAtOnceHoldsTheHostAndBothAreToldWho() throws Exception {
        var lock = prefix + "-upgrade-lock";
        var anna = new Holder("a", "anna on desk-1");
        var ben = new Holder("b", "ben on desk-2");
        try (var other = DockerHost.open(Optional.empty())) {
            var first = CompletableFuture.supplyAsync(() -> host.hold(lock, anna));
            var second = CompletableFuture.supplyAsync(() -> other.hold(lock, ben));

            var told = first.get(20, TimeUnit.SECONDS);
            assertThat(second.get(20, TimeUnit.SECONDS)).isEqualTo(told);
            assertThat(told).isIn(anna, ben);
            assertThat(host.hold(lock, anna)).isEqualTo(told);

            host.release(lock);
            assertThat(other.hold(lock, ben)).isEqualTo(ben);
        }
    }

    @Test
    void theControlChannelEndsWithItsContainer() throws Exception {
        var container = host.create(spec("ending", 0));
        host.start(container.id());

        try (var connection = host.control(container.id()).open()) {
            connection.toEngine().write("hi\n".getBytes(StandardCharsets.UTF_8));
            assertThat(connection.fromEngine().readNBytes(8)).asString().isEqualTo("echo hi\n");
            host.stop(container.id(), Duration.ZERO);

            assertThat(connection.fromEngine().read()).isEqualTo(-1);
        }
    }

    @Test
    void aRelayIsGoneOnceItsConnectionIsClosed() throws Exception {
        var container = host.create(spec("relays", 0));
        host.start(container.id());

        host.control(container.id()).open().close();

        var left = Eventually.see(() -> processes(container.id()), count -> count == 1);
        assertThat(left).isEqualTo(1);
    }

    private int processes(String id) {
        return others.api.get("/containers/" + id + "/top").body().path("Processes").size();
    }

    @Test
    void theRootIsReadOnlyAndTheUserHasNoRights() {
        var container = others.inspect(host.create(spec("safe", 0)).id());

        assertThat(container.path("Config").path("User").asText()).isEqualTo("10001");
        var limits = container.path("HostConfig");
        assertThat(limits.path("ReadonlyRootfs").asBoolean()).isTrue();
        assertThat(limits.path("Privileged").asBoolean()).isFalse();
        assertThat(limits.path("CapDrop").toString()).isEqualTo("[\"ALL\"]");
        assertThat(limits.path("SecurityOpt").toString()).isEqualTo("[\"no-new-privileges\"]");
    }

    private ContainerSpec spec(String name, int port) {
        return new ContainerSpec(
                prefix + "-" + name,
                prefix + ":1.0.0",
                List.of("serve"),
                Map.of(),
                labels,
                prefix,
                List.of(name),
                Map.of(8080, "127.0.0.1:" + port),
                Map.of(),
                List.of("/tmp"),
                true,
                "no");
    }

    private static int freePort() throws IOException {
        try (var probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }

    private static void assertProblem(ThrowingCallable act, String code, String said) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).as(e.getMessage()).isEqualTo(code))
                .hasMessageContaining(said);
    }
}
