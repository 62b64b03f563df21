package io.lockstep.app.containers.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// Looks for a model's weights where a container would look for them, through the engine, so that
/// it works for a folder, a volume and a remote host alike. Weights in the container's own layer do
/// not count: a clone does not have them.
final class DockerWeights {
    private static final List<String> TRUE = List.of("1", "true", "yes", "on");

    private final DockerApi api;
    private final DockerContainers containers;
    private final Map<String, Node> nodes = new ConcurrentHashMap<>();

    DockerWeights(DockerApi api, DockerContainers containers) {
        this.api = api;
        this.containers = containers;
    }

    /// Empty for a container that may download what it lacks.
    Optional<Boolean> has(String id, String model) {
        var node = nodes.computeIfAbsent(id, this::node);
        var offline = node.environment().getOrDefault("HF_HUB_OFFLINE", "");
        if (!TRUE.contains(offline.toLowerCase(Locale.ROOT))) {
            return Optional.empty();
        }
        var path = model.startsWith("/") ? model : cached(node.environment(), model);
        return Optional.of(node.mounted(path) && exists(id, path));
    }

    /// Neither ever changes.
    ///
    /// @param mounts paths inside that a clone shares
    private record Node(Map<String, String> environment, List<String> mounts) {
        boolean mounted(String path) {
            return mounts.stream().anyMatch(at -> path.equals(at) || path.startsWith(at + "/"));
        }
    }

    /// Where the hub's library keeps a model it has loaded.
    private static String cached(Map<String, String> environment, String model) {
        var home = environment.getOrDefault("HF_HOME", "/root/.cache/huggingface");
        var hub = environment.getOrDefault("HF_HUB_CACHE", home + "/hub");
        return hub + "/models--" + model.replace("/", "--") + "/snapshots";
    }

    private boolean exists(String id, String path) {
        var asked = "/containers/" + DockerApi.encode(id) + "/archive?path=";
        var answer = api.head(asked + DockerApi.encode(path));
        if (answer != 200 && answer != 404) {
            throw DockerProblems.refused(
                    "look for " + path, new Answer(answer, DockerApi.JSON.createObjectNode()));
        }
        return answer == 200;
    }

    private Node node(String id) {
        var inspected = containers.require(id);
        var mounts = new ArrayList<String>();
        inspected.path("Mounts").forEach(mount -> mounts.add(mount.path("Destination").asText()));
        return new Node(environment(inspected), mounts);
    }

    private static Map<String, String> environment(JsonNode inspected) {
        var environment = new TreeMap<String, String>();
        for (var entry : Filters.texts(inspected.path("Config").path("Env"))) {
            var parts = entry.split("=", 2);
            environment.put(parts[0], parts.length > 1 ? parts[1] : "");
        }
        return environment;
    }
}
