package io.lockstep.app.ui.governance;

import io.lockstep.app.ui.parts.Bar;
import io.lockstep.chain.governance.Proposal;
import io.lockstep.chain.governance.Tally;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.List;

/// A tally as shares of the votes cast, with the marks of threshold and veto. Yes grows from the
/// left; veto stands at the right end, so its mark counts from there.
final class TallyBar {
    static final double THRESHOLD = 0.5;
    static final double EXPEDITED = 0.667;
    static final double VETO = 0.334;

    private TallyBar() {}

    static Bar show(Bar bar, Proposal proposal) {
        return bar.show(segments(proposal.tally()), marks(proposal));
    }

    static List<Bar.Part> segments(Tally tally) {
        var total = tally.total();
        if (total.signum() == 0) {
            return List.of();
        }
        return List.of(
                new Bar.Part(share(tally.yes(), total), "part-yes"),
                new Bar.Part(share(tally.abstain(), total), "part-abstain"),
                new Bar.Part(share(tally.no(), total), "part-no"),
                new Bar.Part(share(tally.noWithVeto(), total), "part-veto"));
    }

    private static List<Bar.Part> marks(Proposal proposal) {
        return List.of(
                new Bar.Part(proposal.expedited() ? EXPEDITED : THRESHOLD, "mark-threshold"),
                new Bar.Part(1 - VETO, "mark-veto"));
    }

    static double share(BigInteger part, BigInteger total) {
        return total.signum() == 0
                ? 0
                : new BigDecimal(part)
                        .divide(new BigDecimal(total), MathContext.DECIMAL32)
                        .doubleValue();
    }
}
