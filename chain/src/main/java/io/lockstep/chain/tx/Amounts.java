package io.lockstep.chain.tx;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Pattern;

/// Reads amounts as people write them, such as `25000000ngonka` or `0.025 gonka`. Exact: what is
/// not a whole number of ngonka is refused, never rounded.
public final class Amounts {
    private static final Map<String, Integer> DIGITS =
            Map.of("gonka", 9, "mgonka", 6, "ugonka", 3, "ngonka", 0);

    private static final Pattern FORM =
            Pattern.compile("([0-9]{1,40})(\\.[0-9]{1,18})? ?([a-zA-Z]{3,40})");

    private Amounts() {}

    /// A denomination of another chain may only be given as a whole number.
    ///
    /// @throws io.lockstep.chain.problem.ProblemException with the code `usage.amount`
    public static Coin read(String text) {
        var form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw TxProblems.amount(text);
        }
        var whole = form.group(1) + (form.group(2) == null ? "" : form.group(2));
        var denom = form.group(3);
        try {
            var scaled = new BigDecimal(whole).movePointRight(DIGITS.getOrDefault(denom, 0));
            return new Coin(
                    DIGITS.containsKey(denom) ? Coin.BASE : denom, scaled.toBigIntegerExact());
        } catch (ArithmeticException e) {
            throw TxProblems.fraction(text, e);
        }
    }
}
