package io.lockstep.app.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.Usage;
import io.lockstep.app.containers.watch.HostSight;
import io.lockstep.app.containers.watch.Sighting;
import io.lockstep.app.ui.parts.Place;
import io.lockstep.chain.problem.Problem;
import java.util.List;
import java.util.Optional;
import javafx.event.Event;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What an operator reads of hosts and containers, and what becomes of a click.
class ContainersConsoleTest {
    private final Bench bench = new Bench(Theme.LIGHT).window().open(Place.CONTAINERS);

    @BeforeAll
    static void toolkit() {
        Fx.start();
    }

    @AfterEach
    void close() {
        bench.open(Place.OVERVIEW);
        bench.close();
    }

    @Test
    void everyHostStandsThereWithItsAgeAndTheRunningIncumbentIsChosen() {
        bench.show(FleetScenes.armed());

        assertThat(bench.texts())
                .contains("live, 1\u00a0s", "away for 1\u00a0m\u00a015\u00a0s", "connecting")
                .contains("Docker 28.0.1 (API 1.48, linux/amd64)", "1 of 3 live")
                .contains("as last seen: Up 9 days");
        assertThat(bench.text("container-name")).isEqualTo("join-mlnode-308-1");
    }

    @Test
    void theDefinitionNamesImageTagDigestPrefixPortsMountsGpusAndHowItFares() {
        bench.show(FleetScenes.armed());

        assertThat(bench.texts())
                .contains("ghcr.io/product-science/mlnode", "3.0.8", "41d0…91ab", "/v3.0.8")
                .contains("Compose project join, service mlnode-308", "all, by nvidia", "host")
                .contains("8080/tcp", "127.0.0.1:8080", "/root/.cache", "read-only")
                .contains("healthy", "always", "2", "code 137, out of memory, 42\u00a0d ago");
        bench.click("copy-digest");
        assertThat(bench.copied).singleElement().asString().contains("@sha256:41d0");
    }

    @Test
    void whatAHostOfPlainProcessesDoesNotTellIsUnknownAndNeitherNoneNorZero() {
        bench.show(FleetScenes.of(FleetScenes.processes()));

        assertThat(bench.texts())
                .contains("always", "unknown", "Restarts", "GPUs")
                .doesNotContain("0", "none", "no check", "–");
    }

    @Test
    void secretsOfTheEnvironmentAreShownAsDots() {
        bench.show(FleetScenes.armed());
        bench.click("container-page-ENVIRONMENT");

        assertThat(bench.texts()).contains("HF_TOKEN", "••••••", "Qwen/Qwen2.5-7B-Instruct");
    }

    @Test
    void whatItUsesIsToldAndUnknownWhileItsHostIsAway() {
        bench.show(FleetScenes.armed());
        assertThat(bench.text("usage-cpu")).isEqualTo("2.5 cores");
        assertThat(bench.text("usage-memory")).contains("76", "540");
        assertThat(bench.text("usage-network")).contains("775\u00a0kB/s in, 3\u00a0MB/s out");

        choose("mlnode-b");

        assertThat(bench.text("usage-cpu")).isEqualTo("unknown");
        assertThat(bench.text("container-state")).isEqualTo("as last seen: Up 9 days");
        assertThat(bench.node("container-stop").isDisabled()).isTrue();
    }

    @Test
    void incumbentAndCandidateStandSideBySideAndOnlyWhatDiffersIsListed() {
        bench.show(FleetScenes.armed());
        bench.click("container-page-COMPARE");

        assertThat(bench.texts())
                .contains("env VLLM_VERSION", "0.8.5", "0.9.1", "restart", "always", "no")
                .doesNotContain("env HF_HOME");
        assertThat(bench.text("comparison-remark")).startsWith("10 others are the same: command");
    }

    @Test
    void stoppingWhatServesIsAskedOnceMoreWithItsPrice() {
        bench.show(FleetScenes.armed());

        bench.click("container-stop");
        assertThat(bench.text("container-consequence"))
                .startsWith("v3.0.8 serves now.")
                .contains("requests fail");
        assertThat(bench.hands.asked).isEmpty();
        bench.click("container-keep");
        assertThat(bench.shown("container-confirm")).isFalse();

        bench.click("container-restart");
        assertThat(bench.text("container-confirm")).isEqualTo("Restart join-mlnode-308-1");
        bench.click("container-confirm");

        bench.see(() -> bench.says("container-outcome", "join-mlnode-308-1 runs."));
        assertThat(bench.hands.asked).containsExactly("RESTART join-mlnode-308-1 on this machine");
    }

