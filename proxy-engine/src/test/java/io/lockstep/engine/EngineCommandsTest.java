package io.lockstep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.engine.mlnode.FakeMlNode;
import io.lockstep.engine.observe.LogSettings;
import io.lockstep.engine.proxy.Edges;
import io.lockstep.engine.proxy.Listen;
import io.lockstep.engine.proxy.ProxyLimits;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The commands an operator gives to a running engine, over its real control and data sockets.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class EngineCommandsTest {
    private final FakeMlNode one = FakeMlNode.alone().serving();
    private final FakeMlNode two = FakeMlNode.alone();
    private final HttpClient http = HttpClient.newHttpClient();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir private Path folder;
    private Engine engine;

    @BeforeEach
    void open() {
        engine = start();
    }

    @AfterEach
    void close() {
        engine.end(Duration.ofSeconds(5));
        one.close();
        two.close();
    }

    @Test
    void aDryRunShowsTheDifferenceAndTheHealthAndChangesNothing() {
        var code =
                command(
                        "change",
                        "--upstream",
                        "v2=" + two.address(),
                        "--default",
                        "v2",
                        "--dry-run");

        assertThat(code).isZero();
        assertThat(said())
                .containsExactly(
                        "Generation 0 is in force. Generation 1 would differ by:",
                        "  + upstream v2 at " + two.address(),
                        "  + /v2/ goes to v2",
                        "  ~ default goes to v2 (was: goes to v1)",
                        "Looked at v2 at %s: it is an MLNode in state STOPPED."
                                .formatted(two.address()),
                        "Nothing was changed; leave out --dry-run to do it.");
        assertThat(command("history")).isZero();
        assertThat(said())
                .first()
                .asString()
                .startsWith("0  ")
                .contains("start: the engine started");
    }

    @Test
    void severalEditsAreOneGenerationAndServeAtOnce() throws Exception {
        assertThat(command("change", "--upstream", "v2=" + two.address(), "--default", "v2"))
                .isZero();

        assertThat(said())
                .containsExactly(
                        "Generation 1 is in force.",
                        "  + upstream v2 at " + two.address(),
                        "  + /v2/ goes to v2",
                        "  ~ default goes to v2 (was: goes to v1)");
        assertThat(get("/api/v1/state")).isEqualTo("200 {\"state\":\"STOPPED\"}");
        assertThat(get("/v1/api/v1/state")).isEqualTo("200 {\"state\":\"INFERENCE\"}");
        assertThat(command("change", "--default", "v2")).isZero();
        assertThat(said())
                .containsExactly("Everything is so already; generation 1 stays in force.");
    }

    @Test
    void anUpstreamThatDoesNotAnswerGetsNoRequestsUnlessForced() throws Exception {
        var nowhere = "http://127.0.0.1:" + freePort();
        String[] change = {"change", "--upstream", "v2=" + nowhere, "--default", "v2"};

        assertThat(command(change)).isEqualTo(1);
        assertThat(failure())
                .isEqualTo(
                        "The upstream v2 at %s would get requests, but it cannot be reached: connection refused. The generation in force stays as it is. Start it or correct its address; --force routes to it all the same."
                                .formatted(nowhere));
        assertThat(get("/api/v1/state")).startsWith("200 ");
        assertThat(command("change", "--upstream", "v2=" + nowhere, "--dry-run")).isEqualTo(1);
        assertThat(said()).last().asString().startsWith("It would be refused. The upstream v2 at");

        assertThat(command(with(change, "--force"))).isZero();

        assertThat(get("/api/v1/state"))
                .startsWith("503 The upstream 127.0.0.1:")
                .contains("cannot be reached: it refuses connections");
    }

    @Test
    void rollingBackIsANewGenerationWithTheOldContentAndOutlivesTheEngine() throws Exception {
        command("change", "--upstream", "v2=" + two.address(), "--default", "v2");
        engine.end(Duration.ofSeconds(5));
        engine = start();

        assertThat(command("rollback", "0", "--dry-run")).isZero();
        assertThat(said()).contains("  ~ default goes to v1 (was: goes to v2)");
        assertThat(command("rollback", "0")).isZero();
        assertThat(said()).first().isEqualTo("Generation 2 is in force.");

        assertThat(get("/api/v1/state")).isEqualTo("200 {\"state\":\"INFERENCE\"}");
        assertThat(get("/v2/")).doesNotContain("STOPPED");
        assertThat(command("history")).isZero();
        assertThat(said().getFirst()).startsWith("2  ").endsWith("rollback: back to generation 0");
        assertThat(command("rollback", "17")).isEqualTo(1);
        assertThat(failure())
                .isEqualTo(
                        "There is no generation 17 to roll back to. The generation in force stays as it is. These can be had: 0, 1, 2.");
    }

    @Test
    void rollingBackToWhatDoesNotAnswerAnyMoreIsRefused() {
        command("change", "--upstream", "v2=" + two.address(), "--default", "v2", "--remove", "v1");
        one.close();

        assertThat(command("rollback", "0")).isEqualTo(1);
        assertThat(failure()).contains("The upstream v1 at").contains("would get requests");
        assertThat(command("rollback", "0", "--force")).isZero();
    }

    @Test
    void aChangeForAnotherGenerationIsRefused() {
        assertThat(command("change", "--refuse", "v1=2s", "--expect", "5")).isEqualTo(1);
        assertThat(failure())
                .isEqualTo(
                        "The change was made for generation 5, and generation 0 is in force. The generation in force stays as it is. Look at the routes as they are now, then ask again.");

        assertThat(command("change", "--refuse", "v1=2s", "--expect", "0")).isZero();
    }

    @Test
    void aRefusedPrefixIsAnsweredWithItsRetryAfterAndAHeldOneWaitsForTheNextChange()
            throws Exception {
        command("change", "--refuse", "v1=7s");
        var refused = http.send(request("/v1/api/v1/state"), BodyHandlers.ofString());
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).contains("7");

        command("change", "--hold", "v1=30s");
        var held = http.sendAsync(request("/v1/api/v1/state"), BodyHandlers.ofString());
        assertThat(command("routes")).isZero();
        assertThat(said()).contains("/v1/     waits for v1, at most 30 s");
        command("change", "--route", "v1=v1");

        assertThat(held.get(20, TimeUnit.SECONDS).body()).contains("INFERENCE");
    }

    @Test
    void theDefaultRouteIsHeldThenBridgedAndCommandsForTheOtherAreRefusedMeanwhile()
            throws Exception {
        command("change", "--upstream", "v2=" + two.address());
        assertThat(command("change", "--hold-default", "30s", "--dry-run")).isZero();
        assertThat(said()).contains("  ~ default waits for v1, at most 30 s (was: goes to v1)");
        assertThat(get("/api/v1/state")).contains("INFERENCE");

        assertThat(command("change", "--hold-default", "30s")).isZero();
        var held = http.sendAsync(request("/api/v1/state"), BodyHandlers.ofString());
        assertThat(get("/v1/api/v1/state")).contains("INFERENCE");
        assertThat(held).isNotDone();
        assertThat(command("change", "--bridge-default", "v2")).isZero();
        assertThat(said())
                .contains("  ~ default goes to v2 instead of v1 (was: waits for v1, at most 30 s)");

        assertThat(held.get(20, TimeUnit.SECONDS).body()).contains("STOPPED");
        var stop =
                HttpRequest.newBuilder(URI.create(address() + "/api/v1/stop"))
                        .POST(HttpRequest.BodyPublishers.noBody());
        assertThat(http.send(stop.build(), BodyHandlers.ofString()).statusCode()).isEqualTo(503);
        assertThat(command("rollback", "0")).isZero();
        assertThat(get("/api/v1/state")).contains("INFERENCE");
    }

    @Test
    void theDefaultRouteIsRefusedWithItsRetryAfterWhilePrefixesAreServed() throws Exception {
        assertThat(command("change", "--refuse-default")).isZero();
        assertThat(said())
                .contains("  ~ default is refused, to be tried again after 10 s (was: goes to v1)");

        var refused = http.send(request("/api/v1/state"), BodyHandlers.ofString());

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).contains("10");
        assertThat(get("/v1/api/v1/state")).contains("INFERENCE");
        assertThat(command("change", "--hold-default", "5s")).isEqualTo(1);
        assertThat(failure()).contains("the default route goes to no upstream");
        assertThat(command("change", "--refuse-default", "soon")).isEqualTo(2);
        assertThat(failure()).startsWith("--refuse-default soon is wrong: soon is no time");
        assertThat(command("change", "--default", "v1")).isZero();
        assertThat(get("/api/v1/state")).contains("INFERENCE");
    }

    @Test
    void aBridgedDefaultMustAnswerFirst() throws Exception {
        var nowhere = "http://127.0.0.1:" + freePort();
        command("change", "--upstream", "v2=" + nowhere, "--force");

        assertThat(command("change", "--bridge-default", "v2")).isEqualTo(1);

        assertThat(failure()).startsWith("The upstream v2 at " + nowhere);
        assertThat(get("/api/v1/state")).contains("INFERENCE");
    }

    @Test
    void routesAndUpstreamsAreShownWithTheirHealth() {
        command("change", "--upstream", "v2=http://127.0.0.1:1", "--force");

        assertThat(command("routes")).isZero();

        assertThat(said())
                .contains("Generation 1 is in force.", "default  goes to v1", "/v2/     goes to v2")
                .anyMatch(line ->
                        line.startsWith("v1 ")
                                && line.endsWith("well: it is an MLNode in state INFERENCE"))
                .anyMatch(line ->
                        line.startsWith("v2 ") && line.contains("NOT WELL: it cannot be reached"));
    }

    @Test
    void aVersionThatStillGetsRequestsIsNotDrained() {
        assertThat(command("drain", "v1")).isEqualTo(1);
        assertThat(failure())
                .startsWith("v1 still gets new requests through the default route and /v1/.");
        assertThat(command("drain", "v9")).isEqualTo(1);
        assertThat(failure()).startsWith("There is no upstream v9");
    }

    @Test
    void aDrainTellsItsCountsAndEndsWithTheLastAnswer() throws Exception {
        var stop = new CompletableFuture<Void>();
        command("change", "--upstream", "v2=" + two.address());
        var answer = slow(stop);
        command("change", "--refuse", "v2");

        assertThat(command("drain", "v2", "--within", "300ms")).isEqualTo(1);
        assertThat(said()).containsExactly("v2 has 1 request in flight.");
        assertThat(failure())
                .isEqualTo(
                        "v2 has 1 request in flight after 300 ms. Nothing was cut off. Drain again, or add --cut to break off what is left.");
        var drained = CompletableFuture.supplyAsync(() -> command("drain", "v2"));
        stop.complete(null);

        assertThat(drained.get(20, TimeUnit.SECONDS)).isZero();
        assertThat(said()).last().isEqualTo("v2 is drained.");
        assertThat(answer.get(20, TimeUnit.SECONDS)).startsWith("200 ");
    }

    @Test
    void whatIsLeftAtTheLimitIsCutOffWhenAskedFor() throws Exception {
        var never = new CompletableFuture<Void>();
        command("change", "--upstream", "v2=" + two.address());
        var answer = slow(never);
        command("change", "--refuse", "v2");

        assertThat(command("drain", "v2", "--within", "100ms", "--cut")).isZero();

        assertThat(said())
                .containsExactly(
                        "v2 has 1 request in flight.",
                        "v2 has 1 request in flight at the limit; what is left is cut off.",
                        "v2 is drained.");
        assertThat(answer.get(20, TimeUnit.SECONDS)).startsWith("502 ").contains("cut off");
        never.complete(null);
    }

    @Test
    void wrongFlagsAreNamedWithTheirValues() {
        assertThat(command("change")).isEqualTo(2);
        assertThat(failure()).startsWith("Nothing to change is named");
        assertThat(command("change", "--upstream", "v2=ftp://a")).isEqualTo(2);
        assertThat(failure())
                .startsWith("--upstream v2=ftp://a is not VERSION=http://HOST:PORT or ");
        assertThat(command("change", "--hold", "v1")).isEqualTo(2);
        assertThat(failure()).startsWith("--hold v1 is not PREFIX=LIMIT");
        assertThat(command("change", "--refuse", "v1=soon")).isEqualTo(2);
        assertThat(failure()).startsWith("--refuse v1=soon is wrong: soon is no time");
        assertThat(command("change", "--default", "v9")).isEqualTo(1);
        assertThat(failure()).startsWith("Edit 1 of 1, default v9: there is no upstream v9.");
        assertThat(command("drain", "v1", "--within", "x")).isEqualTo(2);
        assertThat(failure()).contains("--within is wrong").contains("write it as 200ms, 30s");
        assertThat(command("rollback", "last")).isEqualTo(2);
        assertThat(failure()).contains("must be a whole number, not last");
    }

    @Test
    void aSocketThatIsMissingIsNamedByEveryCommand() {
        var missing = folder.resolve("none.sock").toString();
        for (var name : List.of("status", "routes", "history")) {
            var errors = new StringWriter();

            var code = EngineMain.run(new PrintWriter(errors, true), name, "--control", missing);

            assertThat(code).isEqualTo(69);
            assertThat(errors.toString()).contains("control socket " + missing);
        }
    }

    @Test
    void programsGetJson() {
        assertThat(command("change", "--refuse", "v1", "--dry-run", "--json")).isZero();
        assertThat(out.toString()).contains("\"before\" : \"goes to v1\"", "\"health\" : [ ]");
        command("change", "--refuse", "v1", "--json");
        assertThat(out.toString()).contains("\"generation\" : 1");
        command("status");
        assertThat(out.toString()).contains("\"reason\" : \"refuse v1=10 s\"");
        command("history", "--json");
        assertThat(out.toString())
                .contains("\"origin\" : \"control\"", "\"reason\" : \"refuse v1=10 s\"");
        command("routes", "--json");
        assertThat(out.toString()).contains("\"says\" : \"it is an MLNode in state INFERENCE\"");
    }

    /// A request to v2 that is answered once `done`: a node that stops answers nothing meanwhile.
    private CompletableFuture<String> slow(CompletableFuture<Void> done) throws Exception {
        var arrived = new CountDownLatch(1);
        two.stopTakes(
                new CompletableFuture<>() {
                    @Override
                    public Void join() {
                        arrived.countDown();
                        return done.join();
                    }
                });
        two.serving();
        var answer =
                http.sendAsync(
                                HttpRequest.newBuilder(URI.create(address() + "/v2/api/v1/stop"))
                                        .POST(HttpRequest.BodyPublishers.noBody())
                                        .build(),
                                BodyHandlers.ofString())
                        .thenApply(response -> response.statusCode() + " " + response.body());
        assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
        return answer;
    }

    private Engine start() {
        var keeping = KeepsState.in(folder.resolve("state"));
        var table =
                FirstTable.of(List.of("v1=" + one.address()), Optional.of("v1"), keeping.table());
        return Engine.start(
                new Engine.Setup(
                        List.of(Listen.parse("127.0.0.1:0")),
                        table,
                        Optional.of(1),
                        Optional.of(socket()),
                        ProxyLimits.standard(),
                        Edges.standard(),
                        LogSettings.OFF,
                        Optional.empty()),
                keeping);
    }

    private Path socket() {
        return folder.resolve("run").resolve("engine.sock");
    }

    private int command(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return EngineMain.run(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                with(arguments, "--control", socket().toString()));
    }

    private static String[] with(String[] arguments, String... more) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private List<String> said() {
        return out.toString().lines().toList();
    }

    private String failure() {
        return err.toString().strip();
    }

    private String address() {
        var sentence = engine.sentence();
        var at = sentence.indexOf("127.0.0.1:");
        return "http://" + sentence.substring(at, sentence.indexOf(' ', at));
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create(address() + path)).build();
    }

    private String get(String path) throws IOException, InterruptedException {
        var answer = http.send(request(path), BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
