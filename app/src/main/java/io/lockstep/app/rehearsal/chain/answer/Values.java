package io.lockstep.app.rehearsal.chain.answer;

import java.util.HashMap;
import java.util.Map;

/// Values for the holes of a template, gathered one by one.
final class Values {
    private final Map<String, Object> all = new HashMap<>();

    Values and(String name, Object value) {
        all.put(name, value);
        return this;
    }

    Map<String, Object> map() {
        return Map.copyOf(all);
    }
}