    @Test
    void aRefusedActSaysWhyAndWhatToDo() {
        bench.hands.refusal =
                Optional.of(
                        new Problem(
                                "hand.onlyLooks",
                                "Another console is open; this one only looks.",
                                "Nothing was changed.",
                                "Act in the other one, or close it."));
        bench.show(FleetScenes.armed());
        choose("lockstep-mlnode-v3.0.10");

        bench.click("container-stop");
        assertThat(bench.text("container-consequence")).contains("the cutover falls back");
        bench.click("container-confirm");

        bench.see(() -> bench.says("container-outcome", "Act in the other one, or close it."));
    }

    @Test
    void theLogIsFollowedSearchedAndLeftWithItsPage() {
        bench.show(FleetScenes.armed());
        bench.hands.log.addAll(List.of("uvicorn started", "WARNING slow import", "ready\u202e"));
        bench.click("container-page-LOG");
        bench.see(() -> bench.says("log-count", "3 lines"));
        assertThat(lines()).last().isEqualTo("ready\ufffd");

        bench.enter("log-search", "warn");
        assertThat(bench.text("log-count")).isEqualTo("1 of 3 lines");
        bench.hands.log.add("another warning");
        bench.see(() -> bench.says("log-count", "2 of 4 lines"));
        bench.click("log-copy");
        assertThat(bench.copied).containsExactly("WARNING slow import\nanother warning");

        bench.click("container-page-DEFINITION");
        bench.hands.log.add("unheard");
        bench.click("container-page-LOG");
        bench.see(() -> bench.hands.asked.size() == 2);
    }

    @Test
    void aHostThatIsAwaySaysTheRemedyAndAnEmptyOneWhatWillAppear() {
        bench.show(FleetScenes.of(FleetScenes.away()));
        Fx.run(() -> list().getSelectionModel().select(0));
        assertThat(bench.text("host-trouble")).contains("known_hosts", "Compare the key");
        bench.click("host-remedy");
        assertThat(bench.shown("view-settings")).isTrue();

        bench.open(Place.CONTAINERS).show(FleetScenes.of(FleetScenes.empty()));
        assertThat(bench.text("host-remark")).startsWith("No MLNode container runs here.");

        bench.show(FleetScenes.of());
        assertThat(bench.text("host-remark")).startsWith("No host is watched.");
    }

    @Test
    void aContainerMadeAnewUnderTheSameNameStaysChosen() {
        bench.show(FleetScenes.armed());
        choose("lockstep-mlnode-v3.0.10");

        var again =
                new HostSight(
                        "this machine",
                        new HostSight.Standing.Up(FleetScenes.NOW),
                        Optional.empty(),
                        List.of(
                                FleetScenes.here(FleetScenes.NOW, 1).containers().getFirst(),
                                new Sighting(
                                        FleetScenes.mlNode(
                                                "lockstep-mlnode-v3.0.10",
                                                "3.0.10",
                                                Container.Role.CANDIDATE,
                                                false,
                                                0),
                                        Optional.empty(),
                                        Usage.Rates.UNKNOWN)),
                        FleetScenes.NOW);
        bench.show(FleetScenes.of(again));

        assertThat(bench.text("container-name")).isEqualTo("lockstep-mlnode-v3.0.10");
        assertThat(bench.text("container-state")).startsWith("Exited (137)");
        assertThat(bench.shown("container-start")).isTrue();
    }

    @Test
    void arrowKeysWalkThroughHostsAndContainers() {
        bench.show(FleetScenes.armed());

        Fx.run(() -> {
            list().requestFocus();
            Event.fireEvent(list(), key(KeyCode.DOWN));
        });

        assertThat(bench.text("container-name")).isEqualTo("lockstep-mlnode-v3.0.10");
    }

    private void choose(String name) {
        Fx.run(() -> {
            list().getItems().stream()
                    .filter(item -> item.toString().contains("name=" + name + ","))
                    .filter(item -> item.toString().startsWith("One"))
                    .filter(item ->
                            item.toString()
                                    .substring(item.toString().lastIndexOf("sighting="))
                                    .contains("name=" + name + ","))
                    .findFirst()
                    .ifPresent(item -> list().getSelectionModel().select(item));
            bench.layout();
        });
    }

    @SuppressWarnings("unchecked")
    private ListView<Object> list() {
        return (ListView<Object>) bench.node("fleet");
    }

    private List<String> lines() {
        return Fx.get(() ->
                ((ListView<?>) bench.node("log-lines"))
                        .getItems().stream().map(String::valueOf).toList());
    }

    private static KeyEvent key(KeyCode code) {
        return new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false);
    }
}
