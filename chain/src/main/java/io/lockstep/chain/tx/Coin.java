package io.lockstep.chain.tx;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A whole number of one denomination.
public record Coin(String denom, BigInteger amount) {
    /// The only denomination that counts on the chain.
    public static final String BASE = "ngonka";

    /// The names that a denomination can have on a chain.
    public static final Pattern DENOM = Pattern.compile("[a-zA-Z][a-zA-Z0-9/:._-]{2,127}");

    private static final int GONKA = 9;

    public Coin {
        if (!DENOM.matcher(denom).matches() || amount.signum() < 0) {
            throw TxProblems.amount("%s%s".formatted(amount, denom));
        }
    }

    /// As it is read aloud: 25000000 ngonka are "0.025 gonka"; other denominations stay as they
    /// are.
    public String words() {
        if (!denom.equals(BASE)) {
            return amount + " " + denom;
        }
        return new BigDecimal(amount, GONKA).stripTrailingZeros().toPlainString() + " gonka";
    }

    public static String words(List<Coin> coins) {
        return coins.isEmpty()
                ? "nothing"
                : coins.stream().map(Coin::words).collect(Collectors.joining(" and "));
    }

    /// As the chain's own program writes it, such as `25000000ngonka`.
    @Override
    public String toString() {
        return amount + denom;
    }
}
