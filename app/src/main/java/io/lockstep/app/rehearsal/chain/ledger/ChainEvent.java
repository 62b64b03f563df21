package io.lockstep.app.rehearsal.chain.ledger;

import java.util.ArrayList;
import java.util.List;

/// An event that a block or a transaction leaves behind.
public record ChainEvent(String type, List<Attribute> attributes) {
    public ChainEvent {
        attributes = List.copyOf(attributes);
    }

    public record Attribute(String key, String value) {}

    /// Keys and values by turns.
    public static ChainEvent of(String type, String... keysAndValues) {
        var attributes = new ArrayList<Attribute>();
        for (int i = 0; i + 1 < keysAndValues.length; i += 2) {
            attributes.add(new Attribute(keysAndValues[i], keysAndValues[i + 1]));
        }
        return new ChainEvent(type, attributes);
    }

    public ChainEvent with(String key, String value) {
        var more = new ArrayList<>(attributes);
        more.add(new Attribute(key, value));
        return new ChainEvent(type, more);
    }

    /// What the bank module says of coins that move.
    public static List<ChainEvent> transfer(String from, String to, String coins) {
        return List.of(
                of("coin_spent", "spender", from, "amount", coins),
                of("coin_received", "receiver", to, "amount", coins),
                of("transfer", "recipient", to, "sender", from, "amount", coins),
                of("message", "sender", from));
    }

    public static List<ChainEvent> burn(String from, String coins) {
        return List.of(
                of("coin_spent", "spender", from, "amount", coins),
                of("burn", "burner", from, "amount", coins));
    }
}
