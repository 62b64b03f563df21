package io.lockstep.chain.rest;

import io.lockstep.chain.governance.Proposal;
import io.lockstep.chain.governance.ProposalChanges;
import io.lockstep.chain.governance.ProposalEvent;
import io.lockstep.chain.governance.ProposalStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;

/// The proposals that are kept of all that were ever seen: the open ones, the newest, and those
/// that passed for a height still to come. Their number does not grow with the history.
final class History {
    static final int PAGES_A_READING = 4;

    private static final int MOST_DECIDED = 200;

    private final Map<Long, Proposal> before = new HashMap<>();
    private final TreeMap<Long, Proposal> kept = new TreeMap<>(Comparator.reverseOrder());
    private final List<Long> missing = new ArrayList<>();
    private boolean first = true;

    /// A whole reading of what is open and what is newest.
    void saw(List<Proposal> present, long appliedHeight) {
        before.clear();
        before.putAll(kept);
        missing.clear();
        Map<Long, Proposal> now = new HashMap<>();
        present.forEach(proposal -> now.put(proposal.id(), proposal));
        for (var old : List.copyOf(kept.values())) {
            if (old.open() && !now.containsKey(old.id())) {
                missing.add(old.id());
            }
        }
        kept.putAll(now);
        forget(appliedHeight);
    }

    /// A page of decided proposals.
    void sawOld(List<Proposal> page, long appliedHeight) {
        page.stream()
                .filter(proposal -> matters(proposal, appliedHeight))
                .forEach(proposal -> kept.putIfAbsent(proposal.id(), proposal));
        forget(appliedHeight);
    }

    /// What changed with the reading.
    ///
    /// @param lookUp asks for one proposal that is in no list any more
    List<ProposalEvent> events(LongFunction<Optional<Proposal>> lookUp, Instant now) {
        List<ProposalEvent> events = new ArrayList<>();
        for (var id : missing) {
            lookUp.apply(id).ifPresentOrElse(found -> kept.put(id, found), () -> kept.remove(id));
        }
        for (var old : before.values()) {
            var found = Optional.ofNullable(kept.get(old.id()));
            if (found.isPresent()) {
                ProposalChanges.between(old, found.get()).ifPresent(events::add);
            } else if (missing.contains(old.id())) {
                events.add(ProposalChanges.vanished(old, now));
            }
        }
        if (!first) {
            appeared(events);
        }
        first = false;
        return List.copyOf(events);
    }

    List<Proposal> newestFirst() {
        return List.copyOf(kept.values());
    }

    List<Proposal> open() {
        return kept.values().stream().filter(Proposal::open).toList();
    }

    private void appeared(List<ProposalEvent> events) {
        var newestBefore = before.keySet().stream().mapToLong(id -> id).max().orElse(0);
        kept.values().stream()
                .filter(proposal -> proposal.id() > newestBefore)
                .map(ProposalEvent::appeared)
                .forEach(events::add);
    }

    /// What is decided makes room, the oldest first, unless it has yet to take effect.
    private void forget(long appliedHeight) {
        var decided = kept.values().stream().filter(proposal -> !proposal.open()).toList();
        decided.stream()
                .filter(proposal -> !matters(proposal, appliedHeight))
                .skip(MOST_DECIDED / 2)
                .forEach(proposal -> kept.remove(proposal.id()));
        kept.values().stream()
                .filter(proposal -> !proposal.open())
                .skip(MOST_DECIDED)
                .toList()
                .forEach(proposal -> kept.remove(proposal.id()));
    }

    private static boolean matters(Proposal proposal, long appliedHeight) {
        return proposal.open()
                || (proposal.status() == ProposalStatus.PASSED
                        && proposal.messages().stream()
                                .anyMatch(message -> message.effectHeight() > appliedHeight));
    }
}
