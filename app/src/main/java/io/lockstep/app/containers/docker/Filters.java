package io.lockstep.app.containers.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/// Turns labels and names into the engine's filters, and its JSON maps into ours.
final class Filters {
    private Filters() {}

    static String labels(Map<String, String> labels) {
        var pairs = labels.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
        return query(Map.of("label", pairs));
    }

    static String one(String key, String value) {
        return query(Map.of(key, List.of(value)));
    }

    private static String query(Map<String, List<String>> filters) {
        return "filters=" + DockerApi.encode(DockerApi.JSON.valueToTree(filters).toString());
    }

    static Map<String, String> map(JsonNode node) {
        var map = new TreeMap<String, String>();
        node.properties().forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
        return map;
    }

    static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
    }
}
