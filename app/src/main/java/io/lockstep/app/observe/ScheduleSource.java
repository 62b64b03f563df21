package io.lockstep.app.observe;

import io.lockstep.app.settings.OwnUpgrade;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.chain.follow.ChainView;
import io.lockstep.chain.follow.Head;
import io.lockstep.chain.governance.Proposal;
import io.lockstep.chain.governance.ProposalMessage;
import io.lockstep.chain.governance.ProposalStatus;
import io.lockstep.chain.rest.RestClient;
import io.lockstep.chain.rpc.BlockTimes;
import io.lockstep.chain.rpc.RpcClient;
import io.lockstep.chain.upgrade.ScheduleFacts;
import io.lockstep.chain.upgrade.ScheduledUpgrade;
import io.lockstep.chain.upgrade.UpgradeSchedule;
import io.lockstep.chain.upgrade.UpgradeView;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads the schedule of MLNode versions, together with what is known of proposals and heights.
final class ScheduleSource {
    /// Of so many passed proposals it is asked whether they passed in time.
    private static final int LOOKED_AT = 20;

    private final Sources sources;
    private final BlockTimes times;

    ScheduleSource(Sources sources) {
        this.sources = sources;
        this.times =
                new BlockTimes(
                        sources.settings().chain().rpcs().stream()
                                .map(rpc -> new RpcClient(rpc, sources.http()))
                                .toList());
    }

    UpgradeView read(Snapshot snapshot) {
        var client = new RestClient(sources.rest(), sources.http());
        var proposals = snapshot.proposals().latest().orElse(List.of());
        var head = snapshot.chain().latest().flatMap(ChainView::head);
        var facts =
                ScheduleFacts.ofChain(
                        client.mlNodeVersion(),
                        client.partialUpgrades(),
                        client.currentPlan(),
                        proposals);
        var past = head.map(known -> past(proposals, known.appliedHeight())).orElse(Set.<Long>of());
        return UpgradeSchedule.of(facts.with(own(head), head, times.of(past)));
    }

    /// Forgotten one block after its height, as the chain forgets its own.
    private List<ScheduledUpgrade> own(Optional<Head> head) {
        return sources.settings().operator().schedule().stream()
                .filter(own -> head.filter(now -> now.appliedHeight() > own.height()).isEmpty())
                .map(OwnUpgrade::scheduled)
                .toList();
    }

    private static Set<Long> past(List<Proposal> proposals, long applied) {
        return proposals.stream()
                .filter(proposal -> proposal.status() == ProposalStatus.PASSED)
                .limit(LOOKED_AT)
                .flatMap(proposal -> proposal.messages().stream())
                .filter(message -> message instanceof ProposalMessage.PartialUpgrade)
                .map(ProposalMessage::effectHeight)
                .filter(height -> height > 0 && height <= applied)
                .collect(Collectors.toSet());
    }
}
