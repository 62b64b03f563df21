package io.lockstep.app.containers.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.HostProblems;
import io.lockstep.app.containers.NginxContainer;
import io.lockstep.chain.problem.ProblemException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/// An nginx in a container of a Docker engine.
public final class DockerNginx implements NginxContainer {
    private static final Pattern FILE = Pattern.compile("(?m)^# configuration file (/.*):$");
    private static final String USUAL = "/etc/nginx/nginx.conf";
    private static final String NEW = "/lockstep-new";
    private static final String PLACE = "/lockstep-place";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final DockerApi api;
    private final Runnable closing;
    private final DockerContainers containers;
    private final ContainerFiles files;
    private final JsonNode inspected;
    private final String id;
    private final String main;

    private DockerNginx(DockerApi api, String name, Runnable closing) {
        this.api = api;
        this.closing = closing;
        this.containers =
                new DockerContainers(
                        api,
                        new DockerImages(api),
                        new DockerNetworks(api),
                        new DockerVolumes(api));
        this.files = new ContainerFiles(api);
        this.inspected = containers.require(name);
        this.id = inspected.path("Id").asText();
        this.main = main(inspected.path("Args"));
        if (!inspected.path("State").path("Running").asBoolean()) {
            throw problem("front.notRunning", "%s does not run.", "Start it, then try again.");
        }
    }

    /// The running container of that name on the engine that [DockerHost#open] would find.
    public static NginxContainer open(Optional<String> address, String name) {
        var api = new DockerApi(DockerAddress.of(address));
        try {
            return new DockerNginx(api, name, api::close);
        } catch (RuntimeException e) {
            api.close();
            throw e;
        }
    }

    /// The names of the running containers that look like an nginx.
    public static List<String> found(Optional<String> address) {
        try (var api = new DockerApi(DockerAddress.of(address))) {
            return found(api);
        }
    }

    private static List<String> found(DockerApi api) {
        return StreamSupport.stream(api.get("/containers/json").body().spliterator(), false)
                .filter(entry ->
                        (entry.path("Image").asText() + entry.path("Command").asText())
                                .contains("nginx"))
                .map(entry -> entry.path("Names").path(0).asText().replaceFirst("^/", ""))
                .sorted()
                .toList();
    }

    /// All of them over a connection that stays the caller's, but for those that end meanwhile.
    static List<NginxContainer> all(DockerApi api) {
        List<NginxContainer> all = new ArrayList<>();
        for (var name : found(api)) {
            try {
                all.add(new DockerNginx(api, name, () -> {}));
            } catch (ProblemException e) {
                // It is gone.
            }
        }
        return List.copyOf(all);
    }

    /// What `-c` names.
    private static String main(JsonNode arguments) {
        for (var at = 0; at + 1 < arguments.size(); at++) {
            if (arguments.get(at).asText().equals("-c")) {
                return arguments.get(at + 1).asText();
            }
        }
        return USUAL;
    }

    @Override
    public String name() {
        return inspected.path("Name").asText().substring(1);
    }

