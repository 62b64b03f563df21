package io.lockstep.app.containers.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lockstep.app.containers.ContainerDetails;
import io.lockstep.app.containers.HostReader.Change;
import io.lockstep.app.testing.Eventually;
import io.lockstep.chain.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What Lockstep relies on when it talks to an engine. A real one and the fake keep it alike, so
/// that what is tested with the fake is true.
@Timeout(120)
abstract class EngineContract {
    /// Where the engine is.
    abstract DockerAddress address();

    /// An image on it whose containers run until they are stopped.
    abstract String image();

    /// A name of this test's own.
    abstract String named(String name);

    /// Ends what this test started.
    void stop() {}

    private Optional<DockerApi> opened = Optional.empty();
    private final List<String> made = new ArrayList<>();

    @BeforeEach
    void open() {
        opened = Optional.of(new DockerApi(address()));
    }

    @AfterEach
    void clean() {
        for (var id : made) {
            api().postSlowly("/containers/" + id + "/stop?t=0");
            api().delete("/containers/" + id);
        }
        api().close();
        stop();
    }

    DockerApi api() {
        return opened.orElseThrow();
    }

    private ObjectNode definition() {
        var body = DockerApi.JSON.createObjectNode().put("Image", image());
        body.putArray("Cmd").add("serve");
        body.putArray("Env").add("HF_TOKEN=hf_abcdefghijklmnopqrstuv").add("LOG_LEVEL=info");
        body.putObject("Labels")
                .put("lockstep.role", "incumbent")
                .put("com.docker.compose.project", "join")
                .put("com.docker.compose.service", "mlnode-308");
        var host = body.putObject("HostConfig").put("NetworkMode", "none");
        host.putObject("RestartPolicy").put("Name", "unless-stopped");
        return body;
    }

    private String create(String name) {
        var answer = api().post("/containers/create?name=" + named(name), definition());
        assertThat(answer.status()).as(answer.message()).isEqualTo(201);
        var id = answer.body().path("Id").asText();
        made.add(id);
        return id;
    }

    private int act(String id, String what) {
        var answer = api().postSlowly("/containers/" + id + what);
        assertThat(answer.ok()).as(answer.ok() ? "" : answer.message()).isTrue();
        return answer.status();
    }

    @Test
    void versionsItDoesNotSpeakAreRefusedWithTheOnesItDoes() {
        assertThat(new RawVersion(address(), "1.10").message())
                .startsWith("client version 1.10 is too old. Minimum supported API version is ");
        assertThat(new RawVersion(address(), "1.99").message())
                .startsWith("client version 1.99 is too new. Maximum supported API version is ");
    }

    @Test
    void whatIsSoAlreadyIsAnsweredWith304() {
        var id = create("turns");

        assertThat(act(id, "/start")).isEqualTo(204);
        assertThat(act(id, "/start")).isEqualTo(304);
        assertThat(act(id, "/stop?t=0")).isEqualTo(204);
        assertThat(act(id, "/stop?t=0")).isEqualTo(304);
    }

    @Test
    void aTakenNameIsAConflictThatNamesTheHolder() {
        var id = create("taken");

        var answer = api().post("/containers/create?name=" + named("taken"), definition());

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.message()).contains("already in use").contains(id);
    }

    @Test
    void aRunningContainerIsNotRemovedAndAMissingOneIsToldByName() {
        var id = create("runs");
        act(id, "/start");

        var kept = api().delete("/containers/" + id);
        var missing = api().get("/containers/" + named("none") + "/json");

        assertThat(kept.status()).isEqualTo(409);
        assertThat(kept.message()).contains("running container");
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.message()).contains("No such container: " + named("none"));
    }

    @Test
    void aMissingImageIsToldBeforeAnythingIsMade() {
        var body = definition().put("Image", named("none") + ":1");

        var answer = api().post("/containers/create?name=" + named("early"), body);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.message()).contains("No such image");
    }

    @Test
    void aContainerIsReadWithItsDefinitionAndItsSecretsMasked() {
        var id = create("read");
        act(id, "/start");
        try (var reader = DockerReader.at(address())) {
            var details = reader.container(id).orElseThrow();

            assertThat(details.container().name()).isEqualTo(named("read"));
            assertThat(details.container().running()).isTrue();
            assertThat(details.restart()).isEqualTo("unless-stopped");
            assertThat(details.origin())
                    .isEqualTo(new ContainerDetails.Origin.Compose("join", "mlnode-308"));
            assertThat(details.environment())
                    .contains(new ContainerDetails.Variable("LOG_LEVEL", "info"))
                    .filteredOn(variable -> variable.name().equals("HF_TOKEN"))
                    .allMatch(ContainerDetails.Variable::masked);
            assertThat(reader.containers()).extracting(one -> one.container().id()).contains(id);
        }
    }

    @Test
    void countersGrowWhileItRunsAndAreNotThereWhenItDoesNot() {
        var id = create("counts");
        act(id, "/start");
        try (var reader = DockerReader.at(address())) {
            var first = Eventually.see(() -> reader.usage(id), Optional::isPresent).orElseThrow();
            var second = reader.usage(id).orElseThrow();

            assertThat(second.cpuNanos()).isGreaterThanOrEqualTo(first.cpuNanos());
            assertThat(first.memoryBytes()).isPositive();
            act(id, "/stop?t=0");
            assertThat(reader.usage(id)).isEmpty();
        }
    }

    @Test
    void itsLogIsReadLineByLine() {
        var id = create("speaks");
        act(id, "/start");
        try (var reader = DockerReader.at(address())) {
            var lines =
                    Eventually.see(
                            () -> {
                                List<String> heard = new ArrayList<>();
                                reader.log(id, 10, false, heard::add);
                                return heard;
                            },
                            heard -> heard.stream().anyMatch(line -> line.contains("listening")));

            assertThat(lines).anyMatch(line -> line.contains("listening"));
            assertThatThrownBy(() -> reader.log(named("none"), 1, false, _ -> {}))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("There is no container");
        }
    }

    @Test
    void everyTurnOfItsLifeIsAnEvent() throws Exception {
        List<Change> heard = new CopyOnWriteArrayList<>();
        try (var reader = DockerReader.at(address())) {
            var open = new CountDownLatch(1);
            var listener = Thread.ofVirtual().start(() -> listen(reader, open, heard));
            assertThat(open.await(30, TimeUnit.SECONDS)).isTrue();
            var id = create("lives");
            act(id, "/start");
            act(id, "/rename?name=" + named("lived"));
            act(id, "/stop?t=0");
            api().delete("/containers/" + id);

            assertThat(Eventually.see(() -> words(heard, id), words -> words.contains("destroy")))
                    .containsSubsequence("create", "start", "rename", "die", "destroy");
            listener.interrupt();
        }
    }

    private static void listen(DockerReader reader, CountDownLatch open, List<Change> heard) {
        try {
            reader.changes(open::countDown, heard::add);
        } catch (ProblemException e) {
            heard.add(new Change("", "", e.problem().code()));
        }
    }

    private static List<String> words(List<Change> heard, String id) {
        return heard.stream().filter(c -> c.containerId().equals(id)).map(Change::what).toList();
    }
}
