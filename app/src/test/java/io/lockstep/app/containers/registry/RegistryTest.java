package io.lockstep.app.containers.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lockstep.chain.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A registry in memory, so that it can lie. What a real one does stands in RegistryIT.
class RegistryTest {
    private static final String CONFIG = "sha256:" + "c0".repeat(32);
    private static final String LAYER = "sha256:" + "1a".repeat(32);

    @TempDir private Path folder;

    private final Map<String, byte[]> contents = new HashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<Duration> slept = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final List<Answer> first = new CopyOnWriteArrayList<>();
    private HttpServer server = none();
    private KeyPair keys = keys("secp256r1");

    private record Answer(int status, Map<String, String> headers) {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aTagIsPinnedToItsDigestAndItsSizesAreKnown() {
        var digest = manifest("3.0.9");

        var image = registry().resolve(host() + "/ml/node:3.0.9", told::add);

        assertThat(image.digest()).isEqualTo(digest);
        assertThat(image.config()).isEqualTo(CONFIG);
        assertThat(image.layers()).containsExactly(Map.entry(LAYER, 4_000_000L));
        assertThat(image.room()).isEqualTo(12_000_000L);
        assertThat(registry().order(image).asked()).isEqualTo(host() + "/ml/node@" + digest);
        assertThat(told).isEmpty();
    }

    @Test
    void ofAnIndexTheManifestForThisMachineCounts() {
        var manifest = manifest("unused");
        var index =
                put(
                        "3.0.9",
                        """
                        {"manifests":[
                         {"digest":"sha256:00","platform":{"os":"linux","architecture":"s390x"}},
                         {"digest":"%1$s","platform":{"os":"linux","architecture":"amd64"}},
                         {"digest":"%1$s","platform":{"os":"linux","architecture":"arm64"}}]}\
                        """
                                .formatted(manifest));

        var image = registry().resolve(host() + "/ml/node:3.0.9", told::add);

        assertThat(image.digest()).isEqualTo(index);
        assertThat(image.manifest()).isEqualTo(manifest);
        assertThat(image.contents()).containsExactly(CONFIG, manifest, index);
    }

    @Test
    void aTagThatNoLongerLeadsToThePinnedDigestIsRefused() {
        var old = manifest("3.0.9");
        put("3.0.9", "{\"config\":{\"digest\":\"sha256:ff\"},\"layers\":[]}");

        assertProblem(
                () -> resolve(host() + "/ml/node:3.0.9@" + old),
                "image.digestMismatch",
                "should be " + old);
    }

    @Test
    void aManifestThatIsNotItsDigestIsRefused() {
        var digest = manifest("3.0.9");
        contents.put("manifests/" + digest, "{\"layers\":[]}".getBytes(StandardCharsets.UTF_8));

        assertProblem(() -> resolve(host() + "/ml/node:3.0.9"), "image.digestMismatch", digest);
    }

    @Test
    void anUnknownTagIsNamed() {
        assertProblem(
                () -> resolve(host() + "/ml/node:9.9.9"), "image.unknown", "has no tag 9.9.9 of");
    }

    @Test
    void aRegistryThatIsNotAllowedIsNotEvenAsked() {
        var strict = registry(List.of("ghcr.io"), Optional.empty());

        assertProblem(
                () -> strict.resolve(host() + "/ml/node:3.0.9", told::add),
                "image.registryNotAllowed",
                "Allowed is ghcr.io");
        assertThat(asked).isEmpty();
    }

    @Test
    void theRestTheRegistryAsksForIsTaken() {
        manifest("3.0.9");
        first.add(new Answer(429, Map.of("Retry-After", "7")));
        first.add(new Answer(500, Map.of()));

        resolve(host() + "/ml/node:3.0.9");

        assertThat(slept).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(4));
        assertThat(told)
                .containsExactly(
                        host() + " answers 429; next try in 7 s",
                        host() + " answers 500; next try in 4 s");
    }

