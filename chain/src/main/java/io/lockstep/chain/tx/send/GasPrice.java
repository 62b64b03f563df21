package io.lockstep.chain.tx.send;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.tx.Coin;
import io.lockstep.chain.tx.Fee;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What one unit of gas costs, in the smallest unit of a denomination.
public record GasPrice(BigDecimal amount, String denom) {
    public static final GasPrice NOTHING = new GasPrice(BigDecimal.ZERO, Coin.BASE);

    private static final Pattern FORM = Pattern.compile("([0-9]{1,30}(?:\\.[0-9]{1,18})?)(.*)");

    /// As the chain's own program takes it, such as `0.025ngonka`.
    public static GasPrice read(String text) {
        return find(text.strip()).orElseThrow(() -> refused(text));
    }

    /// The least that a node asks for, out of its list of prices of which any one will do; empty
    /// when it asks for nothing.
    static Optional<GasPrice> leastOf(String list) {
        return Arrays.stream(list.split(",", -1))
                .flatMap(text -> find(text.strip()).stream())
                .filter(price -> price.amount().signum() > 0)
                .min(Comparator.comparing(price -> !price.denom().equals(Coin.BASE)));
    }

    /// That much gas, rounded up.
    public Fee fee(long limit) {
        var cost = amount.multiply(BigDecimal.valueOf(limit)).setScale(0, RoundingMode.CEILING);
        return Fee.of(
                cost.signum() == 0 ? List.of() : List.of(new Coin(denom, cost.toBigInteger())),
                limit);
    }

    private static Optional<GasPrice> find(String text) {
        var parts = FORM.matcher(text);
        return parts.matches() && Coin.DENOM.matcher(parts.group(2)).matches()
                ? Optional.of(new GasPrice(new BigDecimal(parts.group(1)), parts.group(2)))
                : Optional.empty();
    }

    private static ProblemException refused(String text) {
        return new ProblemException(
                new Problem(
                        "usage.gasPrice",
                        "\"%s\" is no price of gas.".formatted(text),
                        "Nothing was signed and nothing was sent.",
                        "Write it like 0.025ngonka."));
    }
}
