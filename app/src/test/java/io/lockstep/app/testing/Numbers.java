package io.lockstep.app.testing;

import static org.assertj.core.api.Assertions.fail;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/// Every number, duration and yes or no in a record, by the name of its field.
public final class Numbers {
    private Numbers() {}

    public static Map<String, Set<Object>> of(Record told) throws Exception {
        Map<String, Set<Object>> numbers = new HashMap<>();
        gather("", told, numbers);
        return numbers;
    }

    private static void gather(String field, Object value, Map<String, Set<Object>> numbers)
            throws Exception {
        switch (value) {
            case Record record -> {
                for (RecordComponent part : record.getClass().getRecordComponents()) {
                    var accessor = part.getAccessor();
                    accessor.setAccessible(true);
                    gather(field + "/" + part.getName(), accessor.invoke(record), numbers);
                }
            }
            case Optional<?> one -> gather(field, new ArrayList<>(one.stream().toList()), numbers);
            case List<?> many -> {
                for (var one : many) {
                    gather(field, one, numbers);
                }
            }
            case OptionalInt n ->
                    add(field, n.isPresent() ? List.of(n.getAsInt()) : List.of(), numbers);
            case OptionalLong n ->
                    add(field, n.isPresent() ? List.of(n.getAsLong()) : List.of(), numbers);
            case OptionalDouble n ->
                    add(field, n.isPresent() ? List.of(n.getAsDouble()) : List.of(), numbers);
            case Duration d -> add(field, List.of(d), numbers);
            case Number n -> add(field, List.of(n), numbers);
            case Boolean truth -> add(field, List.of(truth), numbers);
            default -> {}
        }
    }

    private static void add(String field, List<?> values, Map<String, Set<Object>> numbers) {
        numbers.computeIfAbsent(field, _ -> new HashSet<>()).addAll(values);
    }

    /// Fails when a field tells a number that it does not tell in the whole.
    public static void noNew(
            Map<String, Set<Object>> whole, Record changed, String change, String... but)
            throws Exception {
        for (var field : of(changed).entrySet()) {
            if (!List.of(but).contains(field.getKey())
                    && !whole.getOrDefault(field.getKey(), Set.of())
                            .containsAll(field.getValue())) {
                fail("%s becomes %s when %s", field.getKey(), field.getValue(), change);
            }
        }
    }
}
