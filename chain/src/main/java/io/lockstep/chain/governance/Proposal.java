package io.lockstep.chain.governance;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A governance proposal with its tally: live while voting, final afterwards.
public record Proposal(
        long id,
        String title,
        String summary,
        String proposer,
        ProposalStatus status,
        boolean expedited,
        List<ProposalMessage> messages,
        Optional<Instant> submitTime,
        Optional<Instant> depositEnd,
        Optional<Instant> votingStart,
        Optional<Instant> votingEnd,
        Tally tally,
        String failedReason) {}
