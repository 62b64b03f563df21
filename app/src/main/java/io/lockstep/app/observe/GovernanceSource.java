package io.lockstep.app.observe;

import io.lockstep.app.chronicle.ChainMemory;
import io.lockstep.app.chronicle.Chronicle;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.chain.follow.ChainView;
import io.lockstep.chain.follow.Head;
import io.lockstep.chain.governance.GovernanceView;
import io.lockstep.chain.governance.VoteMemory;
import io.lockstep.chain.governance.VoteRecord;
import io.lockstep.chain.rest.ProposalBook;
import io.lockstep.chain.rest.RestClient;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;

/// Reads the governance of the chain, one reading after another.
final class GovernanceSource {
    private final Sources sources;
    private final Clock clock;
    private final Recorder recorder;
    private final Optional<ChainMemory> memory;
    private Optional<ProposalBook> book = Optional.empty();

    GovernanceSource(
            Sources sources, Clock clock, Recorder recorder, Optional<Chronicle> chronicle) {
        this.sources = sources;
        this.clock = clock;
        this.recorder = recorder;
        this.memory = chronicle.map(ChainMemory::new);
    }

    /// @param early hears what the first round trip brought
    GovernanceView read(Snapshot snapshot, Consumer<GovernanceView> early)
            throws InterruptedException {
        var opened = book.orElseGet(this::open);
        book = Optional.of(opened);
        var head = snapshot.chain().latest().flatMap(ChainView::head);
        head.map(Head::chainId).ifPresent(id -> memory.ifPresent(kept -> kept.of(id)));
        var reading =
                opened.read(
                        head.map(Head::appliedHeight).orElse(0L),
                        head.map(Head::blockTime).orElseGet(clock::instant),
                        early);
        recorder.proposals(reading.events(), snapshot);
        return reading.view();
    }

    private ProposalBook open() {
        var client = new RestClient(sources.rest(), sources.http());
        return new ProposalBook(
                client.governance(),
                memory.<VoteRecord>map(kept -> kept).orElseGet(VoteMemory::new));
    }
}
