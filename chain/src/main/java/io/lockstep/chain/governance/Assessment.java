package io.lockstep.chain.governance;

import io.lockstep.chain.follow.HeightRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One proposal with everything that was found out about it.
///
/// @param verdict what the votes would decide now; empty while they are not counted or there is
///   nothing to count
/// @param deposit against the minimum; empty once voting has begun or ended
/// @param end when the present period ends; empty for a proposal that is decided
/// @param endHeight the block in which that may happen; empty while the pace is not known
/// @param does what each of its messages does, in words
/// @param votes who voted, as far as it was seen
/// @param own the operator's own vote; empty when it was not cast, or no address is watched
public record Assessment(
        Proposal proposal,
        Optional<Verdict> verdict,
        Optional<DepositState> deposit,
        Optional<Instant> end,
        Optional<HeightRange> endHeight,
        List<String> does,
        VoteRecord.Seen votes,
        Optional<Ballot> own,
        List<Warning> warnings) {

    /// Negative once the moment has passed and no block has come since.
    public Optional<Duration> left(Instant now) {
        return end.map(moment -> Duration.between(now, moment));
    }
}
