package io.lockstep.chain.governance;

import java.math.BigInteger;

/// Voting power behind each option.
public record Tally(BigInteger yes, BigInteger abstain, BigInteger no, BigInteger noWithVeto) {
    public static final Tally NONE =
            new Tally(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);

    public BigInteger total() {
        return yes.add(abstain).add(no).add(noWithVeto);
    }
}
