package io.lockstep.chain.upgrade;

import io.lockstep.chain.follow.Head;
import java.util.Optional;

/// Where a chain stands to the halt of its pending software upgrade.
///
/// A halted chain goes on saying that it has seen block H, which it never applies (fact sheet,
/// section 10); once its program was restarted, it says nothing at all.
public enum HaltState {
    AHEAD,
    HALTED,
    PASSED,
    UNKNOWN;

    /// @param head the agreed head; without one nothing is known
    public static HaltState of(SoftwarePlan plan, Optional<Head> head) {
        if (head.isEmpty()) {
            return UNKNOWN;
        }
        var known = head.get();
        if (known.appliedHeight() >= plan.height()) {
            return PASSED;
        }
        return known.seenHeight() >= plan.height() && known.halted() ? HALTED : AHEAD;
    }

    /// The same through the silence after it, when no node answers any more.
    ///
    /// @param last the newest head that was ever agreed on
    public static HaltState through(SoftwarePlan plan, Optional<Head> now, Optional<Head> last) {
        if (now.isPresent()) {
            return of(plan, now);
        }
        return last.filter(known -> known.seenHeight() >= plan.height() - 1)
                        .filter(known -> known.appliedHeight() < plan.height())
                        .isPresent()
                ? HALTED
                : UNKNOWN;
    }
}
