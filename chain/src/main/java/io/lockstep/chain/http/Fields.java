package io.lockstep.chain.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/// Reads fields that must be there. Numbers may come as JSON numbers or as strings, since the
/// gateways write 64-bit integers as strings (fact sheet, section 2.1).
public final class Fields {
    private Fields() {}

    /// The node at a JSON pointer, which must exist.
    public static JsonNode at(JsonNode document, String pointer) {
        var found = document.at(pointer);
        if (found.isMissingNode() || found.isNull()) {
            throw new ProblemException(missing(pointer));
        }
        return found;
    }

    public static String text(JsonNode document, String pointer) {
        return at(document, pointer).asText();
    }

    public static long number(JsonNode document, String pointer) {
        var text = text(document, pointer);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new ProblemException(missing(pointer), e);
        }
    }

    public static Instant instant(JsonNode document, String pointer) {
        try {
            return Instant.parse(text(document, pointer));
        } catch (DateTimeParseException e) {
            throw new ProblemException(missing(pointer), e);
        }
    }

    private static Problem missing(String pointer) {
        return new Problem(
                "chain.malformed",
                "An answer of the node lacks a usable field %s.".formatted(pointer),
                "Its word does not count; nothing was changed.",
                "Check that the address is that of a Gonka node.");
    }
}
