package io.lockstep.app.containers.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Pattern;

/// An engine in memory: containers that are made, started, stopped, renamed and removed, events,
/// logs and counters. It keeps the same contract as a real one ([EngineContract]) and speaks the
/// versions it is told to.
final class FakeDocker implements AutoCloseable {
    private static final Pattern VERSIONED = Pattern.compile("/v(\\d+\\.\\d+)(/.*)");
    private static final Pattern CONTAINER = Pattern.compile("/containers/([^/]+)(/\\w+)?");
    private static final Optional<ObjectNode> END = Optional.empty();

    private final ApiVersion newest;
    private final ApiVersion oldest;
    private final Map<String, FakeContainer> containers = new LinkedHashMap<>();
    private final Set<String> images;
    private final List<BlockingQueue<Optional<ObjectNode>>> listeners =
            new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private long made;

    /// @param oldest the API version below which it refuses
    FakeDocker(String newest, String oldest, Set<String> images) throws IOException {
        this(newest, oldest, images, 0);
    }

    private FakeDocker(String newest, String oldest, Set<String> images, int port)
            throws IOException {
        this.newest = ApiVersion.parse(newest);
        this.oldest = ApiVersion.parse(oldest);
        this.images = images;
        var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.server = HttpServer.create(loopback, 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    static FakeDocker engine20(String... images) throws IOException {
        return new FakeDocker("1.41", "1.12", Set.of(images));
    }

    static FakeDocker engine29(String... images) throws IOException {
        return new FakeDocker("1.52", "1.44", Set.of(images));
    }

    String address() {
        return "tcp://127.0.0.1:" + server.getAddress().getPort();
    }

    /// The same engine started again, at the same address: its containers are down.
    FakeDocker again() throws IOException {
        var next =
                new FakeDocker(
                        newest.toString(),
                        oldest.toString(),
                        images,
                        server.getAddress().getPort());
        synchronized (containers) {
            containers.values().forEach(container -> container.status = "exited");
            next.containers.putAll(containers);
        }
        return next;
    }

    /// Ends the streams of events without a word; what happens then nobody hears of.
    void deaf() {
        listeners.forEach(listener -> listener.add(END));
        listeners.clear();
    }

    /// Whether every event told so far has left.
    boolean quiet() {
        return listeners.stream().allMatch(BlockingQueue::isEmpty);
    }

    private void handle(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readAllBytes();
        var path = exchange.getRequestURI().getPath();
        exchange.getResponseHeaders().set("Api-Version", newest.toString());
        var versioned = VERSIONED.matcher(path);
        if (!versioned.matches()) {
            answer(exchange, 200, "OK");
            return;
        }
        var refusal = refusal(ApiVersion.parse(versioned.group(1)));
        if (refusal.isPresent()) {
            answer(exchange, 400, message(refusal.get()));
            return;
        }
        serve(exchange, versioned.group(2), body);
    }

    private Optional<String> refusal(ApiVersion asked) {
        if (asked.compareTo(oldest) < 0) {
            return Optional.of(
                    ("client version %s is too old. Minimum supported API version is %s, please"
                                    + " upgrade your client to a newer version")
                            .formatted(asked, oldest));
        }
        return asked.compareTo(newest) > 0
                ? Optional.of(
                        "client version %s is too new. Maximum supported API version is %s"
                                .formatted(asked, newest))
                : Optional.empty();
    }

    private void serve(HttpExchange exchange, String path, byte[] body) throws IOException {
        if (path.equals("/version")) {
            answer(
                    exchange,
                    200,
                    "{\"Version\":\"fake\",\"Os\":\"linux\",\"Arch\":\"amd64\",\"Components\":[]}");
        } else if (path.equals("/events")) {
            events(exchange);
        } else if (path.equals("/containers/json")) {
            answer(exchange, 200, list(query(exchange)));
        } else if (path.equals("/containers/create")) {
            create(exchange, query(exchange).getOrDefault("name", ""), body);
        } else if (path.startsWith("/images/")) {
            image(exchange, path);
        } else {
            container(exchange, path);
        }
    }

    private void image(HttpExchange exchange, String path) throws IOException {
        if (path.equals("/images/json")) {
            answer(exchange, 200, "[]");
            return;
        }
        var name = path.replaceFirst("^/images/(sha256:)?", "").replaceFirst("/json$", "");
        if (!images.contains(name)) {
            answer(exchange, 404, message("No such image: " + name));
            return;
        }
        var node = DockerApi.JSON.createObjectNode().put("Id", "sha256:" + name);
        node.putArray("RepoTags").add(name);
        node.putArray("RepoDigests").add(name + "@sha256:" + "a".repeat(64));
        answer(exchange, 200, node.toString());
    }

    private void create(HttpExchange exchange, String name, byte[] body) throws IOException {
        var definition = (ObjectNode) DockerApi.JSON.readTree(body);
        var image = definition.path("Image").asText();
        if (!images.contains(image)) {
            answer(exchange, 404, message("No such image: " + image));
            return;
        }
        var holder = find(name);
        if (holder.isPresent()) {
            answer(exchange, 409, conflict(name, holder.get().id));
            return;
        }
        answer(exchange, 201, "{\"Id\":\"" + add(name, definition).id + "\",\"Warnings\":[]}");
    }

    private static String conflict(String name, String id) {
        return message(
                ("Conflict. The container name \"/%s\" is already in use by container \"%s\". You"
                                + " have to remove (or rename) that container to be able to reuse"
                                + " that name.")
                        .formatted(name, id));
    }

    FakeContainer add(String name, ObjectNode definition) {
        FakeContainer container;
        synchronized (containers) {
            var id = "%064x".formatted(++made + (long) System.identityHashCode(this) * 1_000_000L);
            container = new FakeContainer(id, name, definition);
            containers.put(id, container);
        }
        tell(container, "create");
        return container;
    }

    /// A container that runs already.
    FakeContainer runs(String name, String image) {
        var definition = DockerApi.JSON.createObjectNode().put("Image", image);
        definition.putObject("Labels");
        definition.putObject("HostConfig");
        var container = add(name, definition);
        change(container, "start", () -> container.status = "running");
        return container;
    }

    private void container(HttpExchange exchange, String path) throws IOException {
        var asked = CONTAINER.matcher(path);
        var found = asked.matches() ? find(asked.group(1)) : Optional.<FakeContainer>empty();
        if (found.isEmpty()) {
            var name = asked.matches() ? asked.group(1) : path;
            answer(exchange, 404, message("No such container: " + name));
            return;
        }
        var container = found.get();
        var act = Optional.ofNullable(asked.group(2)).orElse("");
        switch (act) {
            case "/json" -> answer(exchange, 200, container.inspected().toString());
            case "/stats" -> answer(exchange, 200, container.counted().toString());
            case "/logs" -> log(exchange);
            case "/start" -> turn(exchange, container, true);
            case "/stop" -> turn(exchange, container, false);
            case "/rename" -> rename(exchange, container);
            default -> remove(exchange, container);
        }
    }

    private void turn(HttpExchange exchange, FakeContainer container, boolean on)
            throws IOException {
        if (container.running() == on || (!on && container.status.equals("created"))) {
            answer(exchange, 304, "");
            return;
        }
        if (on) {
            change(container, "start", () -> container.status = "running");
        } else {
            stop(container);
        }
        answer(exchange, 204, "");
    }

    void stop(FakeContainer container) {
        change(container, "die", () -> container.status = "exited");
        tell(container, "stop");
    }

    private void rename(HttpExchange exchange, FakeContainer container) throws IOException {
        var name = query(exchange).getOrDefault("name", "");
        change(container, "rename", () -> container.name = name);
        answer(exchange, 204, "");
    }

    private void remove(HttpExchange exchange, FakeContainer container) throws IOException {
        if (container.running()) {
            answer(
                    exchange,
                    409,
                    message(
                            "You cannot remove a running container "
                                    + container.id
                                    + ". Stop the container before attempting removal or force"
                                    + " remove"));
            return;
        }
        synchronized (containers) {
            containers.remove(container.id);
        }
        tell(container, "destroy");
        answer(exchange, 204, "");
    }

    void change(FakeContainer container, String what, Runnable change) {
        synchronized (containers) {
            change.run();
        }
        tell(container, what);
    }

    void tell(FakeContainer container, String what) {
        var event = DockerApi.JSON.createObjectNode().put("Type", "container").put("Action", what);
        event.putObject("Actor")
                .put("ID", container.id)
                .putObject("Attributes")
                .put("name", container.name);
        listeners.forEach(listener -> listener.add(Optional.of(event)));
    }

    private Optional<FakeContainer> find(String idOrName) {
        synchronized (containers) {
            return containers.values().stream()
                    .filter(c -> c.id.startsWith(idOrName) || c.name.equals(idOrName))
                    .findFirst();
        }
    }

    private String list(Map<String, String> query) throws IOException {
        var filters = DockerApi.JSON.readTree(query.getOrDefault("filters", "{}"));
        List<JsonNode> listed = new ArrayList<>();
        synchronized (containers) {
            for (var container : containers.values()) {
                if ((container.running() || query.containsKey("all"))
                        && matches(container, filters)) {
                    listed.add(container.listed());
                }
            }
        }
        return DockerApi.JSON.createArrayNode().addAll(listed).toString();
    }

    private static boolean matches(FakeContainer container, JsonNode filters) {
        var ids = Filters.texts(filters.path("id"));
        var labels = Filters.map(container.definition.path("Labels"));
        return (ids.isEmpty() || ids.stream().anyMatch(container.id::startsWith))
                && Filters.texts(filters.path("label")).stream()
                        .map(pair -> pair.split("=", 2))
                        .allMatch(pair -> pair[1].equals(labels.get(pair[0])));
    }

    private void events(HttpExchange exchange) throws IOException {
        var queue = new LinkedBlockingQueue<Optional<ObjectNode>>();
        listeners.add(queue);
        exchange.sendResponseHeaders(200, 0);
        try (var out = exchange.getResponseBody()) {
            out.flush();
            for (var event = queue.take(); event.isPresent(); event = queue.take()) {
                var line = event.get() + "\n";
                out.write(line.getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            listeners.remove(queue);
        }
    }

    private static void log(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (var out = exchange.getResponseBody()) {
            for (var line : List.of("listening\n", "ready\n")) {
                var text = line.getBytes(StandardCharsets.UTF_8);
                out.write(ByteBuffer.allocate(8).put((byte) 1).putInt(4, text.length).array());
                out.write(text);
            }
        }
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new LinkedHashMap<>();
        var raw = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        for (var part : List.of(raw.split("&", -1))) {
            var pair = part.split("=", 2);
            query.put(
                    pair[0],
                    pair.length > 1 ? URLDecoder.decode(pair[1], StandardCharsets.UTF_8) : "");
        }
        return query;
    }

    static String message(String text) {
        return DockerApi.JSON.createObjectNode().put("message", text).toString();
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var empty = status == 204 || status == 304;
        exchange.sendResponseHeaders(status, empty ? -1 : bytes.length);
        if (!empty) {
            try (var out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        }
    }

    @Override
    public void close() {
        deaf();
        server.stop(0);
    }
}
