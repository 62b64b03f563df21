package io.lockstep.chain.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// Reads fields. Numbers may come as JSON numbers or as strings, since the gateways write 64-bit
/// integers as strings (fact sheet, section 2.1). What is there and of the wrong kind is a problem
/// of the node, never a silent default.
public final class Fields {
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,80}");
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,60}(\\.[0-9]{1,36})?");
    private static final Pattern SECONDS = Pattern.compile("-?[0-9]{1,12}(\\.[0-9]{1,9})?s");
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    private static final String NODE = "An answer of the node";

    private Fields() {}

    /// Reads something out of an answer; what is wrong with a field of it is told with the address
    /// it came from.
    public static <T> T from(URI address, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (ProblemException e) {
            var told = e.problem();
            throw new ProblemException(
                    new Problem(
                            told.code(),
                            told.what().replace(NODE, "An answer of " + address),
                            told.stands(),
                            told.remedy()),
                    e);
        }
    }

    /// The node at a JSON pointer, which must exist.
    public static JsonNode at(JsonNode document, String pointer) {
        var found = document.at(pointer);
        if (absent(found)) {
            throw new ProblemException(missing(pointer));
        }
        return found;
    }

    /// The elements of a list; none where the list is null or missing.
    public static Iterable<JsonNode> list(JsonNode document, String pointer) {
        var found = document.at(pointer);
        if (!absent(found) && !found.isArray()) {
            throw new ProblemException(missing(pointer));
        }
        return found;
    }

    public static String text(JsonNode document, String pointer) {
        var found = at(document, pointer);
        if (!found.isValueNode()) {
            throw new ProblemException(missing(pointer));
        }
        return found.asText();
    }

    /// As [#text], and empty where it is null or missing.
    public static String words(JsonNode document, String pointer) {
        return absent(document.at(pointer)) ? "" : text(document, pointer);
    }

    /// False where it is null or missing.
    public static boolean flag(JsonNode document, String pointer) {
        var found = document.at(pointer);
        if (!absent(found) && !found.isBoolean()) {
            throw new ProblemException(missing(pointer));
        }
        return found.asBoolean(false);
    }

    public static long number(JsonNode document, String pointer) {
        var text = text(document, pointer);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new ProblemException(missing(pointer), e);
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

    /// A height that somebody wrote into a proposal. The chain takes 64 bits without a sign; what a
    /// long cannot hold will not come and is the greatest long here.
    public static long wish(JsonNode document, String pointer) {
        return whole(document, pointer).min(MOST).longValueExact();
    }

    /// A number without sign, of any size.
    public static BigInteger whole(JsonNode document, String pointer) {
        return new BigInteger(matching(WHOLE, document, pointer));
    }

    /// A share, such as `"0.334000000000000000"`.
    public static BigDecimal decimal(JsonNode document, String pointer) {
        return new BigDecimal(matching(DECIMAL, document, pointer));
    }

    /// A duration as protobuf writes it, such as `"172800s"`.
    public static Duration duration(JsonNode document, String pointer) {
        var text = matching(SECONDS, document, pointer);
        return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
    }

    public static Instant instant(JsonNode document, String pointer) {
        return time(text(document, pointer))
                .orElseThrow(() -> new ProblemException(missing(pointer)));
    }

    /// Empty where it is null or missing, as voting times are before the voting.
    public static Optional<Instant> moment(JsonNode document, String pointer) {
        return absent(document.at(pointer))
                ? Optional.empty()
                : Optional.of(instant(document, pointer));
    }

    /// Empty for what is no time, or one that no calendar of ours could show.
    public static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text)).filter(time -> time.isBefore(LATEST));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static boolean absent(JsonNode found) {
        return found.isMissingNode() || found.isNull();
    }

    /// A text that has this form as a whole.
    public static String matching(Pattern form, JsonNode document, String pointer) {
        var text = text(document, pointer);
        if (!form.matcher(text).matches()) {
            throw new ProblemException(missing(pointer));
        }
        return text;
    }

    private static Problem missing(String pointer) {
        return new Problem(
                "chain.malformed",
                NODE + " lacks a usable field %s.".formatted(pointer),
                "Its word does not count; nothing was changed.",
                "Check that the address is that of a Gonka node.");
    }
}
