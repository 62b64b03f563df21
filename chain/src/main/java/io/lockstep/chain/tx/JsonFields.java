package io.lockstep.chain.tx;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// An object of a transaction file. A field that nobody here knows is refused: dropping it would
/// sign something else than was shown.
final class JsonFields {
    private final JsonNode node;
    private final String where;

    JsonFields(JsonNode node, String where, Set<String> known) {
        if (!node.isObject()) {
            throw TxProblems.file("%s is no object".formatted(where));
        }
        node.fieldNames()
                .forEachRemaining(name -> {
                    if (!known.contains(name)) {
                        throw TxProblems.file("%s has the unknown field %s".formatted(where, name));
                    }
                });
        this.node = node;
        this.where = where;
    }

    JsonNode at(String name) {
        return node.path(name);
    }

    /// Empty when it is absent.
    String text(String name) {
        var value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (!value.isTextual()) {
            throw TxProblems.file("%s of %s is no text".formatted(name, where));
        }
        return value.textValue();
    }

    boolean flag(String name) {
        var value = node.path(name);
        if (!(value.isMissingNode() || value.isBoolean())) {
            throw TxProblems.file("%s of %s is neither true nor false".formatted(name, where));
        }
        return value.asBoolean();
    }

    /// A number of at most 63 bits, as text or not; 0 when it is absent.
    long number(String name) {
        var value = node.path(name);
        var text = value.isMissingNode() || value.isNull() ? "0" : value.asText();
        if (!text.matches("[0-9]{1,19}") || new BigInteger(text).bitLength() > 63) {
            throw TxProblems.file("%s of %s is no number".formatted(name, where));
        }
        return Long.parseLong(text);
    }

    List<JsonNode> list(String name) {
        var value = node.path(name);
        if (!(value.isMissingNode() || value.isNull() || value.isArray())) {
            throw TxProblems.file("%s of %s is no list".formatted(name, where));
        }
        List<JsonNode> items = new ArrayList<>();
        value.forEach(items::add);
        return items;
    }

    /// Refuses a field that holds anything.
    void none(String name) {
        var value = node.path(name);
        var nothing =
                value.isMissingNode() || value.isNull() || (value.isArray() && value.isEmpty());
        if (!nothing) {
            throw TxProblems.file("%s of %s holds something unknown".formatted(name, where));
        }
    }

    List<Coin> coins(String name) {
        return list(name).stream().map(JsonFields::coin).toList();
    }

    private static Coin coin(JsonNode node) {
        var fields = new JsonFields(node, "an amount", Set.of("denom", "amount"));
        var amount = fields.text("amount");
        if (!amount.matches("[0-9]{1,78}")) {
            throw TxProblems.amount(amount + fields.text("denom"));
        }
        return new Coin(fields.text("denom"), new BigInteger(amount));
    }
}
