package io.lockstep.chain.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// Reads fields that must be there. Numbers may come as JSON numbers or as strings, since the
/// gateways write 64-bit integers as strings (fact sheet, section 2.1).
public final class Fields {
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

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
        return time(text(document, pointer))
                .orElseThrow(() -> new ProblemException(missing(pointer)));
    }

    /// Empty for what is no time, or one that no calendar of ours could show.
    public static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text)).filter(time -> time.isBefore(LATEST));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /// As [#number], and not below zero, as a height is.
    public static long height(JsonNode document, String pointer) {
        var height = number(document, pointer);
        if (height < 0) {
            throw new ProblemException(missing(pointer));
        }
        return height;
    }

    private static Problem missing(String pointer) {
        return new Problem(
                "chain.malformed",
                "An answer of the node lacks a usable field %s.".formatted(pointer),
                "Its word does not count; nothing was changed.",
                "Check that the address is that of a Gonka node.");
    }
}
