package io.lockstep.chain.governance;

import io.lockstep.chain.follow.Head;
import java.math.BigInteger;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Governance as it was read: the rules, who could vote, and the proposals that matter, newest
/// first.
///
/// Of a long history only the open, the newest and the lately changed proposals are here.
///
/// @param bonded voting power of all bonded validators
/// @param counted proposals that carry their live tally
/// @param votes who voted and deposited, by proposal, as far as it was ever seen
/// @param total how many proposals the chain has
/// @param complete whether votes and deposits were read too; a first look has only the proposals
public record GovernanceView(
        GovParams params,
        BigInteger bonded,
        List<Proposal> proposals,
        Set<Long> counted,
        Map<Long, VoteRecord.Seen> votes,
        long total,
        boolean complete) {

    /// How every proposal stands, seen from that head.
    ///
    /// @param own the operator's address, when one is watched
    /// @param zone in which moments are written
    public List<Assessment> assess(Optional<Head> head, Optional<String> own, ZoneId zone) {
        var assessor = new Assessor(params, bonded, head, own, zone);
        return proposals.stream()
                .map(proposal ->
                        assessor.of(
                                proposal,
                                counted.contains(proposal.id()),
                                votes.getOrDefault(proposal.id(), VoteRecord.Seen.NOTHING)))
                .toList();
    }
}
