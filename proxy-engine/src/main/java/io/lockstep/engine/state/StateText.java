package io.lockstep.engine.state;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.change.History;
import io.lockstep.engine.change.Past;
import io.lockstep.engine.cutover.CutoverRecord;
import io.lockstep.engine.route.Disposition;
import io.lockstep.engine.route.RoutingTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/// The state as one JSON document: its format, the SHA-256 of its content, its content.
final class StateText {
    private static final int FORMAT = 1;
    private static final List<String> OLDER_MEMBERS = List.of("format", "sha256", "state");
    private static final List<String> MEMBERS =
            List.of("format", "sha256", "state", "historySha256", "history");

    /// Says in the file what kind of [Disposition] an entry is.
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Disposition.To.class, name = "to"),
        @JsonSubTypes.Type(value = Disposition.Bridge.class, name = "bridge"),
        @JsonSubTypes.Type(value = Disposition.Hold.class, name = "hold"),
        @JsonSubTypes.Type(value = Disposition.Split.class, name = "split"),
        @JsonSubTypes.Type(value = Disposition.Refuse.class, name = "refuse")
    })
    private interface Tagged {}

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .addModules(new Jdk8Module(), new JavaTimeModule())
                    .addMixIn(Disposition.class, Tagged.class)
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build();

    private IdentityHashMap<Past, String> told = new IdentityHashMap<>();

    /// What every format-1 file has; the history stands beside it, where an older engine overlooks
    /// it.
    private record Core(Optional<RoutingTable> table, Optional<CutoverRecord> cutover) {}

    static byte[] write(EngineState state) {
        return new StateText().next(state);
    }

    /// As [#write]. What was put into words of older generations is not put into words again, so
    /// that a change costs what it changes. Not to be shared by threads.
    byte[] next(EngineState state) {
        var content = text(new Core(state.table(), state.cutover()));
        var history = history(state.history());
        var document =
                ("{\"format\":" + FORMAT)
                        + (",\"sha256\":\"" + digest(content) + "\",\"state\":" + content)
                        + (",\"historySha256\":\"" + digest(history) + "\",\"history\":" + history)
                        + "}";
        return document.getBytes(StandardCharsets.UTF_8);
    }

    private String history(History history) {
        var before = told;
        told = new IdentityHashMap<>();
        var all = new StringJoiner(",", "{\"past\":[", "]}");
        for (var past : history.past()) {
            var known = before.get(past);
            var text = known == null ? text(past) : known;
            told.put(past, text);
            all.add(text);
        }
        return all.toString();
    }

    private static String text(Object value) {
        return JSON.valueToTree(value).toString();
    }

    /// Throws with the reason when the bytes are not what [#write] wrote.
    static EngineState read(byte[] bytes) throws IOException {
        var document = parse(bytes);
        if (document.path("format").asInt() != FORMAT) {
            throw new IOException("its format is not " + FORMAT);
        }
        var content = checked(document, "state", "sha256");
        try {
            var core = JSON.treeToValue(content, Core.class);
            return new EngineState(core.table(), core.cutover(), history(document));
        } catch (JsonProcessingException | ProblemException e) {
            throw new IOException("it says something this version does not understand", e);
        }
    }

    /// An engine before the first history wrote the three other members only.
    private static History history(JsonNode document) throws IOException {
        var known = document.has("history") ? MEMBERS : OLDER_MEMBERS;
        if (!document.properties().stream().map(Map.Entry::getKey).toList().equals(known)) {
            throw new IOException("it has other members than it should");
        }
        return document.has("history")
                ? JSON.treeToValue(checked(document, "history", "historySha256"), History.class)
                : History.none();
    }

    private static JsonNode checked(JsonNode document, String member, String sum)
            throws IOException {
        var content = document.path(member);
        if (!content.isObject()) {
            throw new IOException("it has no " + member);
        }
        if (!document.path(sum).asText().equals(digest(content.toString()))) {
            throw new IOException("its content does not match its checksum");
        }
        return content;
    }

    private static JsonNode parse(byte[] bytes) throws IOException {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            throw new IOException("it is not one JSON document", e);
        }
    }

    private static String digest(String content) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            var bytes = content.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(sha.digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
