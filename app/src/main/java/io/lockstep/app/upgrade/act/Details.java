package io.lockstep.app.upgrade.act;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;

/// Writes records as the journal keeps facts for programs.
final class Details {
    private static final JsonMapper JSON = JsonMapper.builder().addModule(new Jdk8Module()).build();

    private Details() {}

    static String of(Object facts) {
        try {
            return JSON.writeValueAsString(facts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of text is always JSON", e);
        }
    }
}
