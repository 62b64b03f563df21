package io.lockstep.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Writes records as JSON: components under their names, what is not known as null, durations as
/// milliseconds, everything else that is no number as text.
final class RecordJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private RecordJson() {}

    static JsonNode of(Object value) {
        return switch (value) {
            case Record record -> record(record);
            case Optional<?> optional -> optional.map(RecordJson::of).orElse(NODES.nullNode());
            case OptionalInt n -> n.isPresent() ? NODES.numberNode(n.getAsInt()) : NODES.nullNode();
            case OptionalLong n ->
                    n.isPresent() ? NODES.numberNode(n.getAsLong()) : NODES.nullNode();
            case OptionalDouble n ->
                    n.isPresent() ? NODES.numberNode(n.getAsDouble()) : NODES.nullNode();
            case Iterable<?> many when !(value instanceof Path) -> array(many);
            case Map<?, ?> map -> map(map);
            case Boolean truth -> NODES.booleanNode(truth);
            case Long number -> NODES.numberNode(number);
            case Integer number -> NODES.numberNode(number);
            case Double number -> NODES.numberNode(number);
            case Duration duration -> NODES.numberNode(duration.toMillis());
            default -> NODES.textNode(value.toString());
        };
    }

    private static JsonNode array(Iterable<?> many) {
        var array = NODES.arrayNode();
        many.forEach(element -> array.add(of(element)));
        return array;
    }

    private static JsonNode map(Map<?, ?> map) {
        var object = NODES.objectNode();
        map.forEach((key, value) -> object.set(key.toString(), of(value)));
        return object;
    }

    private static JsonNode record(Record record) {
        var object = NODES.objectNode();
        for (var component : record.getClass().getRecordComponents()) {
            object.set(component.getName(), of(read(record, component)));
        }
        return object;
    }

    private static Object read(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " of a public record cannot be read", e);
        }
    }
}
