package io.lockstep.app.containers.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.app.containers.HostStock;
import io.lockstep.app.containers.HostStock.Box;
import io.lockstep.app.containers.HostStock.Build;
import io.lockstep.app.containers.HostStock.Net;
import io.lockstep.app.containers.HostStock.Picture;
import io.lockstep.app.containers.HostStock.Volume;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Takes stock of the engine: what `docker system df -v` counts, and the networks. Volumes are
/// measured for it, which takes a while on a large host.
final class DockerStock {
    /// The engine makes these itself and never lets them go.
    private static final Set<String> BUILT_IN = Set.of("bridge", "host", "none");

    private final DockerApi api;

    DockerStock(DockerApi api) {
        this.api = api;
    }

    HostStock read() {
        var answer = api.getSlowly("/system/df");
        if (!answer.ok()) {
            throw DockerProblems.refused("count what it stores", answer);
        }
        var all = api.get("/containers/json?all=1").body();
        return new HostStock(
                entries(answer.body(), "Containers").map(DockerStock::box).toList(),
                images(answer.body(), all),
                networks(all),
                entries(answer.body(), "Volumes").map(v -> volume(v, all)).toList(),
                builds(answer.body()));
    }

    private static Stream<JsonNode> entries(JsonNode body, String kind) {
        return StreamSupport.stream(body.path(kind).spliterator(), false);
    }

    private static Box box(JsonNode entry) {
        return new Box(
                entry.path("Id").asText(),
                Descriptions.name(entry),
                entry.path("ImageID").asText(),
                Set.of("running", "paused", "restarting").contains(entry.path("State").asText()),
                Math.max(0, entry.path("SizeRw").asLong()),
                Filters.map(entry.path("Labels")));
    }

    private List<Picture> images(JsonNode body, JsonNode containers) {
        var parents = new HashSet<String>();
        entries(body, "Images").forEach(image -> parents.add(image.path("ParentId").asText()));
        var layers = new DockerLayers(api);
        return entries(body, "Images")
                .map(image ->
                        new Picture(
                                image.path("Id").asText(),
                                DockerImages.references(image),
                                parents.contains(image.path("Id").asText()),
                                layers.of(image),
                                Filters.map(image.path("Labels")),
                                madeFrom(containers, image)))
                .toList();
    }

    private static List<String> madeFrom(JsonNode containers, JsonNode image) {
        var id = image.path("Id");
        return named(containers, one -> one.path("ImageID").equals(id));
    }

    private List<Net> networks(JsonNode containers) {
        return StreamSupport.stream(api.get("/networks").body().spliterator(), false)
                .filter(network -> !BUILT_IN.contains(network.path("Name").asText()))
                .map(network ->
                        new Net(
                                network.path("Name").asText(),
                                Filters.map(network.path("Labels")),
                                onNetwork(containers, network)))
                .toList();
    }

    private static List<String> onNetwork(JsonNode containers, JsonNode network) {
        var name = network.path("Name").asText();
        return named(containers, one -> one.path("NetworkSettings").path("Networks").has(name));
    }

    private static Volume volume(JsonNode volume, JsonNode containers) {
        var name = volume.path("Name").asText();
        return new Volume(
                name,
                Filters.map(volume.path("Labels")),
                volume.path("UsageData").path("Size").asLong(-1),
                named(containers, one -> mounts(one, name)));
    }

    private static boolean mounts(JsonNode container, String volume) {
        return entries(container, "Mounts").anyMatch(m -> m.path("Name").asText().equals(volume));
    }

    private static List<String> named(JsonNode containers, Predicate<JsonNode> which) {
        return StreamSupport.stream(containers.spliterator(), false)
                .filter(which)
                .map(Descriptions::name)
                .toList();
    }

    /// A record cannot go before those made of it; those came later.
    private static List<Build> builds(JsonNode body) {
        return entries(body, "BuildCache")
                .sorted(Comparator.comparing(DockerStock::created).reversed())
                .map(one ->
                        new Build(
                                one.path("ID").asText(),
                                one.path("Shared").asBoolean() ? 0 : one.path("Size").asLong(),
                                one.path("InUse").asBoolean()))
                .toList();
    }

    private static String created(JsonNode entry) {
        return entry.path("CreatedAt").asText();
    }

    /// Removes exactly these records; what another record needs goes once that one is gone.
    void removeBuilds(List<String> ids) {
        Set<String> left = new HashSet<>(ids);
        for (var before = -1; before != left.size() && !left.isEmpty(); ) {
            before = left.size();
            ids.stream().filter(left::contains).forEach(id -> prune(id));
            left.retainAll(present());
        }
    }

    private void prune(String id) {
        var filter = Filters.one("id", id);
        var answer = api.postSlowly("/build/prune?all=1&" + filter);
        if (!answer.ok()) {
            throw DockerProblems.refused("remove the build record " + id, answer);
        }
    }

    private List<String> present() {
        return builds(api.getSlowly("/system/df").body()).stream().map(Build::id).toList();
    }
}
