package io.lockstep.app.rehearsal.chain.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.lockstep.chain.upgrade.Generation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The shapes of real answers, kept as JSON files with holes such as `${height}`.
///
/// A text that is nothing but a hole takes the type of its value, by the rules of the chain: a
/// `long` becomes text, an `int` a number, nothing becomes null. A hole inside a text becomes part
/// of that text.
final class Templates {
    private static final String FOLDER = "/rehearsal/chain/";
    private static final Pattern HOLE = Pattern.compile("\\$\\{(\\w+)}");

    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, JsonNode> loaded = new ConcurrentHashMap<>();

    JsonNode fixed(String name) {
        return loaded.computeIfAbsent(name, this::load);
    }

    JsonNode fill(String name, Map<String, ?> values) {
        return filled(fixed(name), values);
    }

    /// The shape that a generation has for it. R1 was branched off before R0 was released, so its
    /// shapes are the older ones; R2 came after R0.
    JsonNode shaped(String name, Generation generation, Map<String, ?> values) {
        return fill(name + (generation == Generation.R1 ? "-r1" : "-r0"), values);
    }

    ObjectMapper json() {
        return json;
    }

    private JsonNode load(String name) {
        try (var in = Templates.class.getResourceAsStream(FOLDER + name + ".json")) {
            if (in == null) {
                throw new IllegalStateException("the program lacks " + FOLDER + name + ".json");
            }
            return json.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode filled(JsonNode shape, Map<String, ?> values) {
        return switch (shape) {
            case ObjectNode object -> {
                var out = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(e -> out.set(e.getKey(), filled(e.getValue(), values)));
                yield out;
            }
            case ArrayNode array -> {
                var out = JsonNodeFactory.instance.arrayNode();
                array.forEach(element -> out.add(filled(element, values)));
                yield out;
            }
            case TextNode text -> filled(text, values);
            default -> shape;
        };
    }

    private static JsonNode filled(TextNode text, Map<String, ?> values) {
        var hole = HOLE.matcher(text.textValue());
        if (hole.matches()) {
            return node(value(hole.group(1), values));
        }
        return TextNode.valueOf(
                hole.replaceAll(found ->
                        Matcher.quoteReplacement(value(found.group(1), values).toString())));
    }

    private static Object value(String name, Map<String, ?> values) {
        var value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no value for ${" + name + "}");
        }
        return value;
    }

    private static JsonNode node(Object value) {
        return switch (value) {
            case JsonNode node -> node;
            case Integer number -> IntNode.valueOf(number);
            case Boolean flag -> BooleanNode.valueOf(flag);
            case Optional<?> maybe -> maybe.map(Templates::node).orElse(NullNode.getInstance());
            case Collection<?> many -> {
                var out = JsonNodeFactory.instance.arrayNode();
                many.forEach(element -> out.add(node(element)));
                yield out;
            }
            default -> TextNode.valueOf(value.toString());
        };
    }
}
