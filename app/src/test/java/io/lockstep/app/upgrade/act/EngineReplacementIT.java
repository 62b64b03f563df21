package io.lockstep.app.upgrade.act;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.ContainerHost;
import io.lockstep.app.containers.TestImages;
import io.lockstep.app.containers.docker.DockerHost;
import io.lockstep.app.containers.image.ImagePlan;
import io.lockstep.app.containers.image.Installation;
import io.lockstep.app.testing.NeedsDocker;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.control.EngineClient;
import io.lockstep.engine.control.EngineStatus;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Engines in containers of a real Docker engine that take each other's place behind an anchor.
@NeedsDocker
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class EngineReplacementIT {
    private static final Map<String, String> LABELS = Map.of("lockstep.test", "swap");
    private static final Duration DRAIN = Duration.ofSeconds(60);

    private final String name = "ls-swap-" + UUID.randomUUID().toString().substring(0, 8);
    private final String image = name + ":1";
    private final ContainerHost host = DockerHost.open(Optional.empty());
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answers = new AtomicInteger();
    private final FrontSpec front = front(image, "0.0.0.0:8080");
    private HttpServer upstream;
    private Container anchor;
    private volatile boolean ending;

    @BeforeEach
    void raise() throws Exception {
        var plan = ImagePlan.engine(image, Installation.ofThisProcess(), LABELS);
        var _ = host.load(TestImages.archives().archive(plan));
        host.createNetwork(name, LABELS);
        var gateway = host.gateway(name).orElseThrow();
        upstream = HttpServer.create(new InetSocketAddress(InetAddress.getByName(gateway), 0), 0);
        upstream.createContext("/", EngineReplacementIT::answer);
        upstream.setExecutor(task -> Thread.ofVirtual().start(task));
        upstream.start();
        host.createVolume(front.volume(), LABELS);
        host.createVolume(front.channel(), LABELS);
        anchor = host.create(front.anchor(onNetwork()));
        host.start(anchor.id());
        var first =
                host.create(front.behind(anchor, new Anchor(anchor).freeName(host.read()), "no"));
        host.start(first.id());
        var uri = URI.create("http://" + gateway + ":" + upstream.getAddress().getPort());
        World.await(this::status);
        try (var engine = engine()) {
            engine.route("v1", uri);
            engine.routeDefault("v1");
        }
    }

    @AfterEach
    void remove() {
        for (var container : host.owned(LABELS).containers()) {
            if (container.name().startsWith(name)) {
                host.stop(container.id(), Duration.ofSeconds(1));
                host.remove(container.id());
            }
        }
        host.removeVolume(front.volume());
        host.removeVolume(front.channel());
        host.removeNetwork(name);
        host.removeImage(image);
        upstream.stop(0);
        host.close();
    }

    @Test
    void replacedTwiceUnderLoadNoRequestFailsAndTheOldContainersAreGone() throws Exception {
        var port = port();
        var clients = new ArrayList<Thread>();
        for (var client = 0; client < 6; client++) {
            clients.add(Thread.ofPlatform().daemon().start(() -> load(port)));
        }
        var before = status();

        var first = replacement(front).carryOut(DRAIN, _ -> {});
        var second = replacement(front).carryOut(DRAIN, _ -> {});

        ending = true;
        for (var client : clients) {
            client.join(30_000);
        }
        assertThat(failures).isEmpty();
        assertThat(answers.get()).isGreaterThan(200);
        assertThat(first).isEqualTo(name + "-2 serves at generation 2");
        assertThat(second).isEqualTo(name + "-1 serves at generation 2");
        assertThat(status().startedAt()).isAfter(before.startedAt());
        assertThat(engines()).containsExactly(name + "-1");
    }

    @Test
    void oneThatFailsToStartIsRemovedAndTheOldOneIsUntouched() throws Exception {
        var before = status();
        var bad = front(image, "0.0.0.0:8080", "192.0.2.1:9");

        assertThatThrownBy(() -> replacement(bad).carryOut(DRAIN, _ -> {}))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("Cannot listen on 192.0.2.1:9")
                .hasMessageContaining("The old engine serves on untouched");

        assertThat(status().startedAt()).isEqualTo(before.startedAt());
        assertThat(engines()).containsExactly(name + "-1");
        ask(port());
        assertThat(answers.get()).isEqualTo(500);
    }

    private FrontSpec front(String reference, String... listeners) {
        return new FrontSpec(
                name,
                reference,
                Optional.empty(),
                List.of(listeners),
                Map.of(8080, "127.0.0.1:0"),
                name + "-state",
                "/var/lib/lockstep",
                "/run/lockstep/control.sock",
                List.of(name),
                LABELS);
    }

    private EngineReplacement replacement(FrontSpec spec) {
        return new EngineReplacement(host, spec, EngineClient::over);
    }

    private EngineClient engine() {
        return EngineClient.over(host.control(anchor.id()));
    }

    private EngineStatus status() {
        try (var engine = engine()) {
            return engine.status();
        }
    }

    private int port() {
        var published =
                host.read().containers().stream()
                        .filter(container -> container.id().equals(anchor.id()))
                        .map(container -> container.published().get(8080))
                        .findFirst()
                        .orElseThrow();
        return Integer.parseInt(published.substring(published.lastIndexOf(':') + 1));
    }

    private List<String> engines() {
        return new Anchor(anchor).engines(host.read()).stream().map(Container::name).toList();
    }

    /// All that an anchor takes from the incumbent is its network.
    private Container onNetwork() {
        return new Container(
                "",
                "",
                Container.Role.INCUMBENT,
                Container.State.RUNNING,
                "",
                "",
                Optional.empty(),
                Optional.empty(),
                "",
                Instant.EPOCH,
                Map.of(),
                List.of(name),
                Map.of());
    }

    private void load(int port) {
        while (!ending) {
            try {
                ask(port);
            } catch (IOException | RuntimeException e) {
                failures.add(e.toString());
            }
        }
    }

    /// Asks on one connection for as long as it may.
    private void ask(int port) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(30_000);
            var in = new BufferedInputStream(socket.getInputStream());
            var more = true;
            for (var request = 0; more && request < 500; request++) {
                socket.getOutputStream()
                        .write("GET /a HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(ISO_8859_1));
                var head = head(in);
                if (!head.startsWith("http/1.1 200") || in.readNBytes(2).length < 2) {
                    throw new IOException("answered: " + head);
                }
                answers.incrementAndGet();
                more = !ending && !head.contains("connection: close");
            }
        }
    }

    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            var next = in.read();
            if (next < 0) {
                throw new IOException("ended after: " + head);
            }
            head.append((char) next);
        }
        return head.toString().toLowerCase(Locale.ROOT);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("hi".getBytes(ISO_8859_1));
        }
    }
}
