package io.lockstep.chain.rest;

import io.lockstep.chain.governance.GovParams;
import io.lockstep.chain.governance.GovernanceView;
import io.lockstep.chain.governance.Proposal;
import io.lockstep.chain.governance.ProposalEvent;
import io.lockstep.chain.governance.ProposalStatus;
import io.lockstep.chain.governance.VoteRecord;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Reads the governance of a chain again and again, so that a long history costs nothing.
///
/// A reading asks for what can still change and for the newest page, all at once; older pages are
/// walked a few at each reading and only what still matters is kept of them. For one thread.
public final class ProposalBook {
    private static final int PAGE = 50;
    private static final int OLD_PAGE = 100;

    private final GovernanceClient client;
    private final VoteRecord record;
    private final History history = new History();
    private final Counted counted;
    private Optional<String> older = Optional.empty();
    private boolean begun;

    public ProposalBook(GovernanceClient client, VoteRecord record) {
        this.client = client;
        this.record = record;
        this.counted = new Counted(client, record);
    }

    /// What one round trip brings.
    private record Lists(
            GovParams params,
            BigInteger bonded,
            List<Proposal> deposit,
            List<Proposal> voting,
            Gateway.Page<Proposal> newest) {}

    /// One reading, with what changed since the one before.
    public record Reading(GovernanceView view, List<ProposalEvent> events) {}

    /// Blocks for a few round trips.
    ///
    /// @param appliedHeight of the agreed head; what is to count later is kept
    /// @param now by the clock of the chain, when it is known
    /// @param early hears the view after the first round trip, before any vote is counted
    public Reading read(long appliedHeight, Instant now, Consumer<GovernanceView> early)
            throws InterruptedException {
        try (var together = new Together()) {
            var lists = lists(together);
            history.saw(all(lists), appliedHeight);
            early.accept(view(lists, false));
            var events = history.events(client::proposal, now);
            counted.count(history.open(), together);
            walk(lists.newest(), appliedHeight);
            return new Reading(view(lists, true), events);
        }
    }

    private Lists lists(Together together) throws InterruptedException {
        var params = together.ask(client::params);
        var bonded = together.ask(client::bondedPower);
        var deposit = together.ask(() -> client.inDeposit(PAGE));
        var voting = together.ask(() -> client.proposals(ProposalStatus.VOTING_PERIOD));
        var newest = together.ask(() -> client.page(PAGE, Optional.empty()));
        return new Lists(
                Together.answer(params),
                Together.answer(bonded),
                Together.answer(deposit),
                Together.answer(voting),
                Together.answer(newest));
    }

    private static List<Proposal> all(Lists lists) {
        List<Proposal> all = new ArrayList<>(lists.newest().elements());
        all.addAll(lists.deposit());
        all.addAll(lists.voting());
        return all;
    }

    /// Decided proposals never change, so each older page is read once.
    private void walk(Gateway.Page<Proposal> newest, long appliedHeight) {
        if (!begun) {
            begun = true;
            older = newest.nextKey();
        }
        for (int pages = 0; pages < History.PAGES_A_READING && older.isPresent(); pages++) {
            var page = client.page(OLD_PAGE, older);
            history.sawOld(page.elements(), appliedHeight);
            older = page.nextKey();
        }
    }

    private GovernanceView view(Lists lists, boolean complete) {
        List<Proposal> proposals = new ArrayList<>();
        Set<Long> live = new HashSet<>();
        Map<Long, VoteRecord.Seen> votes = new HashMap<>();
        for (var proposal : history.newestFirst()) {
            var tally = counted.tally(proposal.id());
            tally.ifPresent(_ -> live.add(proposal.id()));
            proposals.add(tally.map(proposal::counted).orElse(proposal));
            var seen = record.of(proposal.id());
            if (!seen.equals(VoteRecord.Seen.NOTHING)) {
                votes.put(proposal.id(), seen);
            }
        }
        return new GovernanceView(
                lists.params(),
                lists.bonded(),
                List.copyOf(proposals),
                Set.copyOf(live),
                Map.copyOf(votes),
                Math.max(lists.newest().total(), proposals.size()),
                complete);
    }
}