    @Test
    void aRestThatIsTooLongIsToldInsteadOfTaken() {
        manifest("3.0.9");
        first.add(new Answer(429, Map.of("Retry-After", "3600")));

        assertProblem(
                () -> resolve(host() + "/ml/node:3.0.9"),
                "image.rateLimited",
                "wants 3600 s of rest");
        assertThat(slept).isEmpty();
    }

    @Test
    void aRegistryThatGoesOnFailingIsGivenUp() {
        for (int i = 0; i < 5; i++) {
            first.add(new Answer(503, Map.of()));
        }

        assertProblem(
                () -> resolve(host() + "/ml/node:3.0.9"), "image.registryFailing", "answers 503");
        assertThat(slept).hasSize(3);
    }

    @Test
    void aTokenIsFetchedWithTheStoredLoginAndSentAlong() throws IOException {
        var digest = manifest("3.0.9");
        login("operator", "s3cret");
        first.add(
                new Answer(
                        401,
                        Map.of(
                                "WWW-Authenticate",
                                "Bearer realm=\"http://%s/token\",service=\"reg\""
                                        .formatted(host()))));

        var image = registry().resolve(host() + "/ml/node:3.0.9", told::add);

        assertThat(image.digest()).isEqualTo(digest);
        assertThat(asked)
                .anyMatch(line ->
                        line.startsWith("GET /token?service=reg&scope=repository")
                                && line.contains("Basic"))
                .anyMatch(line -> line.startsWith("HEAD ") && line.contains("Bearer the-token"));
    }

    @Test
    void withoutALoginTheOperatorIsToldWhichOneIsMissing() {
        for (int i = 0; i < 2; i++) {
            first.add(new Answer(401, Map.of("WWW-Authenticate", "Basic realm=\"r\"")));
        }

        assertProblem(
                () -> resolve(host() + "/ml/node:3.0.9"),
                "image.loginNeeded",
                "Run docker login " + host());
    }

    @Test
    void aGoodSignatureIsNamedAndEveryOtherEndIsARefusal() {
        var digest = manifest("3.0.9");
        assertSignature("image.unsigned");

        sign(digest, payload(digest), keys);
        assertThat(signed().resolve(host() + "/ml/node:3.0.9", told::add).signedBy())
                .contains("cosign.pub");

        sign(digest, payload("sha256:" + "00".repeat(32)), keys);
        assertSignature("image.badSignature");

        sign(digest, payload(digest), keys("secp256r1"));
        assertSignature("image.badSignature");

        put("manifest-of-nothing", "{}");
        put(digest.replace(':', '-') + ".sig", "{\"layers\":[{\"mediaType\":\"text/plain\"}]}");
        assertSignature("image.badSignature");
    }

    @Test
    void aPayloadThatIsNotItsDigestIsRefusedBeforeItsSignatureIsLookedAt() {
        var digest = manifest("3.0.9");
        var blob = sign(digest, payload(digest), keys);
        contents.put("blobs/" + blob, "something else".getBytes(StandardCharsets.UTF_8));

        assertSignature("image.digestMismatch");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no key at all", "secp384r1", "missing"})
    void aKeyThatIsNoKeyOfCosignsKindIsRefused(String what) throws IOException {
        var file = folder.resolve("cosign.pub");
        if (what.startsWith("secp")) {
            Files.writeString(file, pem(keys(what)));
        } else if (!what.equals("missing")) {
            Files.writeString(file, what);
        }

        assertProblem(() -> CosignKey.read(file), "image.badKey", "cosign.pub");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "UPPER/case:1",
                "host.example/a b:1",
                "a:../x",
                "host.example/a@sha256:12",
                "host.example:99999999/a:1",
                "evil.example@x/a:1",
                "a?b:1"
            })
    void whatIsNoReferenceIsRefused(String reference) {
        assertProblem(() -> RegistryName.of(reference), "usage.reference", "no image reference");
    }

