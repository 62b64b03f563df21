package io.lockstep.app.containers.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lockstep.app.containers.CloneDifference;
import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.Container.Role;
import io.lockstep.app.containers.ContainerHost.CloneChange;
import io.lockstep.app.containers.ContainerSpec;
import io.lockstep.app.containers.HostProblems;
import io.lockstep.app.containers.Labels;
import io.lockstep.app.containers.MlNodes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Containers of the engine: read, created, stopped, removed.
final class DockerContainers {
    private final DockerApi api;
    private final DockerImages images;
    private final DockerNetworks networks;
    private final DockerVolumes volumes;

    DockerContainers(
            DockerApi api, DockerImages images, DockerNetworks networks, DockerVolumes volumes) {
        this.api = api;
        this.images = images;
        this.networks = networks;
        this.volumes = volumes;
    }

    List<Container> relevant() {
        List<Container> relevant = new ArrayList<>();
        for (var entry : entries("")) {
            var container = described(entry);
            var command = entry.path("Command").asText("");
            if (MlNodes.relevant(container.image(), container.labels(), command)) {
                relevant.add(container);
            }
        }
        return List.copyOf(relevant);
    }

    List<Container> labelled(Map<String, String> labels) {
        return list("&" + Filters.labels(labels)).toList();
    }

    private Stream<Container> list(String filter) {
        return StreamSupport.stream(entries(filter).spliterator(), false).map(this::described);
    }

    private JsonNode entries(String filter) {
        var answer = api.get("/containers/json?all=1" + filter);
        if (!answer.ok()) {
            throw DockerProblems.refused("list its containers", answer);
        }
        return answer.body();
    }

    private Container described(JsonNode entry) {
        return Descriptions.container(entry, image(entry));
    }

    private String image(JsonNode entry) {
        var listed = entry.path("Image").asText();
        if (!listed.startsWith("sha256:")) {
            return listed;
        }
        var named = entry.path("Labels").path(Labels.IMAGE).asText("");
        if (!named.isEmpty()) {
            return named;
        }
        return find(entry.path("Id").asText())
                .map(inspected -> inspected.path("Config").path("Image").asText())
                .orElse(listed);
    }

    Optional<JsonNode> find(String idOrName) {
        var answer = api.get("/containers/" + DockerApi.encode(idOrName) + "/json");
        if (answer.status() == 404) {
            return Optional.empty();
        }
        if (!answer.ok()) {
            throw DockerProblems.refused("show " + idOrName, answer);
        }
        return Optional.of(answer.body());
    }

    JsonNode require(String idOrName) {
        return find(idOrName).orElseThrow(() -> HostProblems.missing(idOrName));
    }

    String id(String idOrName) {
        return require(idOrName).path("Id").asText();
    }

    Container create(ContainerSpec spec) {
        var image = images.require(spec.image());
        if (!spec.sharesNetwork()) {
            networks.require(spec.network());
        }
        spec.volumes().keySet().stream()
                .filter(volume -> !volume.startsWith("/"))
                .forEach(volumes::require);
        var labels = Labels.defining(spec.labels(), spec);
        return created(spec.name(), image, new SpecDefinition(spec, labels, image).body());
    }

    Container cloneOf(String original, CloneChange change) {
        var image = images.require(change.image());
        var inspected = require(original);
        var definition = definition(inspected, change);
        var clone = created(change.name(), image, definition.body());
        definition
                .furtherNetworks()
                .forEach(name -> networks.connect(clone.id(), name, definition.endpoint(name)));
        return described(clone.id());
    }

    /// Asks only; the image the clone is to have need not be on the host yet.
    List<CloneDifference> cloneDifferences(String original, CloneChange change) {
        var inspected = require(original);
        return new CloneComparison(
                        inspected,
                        definition(inspected, change),
                        change,
                        images.inspect(change.image()))
                .differences();
    }

    Map<String, Object> composeService(String id) {
        var inspected = require(id);
        var same = new CloneChange("", "", Map.of(), Map.of(), List.of());
        var old = images.inspect(inspected.path("Image").asText());
        var own = new CloneDefinition(inspected, old, same, Map.of()).body();
        return new ComposeService(inspected, own).entries();
    }

    private CloneDefinition definition(JsonNode inspected, CloneChange change) {
        var own = new TreeMap<>(change.labels());
        own.put(Labels.RESTART, restart(inspected));
        var old = images.inspect(inspected.path("Image").asText());
        return new CloneDefinition(
                inspected, old, change, Labels.defining(own, new Cloned(inspected, change)));
    }

    /// By id, where one of them carries a policy that is to change hands.
    Map<String, String> restartPolicies(List<Container> all) {
        var policies = new TreeMap<String, String>();
        if (all.stream().noneMatch(one -> one.labels().containsKey(Labels.RESTART))) {
            return Map.of();
        }
        for (var container : all) {
            find(container.id()).ifPresent(found -> policies.put(container.id(), restart(found)));
        }
        return Map.copyOf(policies);
    }

