package io.lockstep.app.rehearsal.chain.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// A query of a subscription: conditions on the event map that must all hold.
///
/// @param text as the subscriber wrote it; events repeat it
public record SubscriptionQuery(String text, List<Condition> conditions) {
    private static final Pattern AND = Pattern.compile("\\s+AND\\s+");
    private static final Pattern CONDITION =
            Pattern.compile(
                    "\\s*([\\w.-]+)\\s*(?:(=|<=|>=|<|>|CONTAINS)\\s*(?:'([^']*)'|([\\d.]+))|(EXISTS))\\s*");

    public SubscriptionQuery {
        conditions = List.copyOf(conditions);
    }

    /// @param operator one of `=`, `<`, `<=`, `>`, `>=`, `CONTAINS`, `EXISTS`
    public record Condition(String key, String operator, String operand) {
        boolean holds(JsonNode values) {
            return operator.equals("EXISTS")
                    ? !values.isMissingNode()
                    : StreamSupport.stream(values.spliterator(), false)
                            .anyMatch(value -> holds(value.asText()));
        }

        private boolean holds(String value) {
            return switch (operator) {
                case "=" -> value.equals(operand);
                case "CONTAINS" -> value.contains(operand);
                default -> compares(value);
            };
        }

        private boolean compares(String value) {
            double order;
            try {
                order = Double.compare(Double.parseDouble(value), Double.parseDouble(operand));
            } catch (NumberFormatException e) {
                return false;
            }
            return switch (operator) {
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                default -> order >= 0;
            };
        }
    }

    /// Empty when the text is no query.
    public static Optional<SubscriptionQuery> parse(String text) {
        var parsed = Stream.of(AND.split(text, -1)).map(SubscriptionQuery::condition).toList();
        return parsed.stream().allMatch(Optional::isPresent)
                ? Optional.of(
                        new SubscriptionQuery(
                                text, parsed.stream().flatMap(Optional::stream).toList()))
                : Optional.empty();
    }

    private static Optional<Condition> condition(String text) {
        var found = CONDITION.matcher(text);
        if (!found.matches()) {
            return Optional.empty();
        }
        if (found.group(5) != null) {
            return Optional.of(new Condition(found.group(1), "EXISTS", ""));
        }
        var operand = found.group(3) != null ? found.group(3) : found.group(4);
        return Optional.of(new Condition(found.group(1), found.group(2), operand));
    }

    public boolean matches(Published event) {
        return conditions.stream().allMatch(c -> c.holds(event.events().path(c.key())));
    }
}
