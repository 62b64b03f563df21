package io.lockstep.app.containers.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/// A definition as lines of path and value, so that two of them can be compared line by line.
final class Flat {
    private Flat() {}

    /// Path to value, both as text; nothing for what is null or empty.
    static Map<String, String> of(JsonNode node) {
        var lines = new TreeMap<String, String>();
        walk("", node, lines);
        return lines;
    }

    private static void walk(String path, JsonNode node, Map<String, String> lines) {
        if (node.isObject()) {
            node.properties()
                    .forEach(field -> walk(path + "." + field.getKey(), field.getValue(), lines));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                walk(path + "." + key(node.get(i), i), node.get(i), lines);
            }
        } else if (!node.isNull()) {
            lines.put(path, node.asText());
        }
    }

    /// Mounts have no order of their own; variables are known by name.
    private static String key(JsonNode element, int index) {
        if (element.has("Destination")) {
            return element.path("Destination").asText();
        }
        var text = element.asText();
        var equals = text.indexOf('=');
        return equals > 0 ? text.substring(0, equals) : Integer.toString(index);
    }
}
