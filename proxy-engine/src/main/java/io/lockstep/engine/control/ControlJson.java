package io.lockstep.engine.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.lockstep.chain.problem.Printable;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.io.IOException;

/// Messages and answers as lines of JSON, and back.
final class ControlJson {
    static final int VERSION = 1;
    static final int MOST_BYTES = 256 << 10;
    private static final int MOST_QUOTED = 200;

    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .addModule(new Jdk8Module())
                    .addModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private ControlJson() {}

    /// A message and the id its answer carries.
    record Envelope(long id, ControlMessage message) {}

    static byte[] write(long id, ControlMessage message) {
        ObjectNode envelope = JSON.createObjectNode().put("v", VERSION).put("id", id);
        return line(envelope.setAll((ObjectNode) JSON.valueToTree(message)));
    }

    static byte[] write(ControlAnswer answer) {
        return line(answer);
    }

    /// For people and scripts.
    static String pretty(Object value) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// One object on one line, without its end.
    static String compact(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The id is read first, so that a message that cannot be read still gets its answer.
    static long id(JsonNode message) {
        return message.path("id").asLong(0);
    }

    static JsonNode parse(byte[] line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new ProblemException(bad("The message is not JSON."), e);
        }
    }

    static ControlMessage message(JsonNode message) {
        if (message.path("v").asInt(0) != VERSION) {
            throw new ProblemException(
                    bad(
                            "The message has the version %s and this engine speaks version %d."
                                    .formatted(message.path("v"), VERSION)));
        }
        try {
            return JSON.treeToValue(message, ControlMessage.class);
        } catch (JsonProcessingException e) {
            throw new ProblemException(bad(told(e)), e);
        }
    }

    /// What is no answer means that the connection is of no use, as a broken one is: where the
    /// relay dies, Docker writes its own complaint into the stream.
    static ControlAnswer answer(byte[] line) throws IOException {
        try {
            return JSON.readValue(line, ControlAnswer.class);
        } catch (JacksonException e) {
            throw new IOException(
                    "what answers is no engine, it says \u201c"
                            + Printable.line(new String(line, UTF_8), MOST_QUOTED)
                            + "\u201d",
                    e);
        }
    }

    static Problem bad(String what) {
        return new Problem(
                "engine.badMessage",
                what,
                "Nothing was changed; the engine serves on.",
                "Use the console or the command of the same version as the engine.");
    }

    private static String told(JsonProcessingException e) {
        return "The message cannot be read: "
                + e.getOriginalMessage().replaceAll("\\s+", " ")
                + ".";
    }

    private static byte[] line(Object value) {
        return (compact(value) + "\n").getBytes(UTF_8);
    }
}
