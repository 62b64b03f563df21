package io.lockstep.app.containers.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.Container.State;
import io.lockstep.app.containers.MlNodes;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Makes our record of an entry in the engine's list of containers.
final class Descriptions {
    private static final int MANAGEMENT_PORT = 8080;
    private static final Set<String> BUILT_IN = Set.of("bridge", "host", "none");

    private Descriptions() {}

    /// @param image the reference it was made from; the list tells only an id once a tag has moved
    static Container container(JsonNode entry, String image) {
        var labels = Filters.map(entry.path("Labels"));
        var state = state(entry.path("State").asText());
        return new Container(
                entry.path("Id").asText(),
                name(entry),
                MlNodes.role(image, labels, state == State.RUNNING),
                state,
                image,
                entry.path("ImageID").asText(),
                MlNodes.version(image, labels),
                address(entry),
                entry.path("Status").asText(),
                Instant.ofEpochSecond(entry.path("Created").asLong()),
                labels,
                List.copyOf(networks(entry).keySet()),
                published(entry),
                networks(entry).containsKey("host")
                        ? Optional.of("127.0.0.1:" + MANAGEMENT_PORT)
                        : number(networks(entry)));
    }

    static String name(JsonNode entry) {
        return entry.path("Names").path(0).asText().replaceFirst("^/", "");
    }

    private static State state(String told) {
        return switch (told.toLowerCase(Locale.ROOT)) {
            case "created" -> State.CREATED;
            case "running" -> State.RUNNING;
            case "paused" -> State.PAUSED;
            case "restarting" -> State.RESTARTING;
            case "exited" -> State.EXITED;
            default -> State.DEAD;
        };
    }

    /// Names resolve on networks somebody made; on the default bridge only the number helps.
    private static Optional<String> address(JsonNode entry) {
        var networks = networks(entry);
        if (networks.containsKey("host")) {
            return Optional.of("127.0.0.1:" + MANAGEMENT_PORT);
        }
        if (networks.keySet().stream().anyMatch(name -> !BUILT_IN.contains(name))) {
            return Optional.of(name(entry) + ":" + MANAGEMENT_PORT);
        }
        return number(networks);
    }

    private static Optional<String> number(Map<String, JsonNode> networks) {
        return networks.values().stream()
                .map(endpoint -> endpoint.path("IPAddress").asText(""))
                .filter(ip -> !ip.isEmpty())
                .map(ip -> ip + ":" + MANAGEMENT_PORT)
                .findFirst();
    }

    private static Map<String, JsonNode> networks(JsonNode entry) {
        var networks = new TreeMap<String, JsonNode>();
        entry.path("NetworkSettings")
                .path("Networks")
                .properties()
                .forEach(network -> networks.put(network.getKey(), network.getValue()));
        return networks;
    }

    private static Map<Integer, String> published(JsonNode entry) {
        var published = new TreeMap<Integer, String>();
        for (var port : entry.path("Ports")) {
            if (port.has("PublicPort") && port.path("Type").asText().equals("tcp")) {
                published.merge(
                        port.path("PrivatePort").asInt(), reached(port), (first, _) -> first);
            }
        }
        return published;
    }

    private static String reached(JsonNode port) {
        var ip = port.path("IP").asText("");
        var any = ip.isEmpty() || ip.equals("0.0.0.0") || ip.equals("::");
        return (any ? "127.0.0.1" : ip) + ":" + port.path("PublicPort").asInt();
    }
}