    /// What the newest probe of those that the engine calls unhealthy said, by id.
    Map<String, String> unhealthy(List<Container> all) {
        var said = new TreeMap<String, String>();
        for (var container : all) {
            if (container.status().contains("(unhealthy)")) {
                find(container.id()).ifPresent(found -> said.put(container.id(), probe(found)));
            }
        }
        return Map.copyOf(said);
    }

    /// Since when those that may take over run, by id; the list tells only when they were made.
    Map<String, Instant> started(List<Container> all) {
        var since = new TreeMap<String, Instant>();
        for (var container : all) {
            if (container.role() == Role.CANDIDATE && container.running()) {
                find(container.id())
                        .flatMap(found -> Inspected.instant(found, "StartedAt"))
                        .ifPresent(at -> since.put(container.id(), at));
            }
        }
        return Map.copyOf(since);
    }

    private static String probe(JsonNode inspected) {
        var probes = inspected.path("State").path("Health").path("Log");
        var output = probes.path(probes.size() - 1).path("Output").asText("").strip();
        return output.isEmpty() ? "nothing" : output.lines().findFirst().orElse("nothing");
    }

    /// As the engine's command line writes a policy: `on-failure:5`.
    private static String restart(JsonNode inspected) {
        var policy = inspected.path("HostConfig").path("RestartPolicy");
        var name = policy.path("Name").asText("");
        var most = policy.path("MaximumRetryCount").asInt();
        return (name.isEmpty() ? "no" : name) + (most > 0 ? ":" + most : "");
    }

    /// What makes two clones the same one.
    private record Cloned(String original, CloneChange change) {
        Cloned(JsonNode inspected, CloneChange change) {
            this(inspected.path("Id").asText(), change);
        }
    }

    private Container created(String name, JsonNode image, ObjectNode body) {
        var answer = api.post("/containers/create?name=" + DockerApi.encode(name), body);
        if (answer.status() == 409) {
            return adopted(name, image, Filters.map(body.path("Labels")));
        }
        if (answer.status() == 404) {
            throw HostProblems.imageMissing(body.path("Image").asText());
        }
        if (!answer.ok()) {
            throw DockerProblems.refused("create " + name, answer);
        }
        return described(answer.body().path("Id").asText());
    }

    /// The holder of a name is ours from before a crash when image and labels are the same; the
    /// labels hold a digest of the whole definition.
    private Container adopted(String name, JsonNode image, Map<String, String> labels) {
        var holder = require(name);
        var same =
                holder.path("Image").equals(image.path("Id"))
                        && Filters.map(holder.path("Config").path("Labels"))
                                .entrySet()
                                .containsAll(ours(labels).entrySet());
        if (!same) {
            throw HostProblems.nameTaken(
                    name,
                    "another container (" + holder.path("Id").asText("").substring(0, 12) + ")");
        }
        return described(holder.path("Id").asText());
    }

    private static Map<String, String> ours(Map<String, String> labels) {
        var ours = new TreeMap<>(labels);
        ours.keySet().removeIf(key -> !key.startsWith(Labels.PREFIX));
        return ours;
    }

    Container described(String id) {
        return list("&" + Filters.one("id", id))
                .findFirst()
                .orElseThrow(() -> HostProblems.missing(id));
    }

    void stop(String idOrName, Duration grace) {
        var seconds = Math.max(0, (grace.toMillis() + 999) / 1000);
        var answer = api.postSlowly(path(idOrName) + "/stop?t=" + seconds);
        if (!answer.ok() && answer.status() != 404) {
            throw DockerProblems.refused("stop " + idOrName, answer);
        }
    }

    void remove(String idOrName) {
        var answer = api.delete(path(idOrName) + "?v=1");
        if (answer.status() == 409 && answer.message().contains("running")) {
            throw HostProblems.running(idOrName);
        }
        var goes = answer.status() == 404 || answer.message().contains("already in progress");
        if (!answer.ok() && !goes) {
            throw DockerProblems.refused("remove " + idOrName, answer);
        }
    }

    void restartPolicy(String idOrName, String policy) {
        var body = DockerApi.JSON.createObjectNode();
        var parts = policy.split(":", 2);
        var wanted = body.putObject("RestartPolicy").put("Name", parts[0]);
        if (parts.length > 1) {
            wanted.put("MaximumRetryCount", Integer.parseInt(parts[1]));
        }
        var answer = api.post(path(idOrName) + "/update", body);
        if (answer.status() == 404) {
            throw HostProblems.missing(idOrName);
        }
        if (!answer.ok()) {
            throw DockerProblems.refused("change the restart policy of " + idOrName, answer);
        }
    }

    List<String> log(String idOrName, int lines) {
        var terminal = require(idOrName).path("Config").path("Tty").asBoolean();
        var query = "/logs?stdout=1&stderr=1&tail=" + lines;
        return api.read(
                path(idOrName) + query,
                response -> {
                    var body = response.getBody();
                    var bytes = (terminal ? body : new Frames(body, true)).readAllBytes();
                    return new String(bytes, StandardCharsets.UTF_8).lines().toList();
                });
    }

    private static String path(String idOrName) {
        return "/containers/" + DockerApi.encode(idOrName);
    }
}
