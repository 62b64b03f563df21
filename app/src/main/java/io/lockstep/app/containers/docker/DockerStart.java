package io.lockstep.app.containers.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.app.containers.HostProblems;
import io.lockstep.app.containers.Labels;
import io.lockstep.chain.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Starts a container and makes sense of what the engine says when it cannot: ports and GPUs show
/// only now, and a 404 may mean a network.
final class DockerStart {
    private static final Pattern PORT =
            Pattern.compile(
                    ":(\\d+)(?: failed: port is already allocated|: bind: address already)");
    private static final Set<String> NOT_INHERITED =
            Set.of(Labels.ROLE, Labels.VERSION, Labels.DEFINITION);

    private final DockerApi api;
    private final DockerContainers containers;
    private final DockerNetworks networks;

    DockerStart(DockerApi api, DockerContainers containers, DockerNetworks networks) {
        this.api = api;
        this.containers = containers;
        this.networks = networks;
    }

    void start(String idOrName) {
        var container = containers.require(idOrName);
        var answer = attempt(container);
        if (networkGone(answer) && ours(container)) {
            recreateNetworks(container);
            answer = attempt(container);
        }
        if (!answer.ok()) {
            throw named(container, answer);
        }
    }

    private Answer attempt(JsonNode container) {
        return api.postSlowly("/containers/" + id(container) + "/start");
    }

    private static boolean networkGone(Answer answer) {
        return answer.status() == 404 && answer.message().contains("network");
    }

    private void recreateNetworks(JsonNode container) {
        var wanted = container.path("NetworkSettings").path("Networks");
        for (var network : wanted.properties()) {
            if (networks.find(network.getKey()).isEmpty()) {
                networks.create(network.getKey(), inherited(container));
            }
            networks.forget(id(container), network.getKey());
            networks.connect(id(container), network.getKey(), aliases(container, network));
        }
    }

    /// The engine adds the short id by itself and refuses to be told it.
    private static List<String> aliases(JsonNode container, Map.Entry<String, JsonNode> network) {
        return Filters.texts(network.getValue().path("Aliases")).stream()
                .filter(alias -> !id(container).startsWith(alias))
                .toList();
    }

    private static Map<String, String> inherited(JsonNode container) {
        var labels = new TreeMap<>(labels(container));
        labels.keySet()
                .removeIf(key -> !key.startsWith(Labels.PREFIX) || NOT_INHERITED.contains(key));
        labels.put(Labels.PREFIX + "recreated", "true");
        return labels;
    }

    private ProblemException named(JsonNode container, Answer answer) {
        var message = answer.message();
        var port = PORT.matcher(message);
        if (port.find()) {
            return portTaken(container, port.group(1));
        }
        if (message.contains("could not select device driver")) {
            return DockerProblems.noGpuRuntime(name(container));
        }
        if (message.contains("ambiguous")) {
            return DockerProblems.refused("start " + name(container), answer);
        }
        if (networkGone(answer)) {
            return HostProblems.networkMissing(
                    container.path("HostConfig").path("NetworkMode").asText());
        }
        if (answer.status() == 404) {
            return HostProblems.missing(name(container));
        }
        return HostProblems.startFailed(name(container), message.lines().findFirst().orElse(""));
    }

    private ProblemException portTaken(JsonNode container, String port) {
        var holder = holder(port);
        var halfMade =
                ours(container)
                        && container.path("State").path("Status").asText().equals("created");
        if (halfMade) {
            containers.remove(id(container));
        }
        return HostProblems.portTaken(port, holder, halfMade);
    }

    private String holder(String port) {
        for (var entry : api.get("/containers/json").body()) {
            for (var taken : entry.path("Ports")) {
                if (taken.path("PublicPort").asText().equals(port)) {
                    return "the container " + Descriptions.name(entry);
                }
            }
        }
        return "another process of this host";
    }

    private static boolean ours(JsonNode container) {
        return Labels.ours(labels(container));
    }

    private static Map<String, String> labels(JsonNode container) {
        return Filters.map(container.path("Config").path("Labels"));
    }

    private static String id(JsonNode container) {
        return container.path("Id").asText();
    }

    private static String name(JsonNode container) {
        return container.path("Name").asText().replaceFirst("^/", "");
    }
}
