package io.lockstep.app.containers.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.lockstep.app.containers.ContainerSpec;
import io.lockstep.app.containers.TestImages;
import io.lockstep.app.fakes.FakeEngine;
import io.lockstep.app.settings.Folders;
import io.lockstep.app.settings.Settings;
import io.lockstep.app.snapshot.Reading;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.testing.NeedsDocker;
import io.lockstep.app.upgrade.CleanUpList;
import io.lockstep.app.upgrade.CleanUpList.Item;
import io.lockstep.app.upgrade.CleanUpList.Kind;
import io.lockstep.app.upgrade.ImageRule;
import io.lockstep.app.upgrade.Journal;
import io.lockstep.app.upgrade.Overrides;
import io.lockstep.app.upgrade.Planner;
import io.lockstep.app.upgrade.act.Acts;
import io.lockstep.app.upgrade.act.FrontSpec;
import io.lockstep.app.upgrade.act.LeftFiles;
import io.lockstep.app.upgrade.act.World;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.control.EngineStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The clean-up on an engine of its own, so that every byte on it is known.
@NeedsDocker
@Timeout(180)
class CleanUpIT {
    private static final Map<String, String> OURS =
            Map.of("lockstep.upgrade", "v1.0.0@10", "lockstep.version", "v1.0.0");
    private static final Planner PLANNER = new Planner(new ImageRule("ls-mlnode:{tag}"), 10);

    private Path folder = Path.of("");

    /// A socket's path must be short.
    @BeforeEach
    void shortFolder() throws Exception {
        folder = Files.createTempDirectory(Path.of("/tmp"), "ls-cln-");
    }

