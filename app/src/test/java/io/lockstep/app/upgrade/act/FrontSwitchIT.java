package io.lockstep.app.upgrade.act;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.app.containers.ContainerHost;
import io.lockstep.app.containers.HostContainers.Front;
import io.lockstep.app.containers.ScopedHost;
import io.lockstep.app.containers.TestImages;
import io.lockstep.app.containers.docker.DockerHost;
import io.lockstep.app.containers.docker.DockerNginx;
import io.lockstep.app.containers.image.ImagePlan;
import io.lockstep.app.containers.image.Installation;
import io.lockstep.app.proxy.EngineLink;
import io.lockstep.app.proxy.front.AdoptedNginx;
import io.lockstep.app.proxy.front.Backups;
import io.lockstep.app.proxy.front.FrontSight;
import io.lockstep.app.proxy.front.NginxRoom;
import io.lockstep.app.proxy.front.Reach;
import io.lockstep.app.settings.Settings;
import io.lockstep.app.testing.Eventually;
import io.lockstep.app.testing.NeedsDocker;
import io.lockstep.app.testing.NeedsNginx;
import io.lockstep.app.upgrade.Goal;
import io.lockstep.chain.upgrade.ScheduledUpgrade;
import io.lockstep.chain.upgrade.ScheduledUpgrade.Origin;
import io.lockstep.engine.control.EngineClient;
import io.lockstep.engine.control.UnixSocketTransport;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// An operator's nginx that hands everything to the engine and takes it back, while clients ask.
@NeedsDocker
@NeedsNginx
@Timeout(300)
class FrontSwitchIT {
    private static final int CLIENTS = 2;

    @TempDir private Path folder;

    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answers = new AtomicInteger();
    private final DockerHost docker = DockerHost.open(Optional.empty());
    private NginxRoom room;
    private ContainerHost host;
    private EngineLink engine;
    private String image;
    private volatile boolean ending;

    @BeforeEach
    void anNginxBeforeTwoVersions() throws Exception {
        room = new NginxRoom(folder);
        host = ScopedHost.part(docker, Map.of("lockstep.test", room.prefix));
        image = room.prefix + "-engine:1";
        var archive =
                TestImages.archives()
                        .archive(ImagePlan.engine(image, Installation.ofThisProcess(), Map.of()));
        host.load(archive);
        Files.delete(archive);
        room.node("mlnode-308", "v3.0.8");
        room.node("mlnode-309", "v3.0.9");
        engine =
                new EngineLink(
                        Settings.defaults().engine(),
                        () -> host,
                        UnixSocketTransport::new,
                        EngineClient::over);
    }

    @AfterEach
    void clean() throws Exception {
        engine.close();
        room.close();
        room.docker("rmi", image);
        docker.close();
    }

    @Test
    void switchedToTheEngineAndBackUnderLoadNoRequestFails() throws Exception {
        var file = room.front(conf());
        var clients = new ArrayList<Thread>();
        var at = room.front();
        for (var client = 0; client < CLIENTS; client++) {
            var path = client % 2 == 0 ? "/api/v1/state" : "/v3.0.8/api/v1/state";
            clients.add(Thread.ofPlatform().daemon().start(() -> load(at, path)));
        }
        Eventually.see(answers::get, count -> count > 100);

        var there = change().toEngine(_ -> {});

        assertThat(there).contains("all through the engine " + room.name("engine"));
        var seen = engine.status().traffic().requests();
        Eventually.see(
                () -> engine.status().traffic().requests(), requests -> requests > seen + 100);
        assertThat(engine.status().defaultUpstream()).contains("v3.0.8");
        assertThat(change().toEngine(_ -> {})).contains("already");

        // As a cutover leaves it.
        engine.route("v3.0.9", URI.create("http://" + room.name("mlnode-309") + ":8080"));
        engine.routeDefault("v3.0.9");
        assertThat(room.get("/a")).isEqualTo("200 v3.0.9 /a");

        var back = change().toNginx(_ -> {});

        var last = Eventually.see(this::requests, count -> count == requests());
        var some = answers.get();
        Eventually.see(answers::get, count -> count > some + 100);
        ending = true;
        for (var client : clients) {
            client.join(30_000);
        }
        System.out.printf(
                "front switched to the engine and back: %d requests answered, %d failed%n",
                answers.get(), failures.size());
        assertThat(failures).isEmpty();
        assertThat(back).contains("everything else from " + room.name("mlnode-309"));
        assertThat(room.get("/a")).isEqualTo("200 v3.0.9 /a");
        assertThat(room.get("/v3.0.8/a")).isEqualTo("200 v3.0.8 /a");
        assertThat(room.get("/v3.0.9/a")).isEqualTo("200 v3.0.9 /a");
        assertThat(requests()).isEqualTo(last);
        assertThat(Files.readString(file)).contains("proxy_pass http://node/; }");
    }

