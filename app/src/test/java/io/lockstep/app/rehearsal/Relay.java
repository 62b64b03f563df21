package io.lockstep.app.rehearsal;

import static java.util.Objects.requireNonNull;

import io.lockstep.app.rehearsal.mlnode.MlNode;
import io.lockstep.app.rehearsal.web.Call;
import io.lockstep.app.rehearsal.web.WebServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/// The least that can stand in for the engine in a test: the first segment chooses the MLNode, any
/// other path goes to the default, and a test can hold, refuse or spoil what passes.
public final class Relay implements AutoCloseable {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, MlNode> byVersion = new ConcurrentHashMap<>();
    private final WebServer management;
    private final WebServer inference;
    private volatile String chosen = "";
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private final AtomicInteger held = new AtomicInteger();
    private volatile boolean refusing;
    private volatile UnaryOperator<String> spoiler = UnaryOperator.identity();

    public Relay(MlNode first) {
        var any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        add(first);
        chosen = first.version();
        management = WebServer.listen(any, call -> pass(call, false));
        inference = WebServer.listen(any, call -> pass(call, true));
    }

    public void add(MlNode node) {
        byVersion.put(node.version(), node);
    }

    public URI management() {
        return management.uri();
    }

    public URI inference() {
        return inference.uri();
    }

    /// Which version gets what carries no prefix.
    public void choose(String version) {
        chosen = version;
    }

    public void hold() {
        gate = new CountDownLatch(1);
    }

    public void letGo() {
        gate.countDown();
    }

    /// Requests that wait until they are let go.
    public int held() {
        return held.get();
    }

    public void refuse(boolean refusing) {
        this.refusing = refusing;
    }

    /// Sees every line of every stream; what it gives back is sent, and a blank text cuts the
    /// stream.
    public void spoil(UnaryOperator<String> spoiler) {
        this.spoiler = spoiler;
    }

    @Override
    public void close() {
        letGo();
        management.close();
        inference.close();
        client.shutdownNow();
        client.close();
    }

    private void pass(Call call, boolean compat) throws IOException, InterruptedException {
        held.incrementAndGet();
        gate.await();
        held.decrementAndGet();
        if (refusing) {
            call.pass(503, Map.of("Retry-After", "1"), new byte[0]);
            return;
        }
        choose(call, compat);
    }

    private void choose(Call call, boolean compat) throws IOException, InterruptedException {
        var parts = call.path().split("/", 3);
        var known = byVersion.get(parts[1]);
        var node = known == null ? requireNonNull(byVersion.get(chosen)) : known;
        var base = compat ? node.compatUri() : Optional.of(node.uri());
        if (base.isEmpty()) {
            call.text(502, "nobody listens there");
            return;
        }
        send(call, URI.create(base.get() + (known == null ? call.path() : "/" + parts[2])));
    }

    private void send(Call call, URI to) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(to)
                        .method(call.method(), BodyPublishers.ofByteArray(call.body()))
                        .build();
        var answer = client.send(request, BodyHandlers.ofInputStream());
        var type = answer.headers().firstValue("Content-Type").orElse("text/plain");
        try (var body = answer.body()) {
            if (type.startsWith("text/event-stream")) {
                stream(call, type, body);
            } else {
                call.pass(answer.statusCode(), Map.of("Content-Type", type), body.readAllBytes());
            }
        }
    }

    private void stream(Call call, String type, InputStream body) throws IOException {
        var out = call.stream(type);
        var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            var passed = line.isEmpty() ? line : spoiler.apply(line);
            if (passed.isBlank() && !line.isEmpty()) {
                throw new IOException("cut by the test");
            }
            out.write((passed + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
        out.close();
    }
}
