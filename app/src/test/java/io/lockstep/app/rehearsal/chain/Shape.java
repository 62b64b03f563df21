package io.lockstep.app.rehearsal.chain;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Key sets and types of JSON, its values left out. Elements of an array are one merged shape.
///
/// @param types of what was seen at this place; text and number are different things
/// @param keys of the objects seen here
/// @param elements of the arrays seen here, merged; none when all were empty
record Shape(Set<String> types, TreeMap<String, Shape> keys, List<Shape> elements) {

    static Shape of(JsonNode json) {
        var keys = new TreeMap<String, Shape>();
        json.properties().forEach(e -> keys.put(e.getKey(), of(e.getValue())));
        var elements = new ArrayList<Shape>();
        if (json.isArray() && !json.isEmpty()) {
            var all = new ArrayList<Shape>();
            json.forEach(element -> all.add(of(element)));
            elements.add(merged(all));
        }
        return new Shape(new TreeSet<>(Set.of(type(json))), keys, elements);
    }

    static Shape merged(Collection<Shape> shapes) {
        var types = new TreeSet<String>();
        var keys = new TreeMap<String, List<Shape>>();
        var elements = new ArrayList<Shape>();
        for (var shape : shapes) {
            types.addAll(shape.types());
            elements.addAll(shape.elements());
            shape.keys().forEach((k, v) -> keys.computeIfAbsent(k, _ -> new ArrayList<>()).add(v));
        }
        var mergedKeys = new TreeMap<String, Shape>();
        keys.forEach((key, all) -> mergedKeys.put(key, merged(all)));
        return new Shape(
                types, mergedKeys, elements.isEmpty() ? List.of() : List.of(merged(elements)));
    }

    /// Every place where the other differs, in words.
    List<String> differences(Shape other) {
        var found = new ArrayList<String>();
        compare("$", other, found);
        return found;
    }

    private void compare(String path, Shape other, List<String> found) {
        if (!types.equals(other.types)) {
            found.add(path + ": " + types + " became " + other.types);
        }
        var names = new TreeSet<>(keys.keySet());
        names.addAll(other.keys.keySet());
        for (var name : names) {
            var mine = keys.get(name);
            var theirs = other.keys.get(name);
            if (mine == null) {
                found.add(path + "." + name + " is new");
            } else if (theirs == null) {
                found.add(path + "." + name + " is missing");
            } else {
                mine.compare(path + "." + name, theirs, found);
            }
        }
        if (elements.size() != other.elements.size()) {
            found.add(path + "[]: " + elements.size() + " became " + other.elements.size());
        } else if (!elements.isEmpty()) {
            elements.getFirst().compare(path + "[]", other.elements.getFirst(), found);
        }
    }

    private static String type(JsonNode json) {
        return json.isNumber()
                ? json.isIntegralNumber() ? "integer" : "decimal"
                : json.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
    }
}
