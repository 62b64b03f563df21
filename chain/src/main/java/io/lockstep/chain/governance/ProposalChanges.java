package io.lockstep.chain.governance;

import io.lockstep.chain.governance.ProposalEvent.Kind;
import java.time.Instant;
import java.util.Optional;

/// Tells two readings of one proposal apart. Pure.
public final class ProposalChanges {
    private ProposalChanges() {}

    /// Empty when nothing changed that an operator must hear of.
    public static Optional<ProposalEvent> between(Proposal before, Proposal after) {
        if (before.status() != after.status()) {
            return kind(after.status()).map(kind -> ProposalEvent.of(kind, before, after));
        }
        return before.expedited() && !after.expedited()
                ? Optional.of(ProposalEvent.of(Kind.TURNED_REGULAR, before, after))
                : Optional.empty();
    }

    /// A proposal that the chain says nothing of any more.
    ///
    /// @param now by the clock of the chain, when it is known
    public static ProposalEvent vanished(Proposal before, Instant now) {
        var expired =
                before.status() == ProposalStatus.DEPOSIT_PERIOD
                        && before.depositEnd().filter(end -> !end.isAfter(now)).isPresent();
        return ProposalEvent.gone(expired ? Kind.EXPIRED : Kind.CANCELLED, before);
    }

    private static Optional<Kind> kind(ProposalStatus status) {
        return switch (status) {
            case VOTING_PERIOD -> Optional.of(Kind.VOTING_BEGAN);
            case PASSED -> Optional.of(Kind.PASSED);
            case REJECTED -> Optional.of(Kind.REJECTED);
            case FAILED -> Optional.of(Kind.FAILED);
            case DEPOSIT_PERIOD, UNSPECIFIED -> Optional.empty();
        };
    }
}