    @Test
    void theUpgradesFrontStepPutsTheEngineBehindAnAdoptedNginx() throws Exception {
        room.front(conf());
        assertThat(sight().adopted()).isFalse();
        try (var nginx = adopted()) {
            nginx.change(nginx.withNeighbours(), _ -> {});
        }
        assertThat(sight().adopted()).isTrue();
        assertThat(sight().names()).contains(room.name("mlnode-308"), room.name("mlnode-309"));

        var told = new FrontAct(world(() -> Optional.of(adopted())), goal()).carryOut(_ -> {});

        assertThat(told)
                .contains("routes everything to v3.0.8")
                .contains("all through the engine " + room.name("engine"));
        var seen = requests();
        assertThat(room.get("/a")).isEqualTo("200 v3.0.8 /a");
        assertThat(requests()).isGreaterThan(seen);
        assertThat(sight())
                .isEqualTo(
                        new Front(
                                room.name("front"),
                                true,
                                Optional.of(room.name("engine")),
                                Set.of(room.name("engine"))));
        assertThat(new FrontAct(world(() -> Optional.of(adopted())), goal()).carryOut(_ -> {}))
                .contains("already leads so");
    }

    /// As the snapshot has it.
    private Front sight() {
        return ScopedHost.real(docker).nginx().stream()
                .filter(nginx -> nginx.name().equals(room.name("front")))
                .flatMap(nginx -> FrontSight.of(nginx).stream())
                .findFirst()
                .orElseThrow();
    }

    private static Goal goal() {
        return new Goal(
                new ScheduledUpgrade(
                        "v3.0.9", 10, Origin.PARTIAL_UPGRADE, true, OptionalLong.empty()),
                "v3.0.8");
    }

    @Test
    void aDefaultRouteToNobodyKnownIsNotHandedOver() throws Exception {
        room.node("else", "v1");
        var file =
                room.front(
                        conf().replace(
                                        "location / { proxy_pass http://node/;",
                                        "location / { proxy_pass http://localhost:8080/;"));

        assertThatThrownBy(() -> change().toEngine(_ -> {}))
                .hasMessageContaining("is not known by a version");

        assertThat(Files.readString(file)).doesNotContain("lockstep");
        assertThat(host.read().containers()).hasSize(3);
    }

    private long requests() {
        return engine.status().traffic().requests();
    }

    private FrontSwitch change() {
        return new FrontSwitch(world(Optional::empty), adopted());
    }

    private World world(Supplier<Optional<AdoptedNginx>> adopted) {
        return new World(
                () -> host,
                engine,
                Settings.defaults(),
                FrontSpec.of(room.name("engine"), image),
                Optional.empty(),
                adopted);
    }

    private AdoptedNginx adopted() {
        return AdoptedNginx.read(
                DockerNginx.open(Optional.empty(), room.name("front")),
                new Backups(folder.resolve("backups"), Clock.systemUTC()),
                new Reach(Optional.empty(), Reach.PATIENCE));
    }

    private String conf() {
        return """
        events {}
        http {
          access_log off;
          upstream node { server %s:8080; }
          server {
            listen 8080;
            location /v3.0.8/ { proxy_pass http://node/; }
            location / { proxy_pass http://node/; }
          }
        }
        """
                .formatted(room.name("mlnode-308"));
    }

    private void load(URI front, String path) {
        while (!ending) {
            try {
                ask(front, path);
                answers.incrementAndGet();
            } catch (IOException | RuntimeException e) {
                failures.add(path + ": " + e);
            }
        }
    }

    /// On a connection of its own, so that nobody closes it but who answers.
    private static void ask(URI front, String path) throws IOException {
        try (var socket = new Socket(front.getHost(), front.getPort())) {
            socket.setSoTimeout(30_000);
            var fields = "Host: a\r\nConnection: close\r\nContent-Length: 2\r\n";
            var request = "POST " + path + " HTTP/1.1\r\n" + fields + "\r\n{}";
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            var answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
            if (!answer.startsWith("HTTP/1.1 200") || !answer.contains(" /api/v1/state")) {
                throw new IOException("answered: " + answer.lines().toList());
            }
        }
    }
}