    @AfterEach
    void clean() throws Exception {
        try (var tree = Files.walk(folder)) {
            for (var path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    @Test
    void exactlyTheTickedGoesItsBytesAreTrueAndASecondRunFindsNothing() throws Exception {
        try (var engine = new PrivateEngine(folder, Optional.empty());
                var host = DockerHost.open(Optional.of(engine.address()));
                var api = new DockerApi(DockerAddress.of(Optional.of(engine.address())));
                var journal = Journal.open(folder.resolve("home/data"), Clock.systemUTC())) {
            stock(host, api);
            build(api);
            var acts = acts(host, journal);
            var list = list(host, acts);

            assertThat(list.goes())
                    .extracting(Item::id)
                    .contains(
                            "container:ls-old",
                            "network:ls-ours",
                            "volume:ls-ours",
                            "file:" + folder.resolve("home/cache/images/build-1"));
            assertThat(list.offers()).extracting(Item::kind).contains(Kind.IMAGE, Kind.BUILD);
            var ticked = new HashSet<>(list.ticked());
            list.offers().forEach(item -> ticked.add(item.id()));
            ticked.remove("image:ls-mlnode:1.0.1");
            var before = layers(api);

            var act = acts.cleanUp(Optional.empty(), ticked, () -> list(host, acts));
            assertThat(act.detail()).contains("ls-old", "cache-");
            act.carryOut(_ -> {});

            var images =
                    list.chosen(ticked).stream()
                            .filter(item -> item.kind() == Kind.IMAGE)
                            .map(Item::id)
                            .collect(Collectors.toSet());
            assertThat(before - layers(api)).isEqualTo(list.bytesFreed(images)).isPositive();
            assertThat(host.image("ls-mlnode:1.0.1")).isPresent();
            assertThat(api.get("/containers/ls-foreign/json").ok()).isTrue();
            assertThat(api.get("/networks/ls-foreign").ok()).isTrue();
            assertThat(api.get("/volumes/ls-foreign").ok()).isTrue();
            assertThat(folder.resolve("home/cache/images/build-1")).doesNotExist();
            var second = list(host, acts);
            assertThat(second.goes()).isEmpty();
            assertThat(second.offers())
                    .extracting(Item::id)
                    .containsExactly("image:ls-mlnode:1.0.1");
        }
    }

    @Test
    void whatCameIntoUseSinceTheTickKeepsEverythingFromGoing() throws Exception {
        try (var engine = new PrivateEngine(folder, Optional.empty());
                var host = DockerHost.open(Optional.of(engine.address()));
                var journal = Journal.open(folder.resolve("home/data"), Clock.systemUTC())) {
            host.createVolume("ls-ours", OURS);
            TestImages.load(host, "ls-mlnode:1.0.0", Map.of());
            var acts = acts(host, journal);
            var ticked = list(host, acts).ticked();
            assertThat(ticked).containsExactly("volume:ls-ours");
            create(host, "ls-user", Map.of("ls-ours", "/data"));
            var waiting = list(host, acts).before("volume:ls-ours");
            assertThat(waiting).containsExactly("container:ls-user");

            var act = acts.cleanUp(Optional.empty(), ticked, () -> list(host, acts));

            assertThatThrownBy(act::detail)
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining(
                            "volume:ls-ours can only go together with container:ls-user");
            assertThat(host.owned(OURS).volumes()).containsExactly("ls-ours");
        }
    }

    /// One of each kind, ours and somebody else's, and two images that share their lower layers
    /// with each other only.
    private void stock(DockerHost host, DockerApi api) throws IOException {
        for (var version : List.of("1.0.0", "1.0.1")) {
            var file = folder.resolve(version);
            Files.writeString(file, version.repeat(50_000));
            TestImages.loadWith(host, "ls-mlnode:" + version, file);
        }
        TestImages.load(host, "ls-nameless:1", Map.of("of", "nameless"));
        host.createNetwork("ls-ours", OURS);
        host.createVolume("ls-ours", OURS);
        create(host, "ls-old", Map.of());
        var body = "{\"Image\":\"ls-nameless:1\",\"Cmd\":[\"serve\"]}";
        assertThat(api.post("/containers/create?name=ls-foreign", Raw.json(body)).ok()).isTrue();
        var network = Raw.json("{\"Name\":\"ls-foreign\"}");
        assertThat(api.post("/networks/create", network).ok()).isTrue();
        assertThat(api.post("/volumes/create", network).ok()).isTrue();
        var left = folder.resolve("home/cache/images/build-1");
        Files.createDirectories(left);
        Files.writeString(left.resolve("layer.tar"), "half");
        Files.setLastModifiedTime(left, FileTime.from(Instant.EPOCH));
    }

    private static void create(DockerHost host, String name, Map<String, String> volumes) {
        var _ =
                host.create(
                        new ContainerSpec(
                                name,
                                "ls-mlnode:1.0.0",
                                List.of("serve"),
                                Map.of(),
                                OURS,
                                name.equals("ls-old") ? "ls-ours" : "bridge",
                                List.of(),
                                Map.of(),
                                volumes,
                                List.of(),
                                true,
                                "no"));
    }

    /// Leaves a build cache and an image without a name: what an engine builds without BuildKit's
    /// own client, from a context it fetches itself.
    private void build(DockerApi api) throws Exception {
        var context = folder.resolve("context");
        Files.createDirectories(context);
        Files.writeString(context.resolve("Dockerfile"), "FROM scratch\nCOPY note /\n");
        Files.writeString(context.resolve("note"), "note".repeat(10_000));
        var tar = folder.resolve("context.tar");
        new ProcessBuilder("tar", "-cf", tar.toString(), "-C", context.toString(), ".")
                .start()
                .waitFor();
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    exchange.getResponseHeaders().add("Content-Type", "application/x-tar");
                    exchange.sendResponseHeaders(200, Files.size(tar));
                    try (exchange) {
                        Files.copy(tar, exchange.getResponseBody());
                    }
                });
        server.start();
        try {
            var remote =
                    DockerApi.encode(
                            "http://127.0.0.1:%d/context.tar"
                                    .formatted(server.getAddress().getPort()));
            var said = new StringBuilder();
            for (var query : List.of("", "version=2&")) {
                var answer = api.lines("/build?" + query + "remote=" + remote, null, said::append);
                assertThat(answer.ok()).as(answer.message() + said).isTrue();
            }
        } finally {
            server.stop(0);
        }
    }

    private static long layers(DockerApi api) {
        return api.getSlowly("/system/df").body().path("LayersSize").asLong();
    }

    private Acts acts(DockerHost host, Journal journal) {
        var world =
                new World(
                        () -> host,
                        new FakeEngine(() -> true, _ -> {}),
                        Settings.defaults(),
                        FrontSpec.of("ls-engine", "ls-engine:1"));
        var files =
                new LeftFiles(
                        Optional.of(Folders.under(folder.resolve("home"))), Clock.systemUTC());
        return new Acts(world, journal, files);
    }

    /// As whoever looks at a host with an engine that routes to v2.0.0.
    private static CleanUpList list(DockerHost host, Acts acts) {
        var now = Instant.now();
        var snapshot =
                Snapshot.empty(now, false)
                        .withContainers(now, new Reading.Live<>(host.read(), now, "docker"))
                        .withProxy(now, new Reading.Live<>(engine(now), now, "socket"));
        return PLANNER.leftovers(
                snapshot, acts.inventory(), Overrides.NONE, _ -> OptionalLong.empty());
    }

    private static EngineStatus engine(Instant now) {
        var upstream =
                new EngineStatus.Upstream("v2.0.0", URI.create("http://serving:8080"), 0, 0, 0);
        return new EngineStatus(
                "1",
                1,
                now,
                1,
                List.of(),
                List.of(new EngineStatus.Route("v2.0.0", "v2.0.0")),
                Optional.of("v2.0.0"),
                List.of(upstream),
                new EngineStatus.Traffic(0, 0, 0, 0, 0, 0, 0, 0),
                Optional.empty(),
                Optional.empty());
    }
}
