package io.lockstep.engine.mlnode;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/// An MLNode on loopback with a state machine, a share in a GPU and the faults real ones have.
public final class FakeMlNode implements AutoCloseable {

    /// What a node can do wrong, or differently.
    public enum Trait {
        /// A load fails as the first release tells it: status 200, `ERROR`.
        LOAD_FAILS,
        /// Loads, and never answers a request.
        NEVER_READY,
        /// Says stopped while an orphaned worker keeps the memory.
        KEEPS_GPU,
        /// Answers a stop with 500 and goes on.
        REFUSES_STOP,
        /// A second load is a conflict rather than a new beginning.
        REFUSES_SECOND_LOAD,
        /// Tells the memory of its GPUs.
        TELLS_GPU
    }

    private record Answer(int status, String body) {}

    private final String name;
    private final FakeGpu gpu;
    private final HttpServer server;
    private final Set<Trait> traits = EnumSet.noneOf(Trait.class);
    private final List<String> calls;
    private final AtomicInteger loads = new AtomicInteger();
    private volatile CompletableFuture<Void> stopTakes = CompletableFuture.completedFuture(null);
    private volatile CompletableFuture<Void> loadTakes = CompletableFuture.completedFuture(null);
    private volatile Runnable beforeReply = () -> {};
    private volatile String state = "STOPPED";
    private volatile boolean loaded;

    /// @param calls gets each call that changes something, as `NAME stop` or `NAME up BODY`
    public FakeMlNode(String name, FakeGpu gpu, List<String> calls) {
        this(name, gpu, calls, Optional.empty());
    }

    /// @param tls where it is behind TLS; a client must then show a certificate, too
    public FakeMlNode(String name, FakeGpu gpu, List<String> calls, Optional<SSLContext> tls) {
        this.name = name;
        this.gpu = gpu;
        this.calls = calls;
        try {
            var free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            server = tls.isPresent() ? HttpsServer.create(free, 0) : HttpServer.create(free, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (server instanceof HttpsServer secured) {
            secured.setHttpsConfigurator(mutual(tls.orElseThrow()));
        }
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    private static HttpsConfigurator mutual(SSLContext context) {
        return new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                var wanted = context.getDefaultSSLParameters();
                wanted.setNeedClientAuth(true);
                parameters.setSSLParameters(wanted);
            }
        };
    }

    public static FakeMlNode alone() {
        return new FakeMlNode("node", new FakeGpu(), new CopyOnWriteArrayList<>());
    }

    public URI address() {
        return URI.create(
                "%s://127.0.0.1:%d"
                        .formatted(
                                server instanceof HttpsServer ? "https" : "http",
                                server.getAddress().getPort()));
    }

    public FakeMlNode serving() {
        gpu.take(name);
        state = "INFERENCE";
        loaded = true;
        return this;
    }

    public FakeMlNode with(Trait trait) {
        traits.add(trait);
        return this;
    }

    public void without(Trait trait) {
        traits.remove(trait);
    }

    /// Each stop lasts until that is done; nothing else is answered meanwhile, as with the first
    /// release.
    public void stopTakes(CompletableFuture<Void> done) {
        stopTakes = done;
    }

    /// Each load lasts until that is done; the state is `INFERENCE` meanwhile.
    public void loadTakes(CompletableFuture<Void> done) {
        loadTakes = done;
    }

    /// Runs after a call had its effect and before it is answered.
    public void beforeReply(Runnable hook) {
        beforeReply = hook;
    }

    public String state() {
        return state;
    }

    public boolean serves() {
        return loaded && state.equals("INFERENCE") && !traits.contains(Trait.NEVER_READY);
    }

    /// How often a model came to be loaded.
    public int loads() {
        return loads.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        var answer =
                switch (call) {
                    case "GET /api/v1/state" -> stalls(new Answer(200, "{\"state\":\"%s\"}"));
                    case "GET /v1/models" ->
                            serves()
                                    ? new Answer(200, "{\"object\":\"list\",\"data\":[]}")
                                    : new Answer(503, "No vLLM backend available");
                    case "GET /api/v1/gpu/devices" -> devices();
                    case "POST /api/v1/stop" -> stop();
                    case "POST /api/v1/inference/up" -> up(body);
                    default -> new Answer(404, "{\"detail\":\"Not Found\"}");
                };
        beforeReply.run();
        var bytes = answer.body().replace("%s", state).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Answer stalls(Answer answer) {
        if (state.equals("STOPPING")) {
            stopTakes.join();
        }
        return answer;
    }

    private Answer devices() {
        var answer =
                """
                {"devices":[{"index":0,"name":"pretend","total_memory_mb":81920,"used_memory_mb":%d,
                "is_available":true,"error_message":null}],"count":1}
                """
                        .formatted(gpu.used() ? 73728 : 512);
        return traits.contains(Trait.TELLS_GPU)
                ? new Answer(200, answer)
                : new Answer(404, "{\"detail\":\"Not Found\"}");
    }

    private Answer stop() {
        calls.add(name + " stop");
        if (traits.contains(Trait.REFUSES_STOP)) {
            return new Answer(500, "{\"detail\":\"cannot stop now\"}");
        }
        if (!state.equals("STOPPED")) {
            state = "STOPPING";
            stopTakes.join();
        }
        loaded = false;
        state = "STOPPED";
        if (!traits.contains(Trait.KEEPS_GPU)) {
            gpu.release(name);
        }
        return new Answer(200, "{\"status\":\"OK\"}");
    }

    private Answer up(String body) {
        calls.add(name + " up " + body);
        if (state.equals("INFERENCE") && traits.contains(Trait.REFUSES_SECOND_LOAD)) {
            return new Answer(409, "{\"detail\":\"inference is running\"}");
        }
        if (traits.contains(Trait.LOAD_FAILS)) {
            return new Answer(200, "{\"status\":\"ERROR\",\"message\":\"weights missing\"}");
        }
        if (!gpu.take(name)) {
            return new Answer(200, "{\"status\":\"ERROR\",\"message\":\"out of GPU memory\"}");
        }
        state = "INFERENCE";
        loadTakes.join();
        loaded = true;
        loads.incrementAndGet();
        return new Answer(200, "{\"status\":\"OK\"}");
    }
}
