package io.lockstep.engine.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.change.Changes;
import io.lockstep.engine.change.Edit;
import io.lockstep.engine.change.EngineChange;
import io.lockstep.engine.change.HealthGate;
import io.lockstep.engine.change.RememberedGenerations;
import io.lockstep.engine.change.UpstreamHealth;
import io.lockstep.engine.cutover.CutoverRecord.Phase;
import io.lockstep.engine.cutover.GpuWord;
import io.lockstep.engine.route.Disposition;
import io.lockstep.engine.route.Routing;
import io.lockstep.engine.route.RoutingTable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ControlServerTest {
    private static final URI ONE = URI.create("http://one:8080");
    private static final URI TWO = URI.create("http://two:8080");

    private final Routing routing =
            new Routing(
                    RoutingTable.empty()
                            .withUpstream("v1", ONE)
                            .withRoute("v1", new Disposition.To("v1"))
                            .withDefault(new Disposition.To("v1")),
                    this::keep);
    private final FakeArmory armory = new FakeArmory();
    private final List<RoutingTable> persisted = new ArrayList<>();
    private boolean keeps = true;
    private volatile Runnable whileLooking = () -> {};
    private final CountDownLatch quit = new CountDownLatch(1);

    @TempDir private Path folder;
    private Path socket;
    private ControlServer server;
    private EngineClient client;

    @BeforeEach
    void open() {
        socket = folder.resolve("run").resolve("engine.sock");
        server = ControlServer.open(socket, desk(), new FakeObserving());
        client = EngineClient.over(new UnixSocketTransport(socket));
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void onlyItsOwnerMayReachIt() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void aFolderThatOthersMayEnterIsRefused() throws IOException {
        var wide = Files.createDirectory(folder.resolve("wide"));
        Files.setPosixFilePermissions(wide, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThatThrownBy(() ->
                        ControlServer.open(
                                wide.resolve("engine.sock"), desk(), new FakeObserving()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("others may enter");
    }

    @Test
    void theSocketOfALivingEngineIsNotTaken() {
        assertThatThrownBy(() -> ControlServer.open(socket, desk(), new FakeObserving()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("another engine listens there");
        assertThat(client.status().generation()).isZero();
    }

    @Test
    void theSocketOfADeadEngineIsReplaced() throws IOException {
        var left = socket.resolveSibling("left.sock");
        try (var dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(left));
        }
        assertThat(left).exists();

        try (var again = ControlServer.open(left, desk(), new FakeObserving());
                var asking = EngineClient.over(new UnixSocketTransport(left))) {
            assertThat(asking.status().version()).isEqualTo("test");
            assertThat(again).isNotNull();
        }
    }

    @Test
    void aFileThatIsNoSocketIsLeftAlone() throws IOException {
        var file = Files.writeString(socket.resolveSibling("notes"), "mine");

        assertThatThrownBy(() -> ControlServer.open(file, desk(), new FakeObserving()))
                .isInstanceOf(ProblemException.class);
        assertThat(file).hasContent("mine");
    }

    @Test
    void aStatusArrivesAsItWasSent() {
        armory.arm(FakeArmory.cutover());

        var seen = client.status();

        assertThat(seen).isEqualTo(status());
        assertThat(seen.chain().orElseThrow().head().orElseThrow().pace().orElseThrow().mean())
                .isEqualTo(Duration.ofMillis(5123));
    }

    @Test
    void aRouteIsPersistedBeforeItIsAcknowledgedAndAskedAgainChangesNothing() {
        var first = client.route("v2", TWO);
        var second = client.route("v2", TWO);

        assertThat(first.routes()).contains(new EngineStatus.Route("v2", "v2"));
        assertThat(second.generation()).isEqualTo(first.generation()).isEqualTo(1);
        assertThat(persisted).containsExactly(routing.current());
    }

    @Test
    void theDefaultGoesWhereItIsToldOnce() {
        client.route("v2", TWO);

        assertThat(client.routeDefault("v2").defaultUpstream()).contains("v2");
        assertThat(client.routeDefault("v2").generation()).isEqualTo(2);
    }

    @Test
    void aWordAboutTheGpuReachesTheCutoverAndChangesNothing() {
        var word = new GpuWord(false, "orphan 4711 holds GPU 0", 12);

        assertThat(client.gpu(word).generation()).isZero();

        assertThat(armory.heard()).contains(word);
    }

    @Test
    void whatIsNeededIsNotUnrouted() {
        client.route("v2", TWO);
        assertThatThrownBy(() -> client.unroute("v1")).hasMessageContaining("default route");

        client.arm(FakeArmory.cutover());
        assertThatThrownBy(() -> client.unroute("v2")).hasMessageContaining("armed cutover");

        client.disarm("c1");
        assertThat(client.unroute("v2").upstreams()).hasSize(1);
        assertThat(client.unroute("v2").generation()).isEqualTo(2);
    }

    @Test
    void routesAreNotChangedUnderARunningCutover() {
        armory.phase(Phase.BRINGING_UP);

        assertThatThrownBy(() -> client.routeDefault("v2")).hasMessageContaining("under way");
        assertThatThrownBy(() -> client.route("v3", TWO)).hasMessageContaining("under way");
        assertThat(client.routeDefault("v1").generation()).isZero();
    }

    @Test
    void aChangeIsKeptWithItsReasonAndAskedAgainChangesNothing() {
        var change = EngineChange.of(new Edit.Upstream("v2", TWO), new Edit.Default("v2"));

        assertThat(client.plan(change).diff().lines()).hasSize(3);
        assertThat(client.status().generation()).isZero();
        assertThat(client.change(change.expecting(0)).generation()).isEqualTo(1);

        assertThat(client.change(change.expecting(0)).generation()).isEqualTo(1);
        assertThat(client.history().getLast().reason())
                .isEqualTo("upstream v2=http://two:8080, default v2");
        assertThat(client.plan(change).diff().changesNothing()).isTrue();
    }

    @Test
    void twoWhoChangeTheSameGenerationDoNotOverlookEachOther() {
        var first = EngineChange.of(new Edit.Upstream("v2", TWO)).expecting(0);
        var second = EngineChange.of(new Edit.Upstream("v3", TWO)).expecting(0);
        client.change(first);

        assertThat(client.plan(second).refusal().orElseThrow().code())
                .isEqualTo("engine.otherGeneration");
        assertThatThrownBy(() -> client.change(second))
                .hasMessageContaining("made for generation 0, and generation 1 is in force");
        assertThat(routing.current().upstreams()).containsOnlyKeys("v1", "v2");
    }

    @Test
    void aChangeThatMeetsAnotherOneWhileItLooksAtUpstreamsIsRefused() {
        whileLooking = () -> routing.change(now -> now.withUpstream("v3", TWO));

        assertThatThrownBy(() -> client.change(EngineChange.of(new Edit.Upstream("v2", TWO))))
                .hasMessageContaining("made for generation 0, and generation 1 is in force");
        assertThat(routing.current().upstreams()).containsOnlyKeys("v1", "v3");
    }

    @Test
    void whatACutoverNeedsIsNotChangedNorRolledBack() {
        client.change(EngineChange.of(new Edit.Refuse("other", Duration.ofSeconds(1))));
        client.change(EngineChange.of(new Edit.Upstream("v2", TWO)));
        armory.phase(Phase.ARMED);

        assertThatThrownBy(() -> client.rollback(1, true))
                .hasMessageContaining("The armed cutover needs v2 and its route.");
        assertThatThrownBy(() -> client.change(EngineChange.of(new Edit.Remove("v2"))))
                .hasMessageContaining("armed cutover needs v2");
        assertThatThrownBy(() -> client.change(EngineChange.of(new Edit.Route("v2", "v1"))))
                .hasMessageContaining("armed cutover needs v2");
        assertThat(client.planRollback(1).refusal().orElseThrow().code()).isEqualTo("engine.inUse");
        assertThat(client.change(EngineChange.of(new Edit.Route("v7", "v1"))).generation())
                .isEqualTo(3);

        armory.phase(Phase.DRAINING);

        assertThatThrownBy(() -> client.change(EngineChange.of(new Edit.Remove("v7"))))
                .hasMessageContaining("under way");
        assertThatThrownBy(() -> client.rollback(2, true)).hasMessageContaining("under way");
        assertThat(routing.current().generation()).isEqualTo(3);
    }

    @Test
    void aChangeWithTooManyEditsIsNoMessageAndChangesNothing() throws IOException {
        var edit = "{\"edit\":\"remove\",\"version\":\"%s\"}".formatted("x".repeat(1000));
        var message =
                "{\"v\":1,\"id\":7,\"tag\":\"change\",\"change\":{\"edits\":["
                        + String.join(",", Collections.nCopies(300, edit))
                        + "],\"unchecked\":true}}";

        assertThat(raw(message.getBytes(UTF_8)).problem().orElseThrow().what())
                .contains("longer than 256 KiB");
        assertThat(routing.current().generation()).isZero();
    }

    @Test
    void aRefusalCarriesItsThreeSentences() {
        assertThatThrownBy(() -> client.routeDefault("v9"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> {
                            assertThat(refused.problem().code()).isEqualTo("engine.badTable");
                            assertThat(refused.problem().stands()).contains("stay");
                        });
        assertThat(routing.current().generation()).isZero();
    }

    @Test
    void aChangeThatCannotBeKeptIsNeverInForce() {
        keeps = false;

        assertThatThrownBy(() -> desk().carryOut(new ControlMessage.Route("v2", TWO)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("It is full.");
        assertThat(routing.current().generation()).isZero();
    }

    @Test
    void aChangeThatMeetsAnotherOneIsRefusedAndTheOtherIsKept() {
        armory.whenAsked(() -> routing.change(now -> now.withUpstream("v3", TWO)));

        assertThatThrownBy(() -> desk().carryOut(new ControlMessage.Route("v2", TWO)))
                .hasMessageContaining("at this moment");
        assertThat(persisted.getLast()).isSameAs(routing.current());
        assertThat(routing.current().upstreams()).containsOnlyKeys("v1", "v3");
    }

    @Test
    void quitIsAnsweredAndPassedOn() throws InterruptedException {
        client.quit();

        assertThat(quit.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"v\":1,\"id\":7,\"tag\":\"explode\"}",
                "{\"v\":2,\"id\":7,\"tag\":\"status\"}",
                "{\"id\":7,\"tag\":\"status\"}",
                "{\"v\":1,\"id\":7}",
                "{\"v\":1,\"id\":7,\"tag\":\"route\",\"version\":\"v2\"}",
                "{\"v\":1,\"id\":7,\"tag\":\"route\",\"version\":\"v2\",\"upstream\":\"::\"}",
                "{\"v\":1,\"id\":7,\"tag\":\"change\",\"change\":{\"edits\":[{\"edit\":\"burn\"}]}}",
                "{\"v\":1,\"id\":7,\"tag\":\"change\",\"change\":{\"edits\":null,\"unchecked\":true}}",
                "{\"v\":1,\"id\":7,\"tag\":\"rollback\",\"generation\":\"last\"}",
                "{\"v\":1,\"id\":7,\"tag\":\"arm\",\"cutover\":{\"id\":\"x\"}}"
            })
    void aMessageThatCannotBeReadIsAnsweredWithItsIdAndAProblem(String message) throws IOException {
        var answer = raw(message.getBytes(UTF_8));

        assertThat(answer.id()).isEqualTo(7);
        assertThat(answer.problem().orElseThrow().code()).isEqualTo("engine.badMessage");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "[1]", "{\"v\":1", "\u0000\u0001", "{} {}"})
    void garbageIsAnsweredAndTheChannelGoesOn(String garbage) throws IOException {
        try (var connection = new UnixSocketTransport(socket).open()) {
            var answers = new Lines(connection.fromEngine());
            connection.toEngine().write((garbage + "\n").getBytes(UTF_8));
            var first = ControlJson.answer(answers.next().orElseThrow());
            connection.toEngine().write(ControlJson.write(2, new ControlMessage.Status()));
            var second = ControlJson.answer(answers.next().orElseThrow());

            assertThat(first.problem().orElseThrow().code()).isEqualTo("engine.badMessage");
            assertThat(second.id()).isEqualTo(2);
            assertThat(second.status()).isPresent();
        }
    }

    @Test
    void aLineThatIsTooLongIsAnsweredAndEndsTheConnection() throws IOException {
        try (var connection = new UnixSocketTransport(socket).open()) {
            var answers = new Lines(connection.fromEngine());
            connection.toEngine().write("x".repeat((256 << 10) + 1).getBytes(UTF_8));

            var answer = ControlJson.answer(answers.next().orElseThrow());
            assertThat(answer.problem().orElseThrow().what()).contains("256 KiB");
            assertThat(answers.next()).isEmpty();
        }
        assertThat(client.status().generation()).isZero();
    }

    @Test
    void theClientOpensANewConnectionWhenTheOldOneBroke() {
        client.status();
        server.close();
        assertThatThrownBy(() -> client.status())
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("cannot be reached");

        server = ControlServer.open(socket, desk(), new FakeObserving());

        assertThat(client.status().version()).isEqualTo("test");
    }

    @Test
    void anEngineThatNeverAnswersIsGivenUp() throws IOException {
        var mute = socket.resolveSibling("mute.sock");
        try (var listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
                var asking =
                        EngineClient.over(new UnixSocketTransport(mute), Duration.ofMillis(100))) {
            listening.bind(UnixDomainSocketAddress.of(mute));

            assertThatThrownBy(asking::status).hasMessageContaining("does not answer");
        }
    }

    /// The engine does so on a thread of its own: here it comes as early as it can, each time.
    @RepeatedTest(20)
    void whoeverAsksAnIdleEngineToQuitIsAnsweredBeforeItHangsUp() throws Exception {
        var own = socket.resolveSibling("quitting.sock");
        var opened = new CompletableFuture<ControlServer>();
        var ending = new Thread(() -> opened.join().close());
        var desk =
                desk(() -> {
                    ending.start();
                    awaitRest(ending);
                });
        opened.complete(ControlServer.open(own, desk, new FakeObserving()));

        try (var asking = EngineClient.over(new UnixSocketTransport(own))) {
            asking.quit();
        }

        assertThat(ending.join(Duration.ofSeconds(20))).isTrue();
        assertThat(own).doesNotExist();
    }

    /// Until it waits for somebody, or has ended.
    private static void awaitRest(Thread thread) {
        while (thread.getState() == Thread.State.NEW
                || thread.getState() == Thread.State.RUNNABLE) {
            Thread.onSpinWait();
        }
    }

    @Test
    void anAnswerThatDoesNotComeCannotKeepTheEngineFromEnding() throws Exception {
        var asked = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        var desk =
                desk(() -> {
                    asked.countDown();
                    until(never);
                });
        var own = socket.resolveSibling("stuck.sock");
        var stuck = ControlServer.open(own, desk, new FakeObserving());
        try (var connection = new UnixSocketTransport(own).open()) {
            connection.toEngine().write(ControlJson.write(1, new ControlMessage.Quit()));
            assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();

            stuck.close();

            assertThat(new Lines(connection.fromEngine()).next()).isEmpty();
        } finally {
            never.countDown();
        }
    }

    private static void until(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ControlAnswer raw(byte[] message) throws IOException {
        try (var connection = new UnixSocketTransport(socket).open()) {
            connection.toEngine().write(message);
            connection.toEngine().write('\n');
            return ControlJson.answer(new Lines(connection.fromEngine()).next().orElseThrow());
        }
    }

    private void keep(RoutingTable table) {
        if (!keeps) {
            throw new ProblemException(
                    new Problem(
                            "engine.stateUnwritable", "It is full.", "All stays.", "Clear it."));
        }
        persisted.add(table);
    }

    private UpstreamHealth look(String name, URI url, Duration limit) {
        whileLooking.run();
        return new UpstreamHealth(name, url, true, "it answers");
    }

    private ControlDesk desk() {
        return desk(quit::countDown);
    }

    private ControlDesk desk(Runnable quits) {
        var changes =
                new Changes(
                        routing,
                        new RememberedGenerations(),
                        new HealthGate(this::look, Duration.ofSeconds(1)),
                        new CutoverGuard(armory));
        return new ControlDesk(routing, armory, this::status, changes, _ -> {}, quits);
    }

    private EngineStatus status() {
        var table = routing.current();
        return new EngineStatus(
                "test",
                1,
                Instant.EPOCH,
                table.generation(),
                List.of("127.0.0.1:1"),
                table.routes().keySet().stream()
                        .map(name -> new EngineStatus.Route(name, name))
                        .toList(),
                table.defaultRoute().map(route -> ((Disposition.To) route).upstream()),
                table.upstreams().entrySet().stream()
                        .map(up -> new EngineStatus.Upstream(up.getKey(), up.getValue(), 0, 0, 0))
                        .toList(),
                new EngineStatus.Traffic(1, 2, 3, 4, 5, 6.5, 7.5, 8.5),
                armory.chain(),
                armory.record());
    }
}
