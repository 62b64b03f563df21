package io.lockstep.app.containers.registry;

import io.lockstep.app.testing.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/// Debian's registry on a free port of this machine, with its blobs in the test's folder.
public final class TestRegistry implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/docker-registry");

    private final Path folder;
    private final int port = freePort();
    private final Process process;

    private TestRegistry(Path folder, String auth) throws IOException {
        needed();
        this.folder = folder;
        var config = folder.resolve("registry.yml");
        Files.writeString(
                config,
                """
                version: 0.1
                log: {level: error}
                storage: {filesystem: {rootdirectory: %s}}
                http: {addr: "127.0.0.1:%d"}
                %s
                """
                        .formatted(folder.resolve("blobs"), port, auth));
        process =
                new ProcessBuilder(PROGRAM.toString(), "serve", config.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("registry.log").toFile())
                        .start();
        Assertions.assertTrue(Eventually.see(this::answers, up -> up), "the registry answers");
    }

    public static TestRegistry open(Path folder) throws IOException {
        return new TestRegistry(folder, "");
    }

    /// One that wants this login for everything.
    public static TestRegistry withLogin(Path folder, String user, String password)
            throws IOException {
        var file = folder.resolve("htpasswd");
        var salt = "sixteen bytes!!!".getBytes(StandardCharsets.US_ASCII);
        var hash = OpenBSDBCrypt.generate("2y", password.toCharArray(), salt, 5);
        Files.writeString(file, user + ":" + hash + "\n");
        return new TestRegistry(
                folder, "auth: {htpasswd: {realm: test, path: %s}}".formatted(file));
    }

    private static void needed() {
        var there = Files.isExecutable(PROGRAM);
        if (!there && "true".equals(System.getenv("CI"))) {
            Assertions.fail("needs Debian's package docker-registry");
        }
        if (!there) {
            System.out.println("SKIPPED: needs Debian's package docker-registry");
        }
        Assumptions.assumeTrue(there, "needs Debian's package docker-registry");
    }

    public String host() {
        return "127.0.0.1:" + port;
    }

    private boolean answers() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /// Pushes what is on the host under that reference, which must begin with [#host].
    ///
    /// @param config folder of the docker command's `config.json`
    public void push(String reference, Path config) throws IOException, InterruptedException {
        var push =
                new ProcessBuilder("docker", "--config", config.toString(), "push", "-q", reference)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("push.log").toFile())
                        .start();
        if (push.waitFor() != 0) {
            Assertions.fail(Files.readString(folder.resolve("push.log")));
        }
    }

    /// Puts a cosign signature beside an image, as the cosign program does.
    ///
    /// @param path of the repository
    public void sign(String path, String digest, byte[] payload, String signature)
            throws IOException, InterruptedException {
        var blob = blob(path, payload);
        var config = blob(path, "{}".getBytes(StandardCharsets.UTF_8));
        var manifest =
                """
                {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",
                 "config":{"mediaType":"application/vnd.oci.image.config.v1+json","size":2,
                  "digest":"%s"},
                 "layers":[{"mediaType":"application/vnd.dev.cosign.simplesigning.v1+json",
                  "size":%d,"digest":"%s",
                  "annotations":{"dev.cosignproject.cosign/signature":"%s"}}]}\
                """
                        .formatted(config, payload.length, blob, signature);
        var tag = digest.replace(':', '-') + ".sig";
        put(
                URI.create("http://%s/v2/%s/manifests/%s".formatted(host(), path, tag)),
                "application/vnd.oci.image.manifest.v1+json",
                manifest.getBytes(StandardCharsets.UTF_8));
    }

    private String blob(String path, byte[] content) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var begin = URI.create("http://%s/v2/%s/blobs/uploads/".formatted(host(), path));
            var begun =
                    client.send(
                            HttpRequest.newBuilder(begin)
                                    .POST(HttpRequest.BodyPublishers.noBody())
                                    .build(),
                            HttpResponse.BodyHandlers.discarding());
            var place = begin.resolve(begun.headers().firstValue("Location").orElseThrow());
            var digest = Manifest.digest(content);
            put(URI.create(place + "&digest=" + digest), "application/octet-stream", content);
            return digest;
        }
    }

    private static void put(URI where, String type, byte[] content)
            throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(where)
                            .header("Content-Type", type)
                            .PUT(HttpRequest.BodyPublishers.ofByteArray(content))
                            .build();
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            Assertions.assertEquals(201, answer.statusCode(), answer.body());
        }
    }

    private static int freePort() {
        try (var probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
