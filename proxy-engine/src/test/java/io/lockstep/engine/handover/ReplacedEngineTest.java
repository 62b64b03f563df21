package io.lockstep.engine.handover;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.engine.control.EngineClient;
import io.lockstep.engine.control.UnixSocketTransport;
import io.lockstep.engine.cutover.CutoverPolicy;
import io.lockstep.engine.cutover.CutoverRecord.Phase;
import io.lockstep.engine.replace.Processes;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A cutover that was armed in one engine, and another engine that took over before its block.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ReplacedEngineTest {
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch answer = new CountDownLatch(1);

    @TempDir private Path folder;
    private Scene scene;
    private Processes engines;
    private EngineClient asking;
    private String[] flags;

    @BeforeEach
    void serve() {
        scene = new Scene(folder.resolve("scene"));
        var control = folder.resolve("run/engine.sock");
        engines = new Processes(control);
        asking = EngineClient.over(new UnixSocketTransport(control));
        flags =
                new String[] {
                    "--listen",
                    "127.0.0.1:0",
                    "--upstream",
                    Scene.OLD + "=" + scene.old.address(),
                    "--upstream",
                    Scene.NEW + "=" + scene.young.address(),
                    "--default",
                    Scene.OLD,
                    "--state",
                    folder.resolve("state").toString()
                };
    }

    @AfterEach
    void end() {
        answer.countDown();
        asking.close();
        engines.close();
        scene.close();
    }

    @Test
    void theNewOneCarriesItOutOnceAndOnlyWhenTheOldOneOwesTheIncumbentNothing() throws Exception {
        var old = engines.run(flags);
        asking.arm(scene.cutover(CutoverPolicy.HOLD));
        var slow = slow(old.port());

        var young = engines.replacing(flags);
        scene.reach(Scene.HEIGHT);
        awaitPhase(Phase.DRAINING);
        assertThat(asking.status().pid()).isEqualTo(young.process().pid());
        assertThat(scene.calls).isEmpty();
        assertThat(old.process().isAlive()).isTrue();
        answer.countDown();

        assertThat(slow.get(20, TimeUnit.SECONDS)).isEqualTo(404);
        awaitPhase(Phase.SERVING);
        old.ends();
        assertThat(scene.calls.stream().map(call -> call.split(" \\{", 2)[0]))
                .containsExactly("old stop", "new up");
        assertThat(asking.status().defaultUpstream()).contains(Scene.NEW);
    }

    @Test
    void theOldOneCarriesItOutOnceWhenTheNewOneDiesBeforeItsAcknowledgement() throws Exception {
        engines.run(flags);
        asking.arm(scene.cutover(CutoverPolicy.HOLD));
        engines.takesOverAndDies();

        scene.reach(Scene.HEIGHT);

        awaitPhase(Phase.SERVING);
        assertThat(scene.calls.stream().map(call -> call.split(" \\{", 2)[0]))
                .containsExactly("old stop", "new up");
    }

    @Test
    void whileItIsUnderWayTheEngineIsNotReplaced() throws Exception {
        var old = engines.run(flags);
        var stopped = new CompletableFuture<Void>();
        scene.old.stopTakes(stopped);
        asking.arm(scene.cutover(CutoverPolicy.HOLD));
        scene.reach(Scene.HEIGHT);
        awaitPhase(Phase.STOPPING);

        assertThat(engines.failing(flags)).startsWith("69 The cutover v0.2.0@110 is under way");

        stopped.complete(null);
        awaitPhase(Phase.SERVING);
        engines.replacing(flags);
        old.ends();
        assertThat(asking.status().cutover().orElseThrow().phase()).isEqualTo(Phase.SERVING);
    }

    /// A request to the incumbent that is answered when the test says so.
    private CompletableFuture<Integer> slow(int port) throws InterruptedException {
        var first = new AtomicBoolean(true);
        scene.old.beforeReply(() -> {
            if (first.getAndSet(false)) {
                arrived.countDown();
                await(answer);
            }
        });
        var uri = URI.create("http://127.0.0.1:" + port + "/" + Scene.OLD + "/slow");
        var sent =
                HttpClient.newHttpClient()
                        .sendAsync(
                                HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString(UTF_8));
        await(arrived);
        return sent.thenApply(reply -> reply.statusCode());
    }

    private void awaitPhase(Phase phase) {
        Eventually.until(
                () -> phase + ", it is " + asking.status().cutover(),
                () -> asking.status().cutover().orElseThrow().phase() == phase);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
