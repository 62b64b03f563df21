package io.lockstep.app.containers.docker;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.app.containers.PullOrder;
import io.lockstep.app.containers.TestImages;
import io.lockstep.app.containers.registry.CosignKey;
import io.lockstep.app.containers.registry.DockerCredentials;
import io.lockstep.app.containers.registry.FaultyRelay;
import io.lockstep.app.containers.registry.FaultyRelay.Fault;
import io.lockstep.app.containers.registry.ImagePull;
import io.lockstep.app.containers.registry.Patience;
import io.lockstep.app.containers.registry.PinnedImage;
import io.lockstep.app.containers.registry.Registry;
import io.lockstep.app.containers.registry.TestRegistry;
import io.lockstep.app.testing.NeedsDocker;
import io.lockstep.chain.problem.ProblemException;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Pulls with a real engine from a real registry on loopback, through a relay of ours that spoils
/// what a test wants spoilt. Whatever goes wrong, no image is left behind.
@NeedsDocker
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegistryIT {
    private static final Fault FINE = new Fault.None();
    private static final int LAYER_BYTES = 300_000;

    private final Raw others = new Raw();
    private final String name = others.prefix + ":1.0.0";
    private final DockerHost host = DockerHost.open(Optional.empty());
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<Duration> slept = new CopyOnWriteArrayList<>();
    private Path folder = Path.of("");
    private @Nullable TestRegistry opened;
    private String reference = "";
    private String layer = "";

    /// The image has a layer that no other image on this engine has.
    @BeforeAll
    void anImageInARegistry(@TempDir Path place) throws Exception {
        folder = place;
        var content = new byte[LAYER_BYTES];
        new Random().nextBytes(content);
        Files.write(place.resolve("content.jar"), content);
        var registry = TestRegistry.open(place);
        opened = registry;
        reference = pushed(registry);
        var layers = registry(registry.host()).resolve(reference, told::add).layers();
        layer = List.copyOf(layers.keySet()).getLast();
    }

    @BeforeEach
    void nothingHeard() throws IOException {
        told.clear();
        slept.clear();
        Files.deleteIfExists(folder.resolve("config.json"));
    }

    @AfterEach
    void noImageStays() {
        others.removeImages();
    }

    @AfterAll
    void clean() {
        others.close();
        host.close();
        if (opened != null) {
            opened.close();
        }
    }

    private String server() {
        return reference.substring(0, reference.indexOf('/'));
    }

    @Test
    void aPulledImageIsPinnedProvenAndCarriesItsTag() {
        var pinned = registry(server()).resolve(reference, told::add);
        var image = pull(server()).bring(pinned, told::add);

        assertThat(pinned.contents()).contains(image.id());
        assertThat(host.image(reference)).contains(image);
        assertThat(image.references())
                .contains(reference, reference.replace(":1.0.0", "@" + pinned.digest()));
        assertThat(told).anyMatch(line -> line.startsWith("Status: Downloaded"));
        assertThat(told).anyMatch(line -> line.matches("2 of 2 layers, .* of .*MB.*"));
        assertProblem(() -> host.pull(reference + "-none", _ -> {}), "docker.imageUnknown");
        assertProblem(
                () -> host.pull(PullOrder.of(unknownDigest(reference)), _ -> {}),
                "docker.imageUnknown");
        host.removeImage(image.id());
    }

    @Test
    void aRegistryThatWantsALoginGetsTheStoredOne() throws Exception {
        var place = Files.createDirectory(folder.resolve("closed"));
        try (var closed = TestRegistry.withLogin(place, "operator", "right")) {
            login(closed.host(), "right");
            var behind = pushed(closed);

            var image = pull(closed.host()).bring(behind, told::add);

            assertThat(host.image(behind)).contains(image);
            host.removeImage(image.id());
            login(closed.host(), "wrong");
            assertProblem(() -> pull(closed.host()).bring(behind, told::add), "image.loginRefused");
            Files.delete(folder.resolve("config.json"));
            assertProblem(() -> pull(closed.host()).bring(behind, told::add), "image.loginNeeded");
            assertProblem(() -> host.pull(behind, told::add), "docker.loginRefused");
            assertThat(host.image(behind)).isEmpty();
        }
    }

    /// With a key pair that OpenSSL makes, as an operator would hold its public half.
    @Test
    void onlyAnImageThatTheKeySignedIsPulled() throws Exception {
        openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", "key.pem");
        openssl("ec", "-in", "key.pem", "-pubout", "-out", "cosign.pub");
        var strict = new ImagePull(host, signed(server()), patience());

        assertProblem(() -> strict.bring(reference, told::add), "image.unsigned");
        assertThat(host.image(reference)).isEmpty();

        var digest = registry(server()).resolve(reference, told::add).digest();
        var payload =
                """
                {"critical":{"image":{"docker-manifest-digest":"%s"},
                 "type":"cosign container image signature"},"optional":{}}\
                """
                        .formatted(digest)
                        .getBytes(StandardCharsets.UTF_8);
        Files.write(folder.resolve("payload"), payload);
        openssl("dgst", "-sha256", "-sign", "key.pem", "-out", "signature", "payload");
        var signature = Files.readAllBytes(folder.resolve("signature"));
        requireNonNull(opened)
                .sign(
                        others.prefix,
                        digest,
                        payload,
                        Base64.getEncoder().encodeToString(signature));

        var image = strict.bring(reference, told::add);

        assertThat(host.image(reference)).contains(image);
        host.removeImage(image.id());
    }

    private void openssl(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        var process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("openssl.log").toFile())
                        .start();
        assertThat(process.waitFor()).isZero();
    }

    private Registry signed(String allowed) {
        var key = CosignKey.read(folder.resolve("cosign.pub"));
        return new Registry(
                List.of(allowed), new DockerCredentials(folder, ""), Optional.of(key), patience());
    }

    @Test
    void aLayerThatIsNotWhatItsDigestSaysIsRefusedAndNotTriedAgain() throws Exception {
        spoilt(
                line -> ownLayer(line) ? new Fault.Corrupt() : FINE,
                reference -> assertProblem(() -> bring(reference), "docker.imageCorrupted"));
    }

    /// Of an image this engine never saw: it keeps manifests of others for a while.
    @Test
    void aManifestThatIsNotWhatItsDigestSaysIsRefused() throws Exception {
        var own = server() + "/" + others.prefix + ":2.0.0";
        var image = TestImages.loadWith(host, own, folder.resolve("content.jar"));
        requireNonNull(opened).push(own, folder);
        host.removeImage(image.id());
        try (var relay = new FaultyRelay(server())) {
            var behind = own.replace(server(), relay.host());
            relay.spoil(line ->
                    line.contains("engine GET") && line.contains("/manifests/")
                            ? new Fault.Corrupt()
                            : FINE);

            assertProblem(() -> bring(behind), "docker.imageCorrupted");
            assertThat(host.image(behind)).isEmpty();
        }
    }

    @Test
    void aRegistryThatLimitsPullsIsGivenTheRestItWants() throws Exception {
        var refusals = new AtomicInteger(2);
        spoilt(
                line ->
                        line.contains("/manifests/") && refusals.getAndDecrement() > 0
                                ? new Fault.Status(429, "3")
                                : FINE,
                reference -> {
                    bring(reference);

                    assertThat(slept).startsWith(Duration.ofSeconds(3), Duration.ofSeconds(4));
                    assertThat(told)
                            .anyMatch(line -> line.endsWith("answers 429; next try in 3 s"));
                    removed(reference);
                });
    }

    @Test
    void aLimitTheEngineRunsIntoIsWaitedForAndThePullIsTriedAgain() throws Exception {
        spoilt(
                line ->
                        line.contains("engine ") && line.contains("/manifests/") && slept.isEmpty()
                                ? new Fault.Status(429, "3")
                                : FINE,
                reference -> {
                    bring(reference);

                    assertThat(slept).containsExactly(Duration.ofSeconds(2));
                    assertThat(told).anyMatch(line -> line.contains("limits pulls of"));
                    removed(reference);
                });
    }

    @Test
    void aRegistryThatFailsForTheEngineIsTriedAgainAndThenGivenUp() throws Exception {
        spoilt(
                line -> line.contains("engine ") ? new Fault.Status(500, "") : FINE,
                reference -> {
                    assertProblem(() -> bring(reference), "docker.pullFailed");
                    assertThat(slept).hasSize(2);
                });
    }

    @Test
    void aLayerThatIsCutOffGoesOnWhereItEnded() throws Exception {
        var cuts = new AtomicInteger(1);
        spoilt(
                line -> ownLayer(line) && cuts.getAndDecrement() > 0 ? new Fault.Cut(1000) : FINE,
                reference -> {
                    bring(reference);

                    assertThat(told).anyMatch(line -> line.contains("was cut off, retrying in"));
                    assertThat(slept).isEmpty();
                    removed(reference);
                });
    }

    @Test
    void aSlowPullIsCancelledByAnInterruptAndTheEngineGivesItUp() throws Exception {
        var reached = new CountDownLatch(1);
        var on = new CountDownLatch(1);
        spoilt(
                line -> ownLayer(line) ? new Fault.Stall(1000, reached, on) : FINE,
                reference -> {
                    var outcome = new CompletableFuture<Void>();
                    var pulling =
                            Thread.ofVirtual()
                                    .start(() -> {
                                        try {
                                            bring(reference);
                                            outcome.complete(null);
                                        } catch (ProblemException e) {
                                            outcome.completeExceptionally(e);
                                        }
                                    });
                    assertThat(reached.await(60, TimeUnit.SECONDS)).isTrue();

                    pulling.interrupt();

                    assertThatThrownBy(() -> outcome.get(30, TimeUnit.SECONDS))
                            .isInstanceOf(ExecutionException.class)
                            .hasMessageContaining("was cancelled");
                    on.countDown();
                });
    }

    @Test
    void aRegistryThatDoesNotAnswerIsNamed() throws Exception {
        int port;
        try (var probe = new ServerSocket(0)) {
            port = probe.getLocalPort();
        }
        var reference = "127.0.0.1:" + port + "/mlnode:1";

        assertProblem(() -> host.pull(reference, _ -> {}), "docker.pullFailed");
        assertProblem(
                () -> pull("127.0.0.1:" + port).bring(reference, told::add),
                "image.registryUnreachable");
    }

    @Test
    void whatHasNoRoomIsNotBegun() {
        var huge =
                new PinnedImage(
                        "127.0.0.1:1/mlnode:1",
                        "sha256:1",
                        "sha256:1",
                        "sha256:2",
                        Map.of("sha256:3", 1L << 50),
                        Optional.empty());

        assertProblem(() -> pull("127.0.0.1:1").bring(huge, told::add), "image.noRoom");
        assertThat(told).isEmpty();
    }

    private void spoilt(Function<String, Fault> faults, Checking check) throws Exception {
        try (var relay = new FaultyRelay(server())) {
            var behind = reference.replace(server(), relay.host());
            relay.spoil(faults);

            check.of(behind);

            assertThat(host.image(behind)).isEmpty();
        }
    }

    /// What a test does with the reference of an image behind the relay.
    @FunctionalInterface
    private interface Checking {
        void of(String reference) throws Exception;
    }

    private boolean ownLayer(String line) {
        return line.contains("engine GET") && line.endsWith("/blobs/" + layer);
    }

    private void bring(String reference) {
        var _ = pull(reference.substring(0, reference.indexOf('/'))).bring(reference, told::add);
        assertThat(host.image(reference)).isPresent();
    }

    private void removed(String reference) {
        host.removeImage(host.image(reference).orElseThrow().id());
    }

    /// Pushes the image and removes it from the host again.
    private String pushed(TestRegistry registry) throws IOException, InterruptedException {
        var pushed = registry.host() + "/" + name;
        var image = TestImages.loadWith(host, pushed, folder.resolve("content.jar"));
        registry.push(pushed, folder);
        host.removeImage(image.id());
        return pushed;
    }

    private void login(String server, String password) throws IOException {
        var pair = ("operator:" + password).getBytes(StandardCharsets.UTF_8);
        Files.writeString(
                folder.resolve("config.json"),
                "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}"
                        .formatted(server, Base64.getEncoder().encodeToString(pair)));
    }

    private Registry registry(String allowed) {
        return new Registry(
                List.of(allowed), new DockerCredentials(folder, ""), Optional.empty(), patience());
    }

    private ImagePull pull(String allowed) {
        return new ImagePull(host, registry(allowed), patience());
    }

    private Patience patience() {
        return new Patience(3, Duration.ofSeconds(2), Duration.ofMinutes(1), slept::add);
    }

    private static String unknownDigest(String reference) {
        return reference.replace(":1.0.0", "@sha256:" + "00".repeat(32));
    }

    private static void assertProblem(ThrowingCallable act, String code) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).as(e.getMessage()).isEqualTo(code));
    }
}
