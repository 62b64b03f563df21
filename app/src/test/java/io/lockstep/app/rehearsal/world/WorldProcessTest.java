package io.lockstep.app.rehearsal.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.app.rehearsal.Asker;
import io.lockstep.app.rehearsal.Relay;
import io.lockstep.app.rehearsal.mlnode.MlNode;
import io.lockstep.app.rehearsal.mlnode.MlNodeConfig;
import io.lockstep.app.rehearsal.mlnode.MlNodeConfig.Flavour;
import io.lockstep.chain.problem.ProblemException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorldProcessTest {
    @TempDir Path folder;

    private final Asker web = new Asker();

    @AfterEach
    void end() throws InterruptedException {
        var left = WorldProcess.find(folder);
        if (left.isPresent()) {
            try (var world = left.get()) {
                assertThat(world.end()).isTrue();
            }
        }
        web.close();
    }

    @Test
    void theWholeStoryIsToldUnderTrafficOfWhichNothingIsLost() throws Exception {
        try (var incumbent = serving("v3.0.8");
                var candidate = serving("v3.0.10");
                var relay = new Relay(incumbent);
                var world = start()) {
            relay.add(candidate);

            assertThat(world.facts().begun()).isFalse();
            world.proxy(relay.management(), relay.inference());
            Asker.until(
                    "the upgrade height",
                    () -> {
                        var facts = world.facts();
                        return facts.upgradeHeight() > 0
                                && facts.appliedHeight() >= facts.upgradeHeight();
                    });
            relay.choose("v3.0.10");
            Asker.until(
                    "an answer of the candidate",
                    () -> world.facts().traffic().byVersion().containsKey("v3.0.10"));
            var report = world.finish(Optional.empty());

            assertThat(report.failures()).isEmpty();
            assertThat(report.nothingLost()).isTrue();
            assertThat(report.streams().opened()).isGreaterThan(20);
            assertThat(report.byVersion()).containsOnlyKeys("v3.0.8", "v3.0.10");
            assertThat(world.facts().finished()).isTrue();
            assertThat(world.facts().traffic()).isEqualTo(report);
            assertThat(world.facts().events())
                    .anySatisfy(line -> assertThat(line).contains("voting begins"))
                    .anySatisfy(line -> assertThat(line).contains("passed"))
                    .anySatisfy(line -> assertThat(line).contains("API node: new MLNode version"));
            assertThat(Files.readString(folder.resolve("dapi.jsonl"))).contains("/api/v1/state");
        }
    }

    @Test
    void aWorldGoesOnWhenItsParentIsKilledAndIsFoundAgain() throws Exception {
        var command = new ArrayList<>(Worlds.java());
        command.addAll(List.of(Worlds.class.getName(), folder.toString()));
        var parent = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
        var line = parent.inputReader(StandardCharsets.UTF_8).readLine();

        parent.destroyForcibly().waitFor();
        try (var world = start()) {
            assertThat("world " + world.pid()).isEqualTo(line);
            var height = world.facts().height();
            Asker.until("more blocks", () -> world.facts().height() > height + 3);
        }
    }

    @Test
    void theChainIsOpenedOnAnotherAddressOnce() throws Exception {
        try (var world = start()) {
            var gateway = InetAddress.ofLiteral("127.0.0.2");

            var opened = world.bindAlso(gateway);

            assertThat(world.bindAlso(gateway)).isEqualTo(opened);
            assertThat(opened.rpcs())
                    .hasSize(2)
                    .allSatisfy(rpc -> assertThat(rpc.getHost()).isEqualTo("127.0.0.2"));
            assertThat(web.get(opened.rpcs().getFirst(), "/health").statusCode()).isEqualTo(200);
            assertThat(world.facts().forContainers()).containsExactly(opened);
        }
    }

    @Test
    void onlyItsOwnerCanFindItsTokenAndOnlyWithItCanItBeAsked() throws Exception {
        try (var _ = start()) {
            var file = folder.resolve("world.json");
            var port = Asker.parse(Files.readString(file)).at("/port").asInt();

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(web.get(URI.create("http://127.0.0.1:" + port), "/facts").statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void aWorldThatNobodyAsksEndsByItself() throws Exception {
        var plan = Worlds.plan().idleFor(Duration.ofSeconds(4));
        long pid;
        try (var world = WorldProcess.startOrFind(folder, plan, Worlds.java())) {
            pid = world.pid();
        }

        Asker.until("its end", () -> ProcessHandle.of(pid).isEmpty());

        assertThat(folder.resolve("world.json")).doesNotExist();
        assertThat(WorldProcess.find(folder)).isEmpty();
    }

    @Test
    void aWorldThatWasKilledIsReplacedByANewOne() throws Exception {
        long pid;
        try (var world = start()) {
            pid = world.pid();
        }
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        Asker.until("its end", () -> ProcessHandle.of(pid).isEmpty());

        try (var world = start()) {
            assertThat(world.pid()).isNotEqualTo(pid);
            assertThat(world.facts().begun()).isFalse();
        }
    }

    @Test
    void aJavaThatCannotStartItIsAProblemWithItsReason() {
        var java = List.of(Worlds.java().getFirst(), "-cp", folder.toString());

        assertThatThrownBy(() -> WorldProcess.startOrFind(folder, Worlds.plan(), java))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("The world of the rehearsal could not be started")
                .hasMessageContaining("WorldMain");
    }

    private WorldClient start() throws InterruptedException {
        return WorldProcess.startOrFind(folder, Worlds.plan(), Worlds.java());
    }

    private MlNode serving(String version) throws IOException, InterruptedException {
        var node = MlNode.start(MlNodeConfig.quick(version, Flavour.R0));
        var body = "{\"model\":\"%s\"}".formatted(Worlds.plan().model());
        web.post(node.uri(), "/api/v1/inference/up", body);
        return node;
    }
}