    @Override
    public Map<String, String> labels() {
        var labels = new TreeMap<String, String>();
        inspected
                .path("Config")
                .path("Labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return labels;
    }

    @Override
    public Map<String, String> files() {
        var listed = run(List.of("nginx", "-T", "-c", main));
        var texts = new TreeMap<String, String>();
        FILE.matcher(listed.printed())
                .results()
                .map(found -> found.group(1))
                .forEach(path -> read(path, texts));
        if (texts.isEmpty()) {
            read(main, texts);
        }
        return texts;
    }

    private void read(String path, Map<String, String> into) {
        var found = files.read(id, path);
        into.put(found.path(), found.text());
    }

    @Override
    public Optional<String> test(Map<String, String> changed) {
        var copy = made(copy(), "test");
        try {
            files.copy(id, copy, String.valueOf(Path.of(main).getParent()));
            files.write(copy, changed);
            networks().stream().skip(1).forEach(network -> join(copy, network));
            return ended(copy) == 0
                    ? Optional.empty()
                    : Optional.of(String.join(" ", containers.log(copy, 20)));
        } finally {
            boolean _ = api.delete("/containers/" + copy + "?force=1&v=1").ok();
        }
    }

    private void join(String copy, String network) {
        var body = DockerApi.JSON.createObjectNode().put("Container", copy);
        var answer = api.post("/networks/" + DockerApi.encode(network) + "/connect", body);
        if (!answer.ok()) {
            throw DockerProblems.refused("connect a copy of " + name(), answer);
        }
    }

    /// Everything that `nginx -t` looks at, but for the ports on the host.
    private ObjectNode copy() {
        var body = body(List.of("nginx", "-t", "-c", main));
        body.set("Env", inspected.path("Config").path("Env"));
        body.set("User", inspected.path("Config").path("User"));
        var host = body.putObject("HostConfig");
        host.put("NetworkMode", inspected.path("HostConfig").path("NetworkMode").asText());
        host.set("ExtraHosts", inspected.path("HostConfig").path("ExtraHosts"));
        host.set("Tmpfs", inspected.path("HostConfig").path("Tmpfs"));
        var folder = Path.of(main).getParent();
        var binds = host.putArray("Binds");
        mounts().stream()
                .filter(mount -> !Path.of(mount.inside()).startsWith(folder))
                .forEach(mount -> binds.add(mount.bind(mount.inside(), mount.writable())));
        return body;
    }

    private ObjectNode body(List<String> command) {
        var body = DockerApi.JSON.createObjectNode();
        body.put("Image", inspected.path("Image").asText());
        body.putObject("Labels").put("lockstep.front", name());
        body.set("Entrypoint", DockerApi.JSON.valueToTree(command));
        body.putArray("Cmd");
        return body;
    }

    private String made(ObjectNode body, String what) {
        var name = "%s-lockstep-%s-%s".formatted(name(), what, UUID.randomUUID()).substring(0, 60);
        var answer = api.post("/containers/create?name=" + DockerApi.encode(name), body);
        if (!answer.ok()) {
            throw DockerProblems.refused("make a copy of " + name(), answer);
        }
        return answer.body().path("Id").asText();
    }

    /// Its exit status.
    private int ended(String container) {
        var started = api.post("/containers/" + container + "/start");
        if (!started.ok()) {
            throw DockerProblems.refused("start a copy of " + name(), started);
        }
        return api.postSlowly("/containers/" + container + "/wait")
                .body()
                .path("StatusCode")
                .asInt(-1);
    }

    /// A mount of one file shows whatever the file's inode holds, so that is written, not replaced.
    @Override
    public void write(String path, String text) {
        var mount =
                mounts().stream()
                        .filter(one -> Path.of(path).startsWith(one.inside()))
                        .max(Comparator.comparingInt(one -> one.inside().length()));
        if (mount.isPresent()) {
            writeBehind(mount.get(), path, text);
        } else {
            files.write(id, Map.of(path, text));
        }
        if (!files.read(id, path).text().equals(text)) {
            throw problem(
                    "front.otherFile",
                    "%s sees another file at " + path + " than the one on the host.",
                    "Restart that container once, then try again.");
        }
    }

    private void writeBehind(Mount mount, String path, String text) {
        var rest = path.substring(mount.inside().length());
        var body = body(List.of("sh", "-c", "cat " + NEW + " > \"$0\"", PLACE + rest));
        body.put("User", "0:0");
        var host = body.putObject("HostConfig").put("NetworkMode", "none");
        host.putArray("Binds").add(mount.bind(PLACE, true));
        var writer = made(body, "writer");
        try {
            files.write(writer, Map.of(NEW, text));
            if (ended(writer) != 0) {
                throw problem(
                        "front.notWritten",
                        "The file behind "
                                + path
                                + " of %s cannot be written: "
                                + String.join(" ", containers.log(writer, 3)),
                        "Look at that file on the host.");
            }
        } finally {
            boolean _ = api.delete("/containers/" + writer + "?force=1&v=1").ok();
        }
    }

    @Override
    public void reload() {
        var said = run(List.of("nginx", "-s", "reload", "-c", main));
        if (said.exit() != 0) {
            throw problem(
                    "front.notReloaded",
                    "%s did not reload: " + said.printed().strip(),
                    "Look at its log.");
        }
    }

    private Executed run(List<String> command) {
        try {
            var ended = new DockerPrograms(api).run(id, command, PATIENCE);
            return ended.map(one -> new Executed(one.exit(), one.printed()))
                    .orElseThrow(() ->
                            problem(
                                    "front.hangs",
                                    "nginx in %s did not answer in 30 s.",
                                    "Look at its log."));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw problem("front.interrupted", "The wait for %s was ended.", "Try again.");
        }
    }

    private record Executed(int exit, String printed) {}

    @Override
    public Optional<URI> reached(int port) {
        if (!api.local()) {
            return Optional.empty();
        }
        var described = containers.described(id);
        return Optional.ofNullable(described.published().get(port))
                .or(() -> address().map(ip -> ip + ":" + port))
                .map(place -> URI.create("http://" + place));
    }

    private Optional<String> address() {
        if (networks().contains("host")) {
            return Optional.of("127.0.0.1");
        }
        return StreamSupport.stream(
                        inspected.path("NetworkSettings").path("Networks").spliterator(), false)
                .map(network -> network.path("IPAddress").asText(""))
                .filter(ip -> !ip.isEmpty())
                .findFirst();
    }

    @Override
    public List<Neighbour> neighbours() {
        List<Neighbour> neighbours = new ArrayList<>();
        for (var container : containers.relevant()) {
            var near = container.networks().stream().anyMatch(networks()::contains);
            var node =
                    container.role() == Container.Role.INCUMBENT
                            || container.role() == Container.Role.CANDIDATE
                            || container.version().isPresent();
            if (near && node && !container.id().equals(id)) {
                var host = container.address().map(a -> a.replaceFirst(":\\d+$", ""));
                neighbours.add(
                        new Neighbour(
                                container.version(),
                                container.running(),
                                host.orElse(container.name()),
                                names(container)));
            }
        }
        return List.copyOf(neighbours);
    }

    private Set<String> names(Container container) {
        var names = new HashSet<>(Set.of(container.name()));
        containers
                .find(container.id())
                .ifPresent(found -> {
                    names.add(found.path("Config").path("Hostname").asText());
                    found.path("NetworkSettings")
                            .path("Networks")
                            .forEach(network -> {
                                names.add(network.path("IPAddress").asText());
                                network.path("Aliases").forEach(alias -> names.add(alias.asText()));
                            });
                });
        names.remove("");
        return Set.copyOf(names);
    }

    private List<String> networks() {
        List<String> names = new ArrayList<>();
        var networks = inspected.path("NetworkSettings").path("Networks").fieldNames();
        networks.forEachRemaining(names::add);
        return names;
    }

    /// @param source folder or file on the host, or the name of a volume
    private record Mount(String source, String inside, boolean writable) {
        String bind(String at, boolean write) {
            return "%s:%s%s".formatted(source, at, write ? "" : ":ro");
        }
    }

    private List<Mount> mounts() {
        return StreamSupport.stream(inspected.path("Mounts").spliterator(), false)
                .filter(mount -> !mount.path("Type").asText().equals("tmpfs"))
                .map(mount ->
                        new Mount(
                                mount.path("Type").asText().equals("volume")
                                        ? mount.path("Name").asText()
                                        : mount.path("Source").asText(),
                                mount.path("Destination").asText(),
                                mount.path("RW").asBoolean()))
                .toList();
    }

    private ProblemException problem(String code, String what, String remedy) {
        return HostProblems.problem(
                code, what.replace("%s", name()), "It serves as before.", remedy);
    }

    @Override
    public void close() {
        closing.run();
    }
}