    private void assertSignature(String code) {
        assertProblem(() -> signed().resolve(host() + "/ml/node:3.0.9", told::add), code, "");
    }

    private void resolve(String reference) {
        PinnedImage _ = registry().resolve(reference, told::add);
    }

    private Registry registry() {
        return registry(List.of(host()), Optional.empty());
    }

    private Registry signed() {
        return registry(List.of(host()), Optional.of(CosignKey.read(key())));
    }

    private Path key() {
        try {
            return Files.writeString(folder.resolve("cosign.pub"), pem(keys));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Registry registry(List<String> allowed, Optional<CosignKey> key) {
        var patience = new Patience(4, Duration.ofSeconds(2), Duration.ofMinutes(2), slept::add);
        return new Registry(allowed, new DockerCredentials(folder, ""), key, patience);
    }

    private void login(String user, String password) throws IOException {
        var auth =
                Base64.getEncoder()
                        .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        Files.writeString(
                folder.resolve("config.json"),
                "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}".formatted(host(), auth));
    }

    private String manifest(String tag) {
        return put(
                tag,
                "{\"config\":{\"digest\":\"%s\"},\"layers\":[{\"digest\":\"%s\",\"size\":4000000}]}"
                        .formatted(CONFIG, LAYER));
    }

    private String put(String tag, String manifest) {
        var bytes = manifest.getBytes(StandardCharsets.UTF_8);
        var digest = Manifest.digest(bytes);
        contents.put("manifests/" + tag, bytes);
        contents.put("manifests/" + digest, bytes);
        return digest;
    }

    private String sign(String digest, byte[] payload, KeyPair with) {
        var blob = Manifest.digest(payload);
        contents.put("blobs/" + blob, payload);
        put(
                digest.replace(':', '-') + ".sig",
                """
                {"layers":[{"mediaType":"application/vnd.dev.cosign.simplesigning.v1+json",
                 "digest":"%s","annotations":{"dev.cosignproject.cosign/signature":"%s"}}]}\
                """
                        .formatted(blob, signature(payload, with)));
        return blob;
    }

    private static byte[] payload(String digest) {
        return """
        {"critical":{"identity":{"docker-reference":"x"},"image":
         {"docker-manifest-digest":"%s"},"type":"cosign container image signature"},
         "optional":null}\
        """
                .formatted(digest)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String signature(byte[] payload, KeyPair with) {
        try {
            var signing = Signature.getInstance("SHA256withECDSA");
            signing.initSign(with.getPrivate());
            signing.update(payload);
            return Base64.getEncoder().encodeToString(signing.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keys(String curve) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(KeyPair keys) {
        var body =
                Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(keys.getPublic().getEncoded());
        return "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n";
    }

    private String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var uri = exchange.getRequestURI().toString();
            var login = exchange.getRequestHeaders().getFirst("Authorization");
            asked.add(exchange.getRequestMethod() + " " + uri + " " + login);
            if (uri.startsWith("/token")) {
                send(exchange, 200, "{\"token\":\"the-token\"}".getBytes(StandardCharsets.UTF_8));
            } else if (!first.isEmpty()) {
                var next = first.removeFirst();
                next.headers().forEach(exchange.getResponseHeaders()::set);
                exchange.sendResponseHeaders(next.status(), -1);
            } else {
                found(exchange, uri.replaceFirst("^/v2/ml/node/", ""));
            }
        }
    }

    private void found(HttpExchange exchange, String what) throws IOException {
        var body = contents.get(what);
        if (body == null) {
            exchange.sendResponseHeaders(404, -1);
        } else {
            exchange.getResponseHeaders().set("Docker-Content-Digest", Manifest.digest(body));
            send(exchange, 200, body);
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        var head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }

    private static HttpServer none() {
        try {
            return HttpServer.create();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertProblem(ThrowingCallable act, String code, String said) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).as(e.getMessage()).isEqualTo(code))
                .hasMessageContaining(said);
    }
}
