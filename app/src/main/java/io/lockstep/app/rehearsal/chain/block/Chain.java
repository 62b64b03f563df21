package io.lockstep.app.rehearsal.chain.block;

import io.lockstep.app.rehearsal.chain.ledger.Delivery;
import io.lockstep.app.rehearsal.chain.ledger.Digest;
import io.lockstep.app.rehearsal.chain.ledger.EndBlock;
import io.lockstep.app.rehearsal.chain.ledger.Genesis;
import io.lockstep.app.rehearsal.chain.ledger.Ledger;
import io.lockstep.app.rehearsal.chain.ledger.Moment;
import io.lockstep.app.rehearsal.chain.ledger.Outcome;
import io.lockstep.app.rehearsal.chain.ledger.Submission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes blocks. Store first, then apply; a software upgrade comes between the two, and stops it
/// there. Not safe for threads: whoever owns it takes care that one at a time uses it.
public final class Chain {
    private final Genesis genesis;
    private final Delivery delivery;
    private final EndBlock endBlock;
    private final TxEncoder encoder;
    private final BlockStore store;
    private final String validatorsHash;

    private Ledger ledger;
    private String appHash = Block.EMPTY;
    private String resultsHash = Block.EMPTY;
    private Optional<Halt> halt = Optional.empty();

    private record Halt(Block block, List<Submission> transactions) {}

    public Chain(Genesis genesis, BlockStore store) {
        this.genesis = genesis;
        this.delivery = new Delivery(genesis);
        this.endBlock = new EndBlock(genesis);
        this.encoder = new TxEncoder(genesis.denomination());
        this.store = store;
        this.ledger = Ledger.born(genesis);
        this.validatorsHash = Digest.of(genesis.validators().toString());
    }

    public Ledger ledger() {
        return ledger;
    }

    /// Whether the newest block waits for another binary.
    public boolean halted() {
        return halt.isPresent();
    }

    public long nextHeight() {
        return store.seen().map(block -> block.height() + 1).orElse(genesis.initialHeight());
    }

    /// What would become of transactions, one after the other, in the next block. Nothing changes.
    public List<Outcome> tryOut(List<Submission> transactions, Instant time) {
        return execute(transactions, new Moment(nextHeight(), time));
    }

    /// The next block. Empty when the chain halts before it is executed, and as long as it does.
    public Optional<Applied> produce(List<Submission> transactions, Instant time) {
        if (halted()) {
            return Optional.empty();
        }
        var height = nextHeight();
        var bytes =
                execute(transactions, new Moment(height, time)).stream()
                        .map(outcome -> TxRecord.of(outcome, encoder).tx())
                        .toList();
        var last = store.seen().map(Block::id).orElse(BlockId.NONE);
        var id = Block.identify(last, height, time, genesis.chainId(), appHash, resultsHash, bytes);
        var block =
                new Block(
                        id,
                        last,
                        height,
                        time,
                        genesis.chainId(),
                        appHash,
                        resultsHash,
                        validatorsHash,
                        proposer(height),
                        bytes);
        store.stored(block);
        if (ledger.plan().filter(plan -> plan.height() <= height).isPresent()) {
            halt = Optional.of(new Halt(block, List.copyOf(transactions)));
            return Optional.empty();
        }
        return Optional.of(apply(block, transactions));
    }

    /// The new binary is there: it executes the block at which the old one stopped.
    public Optional<Applied> resume() {
        var waiting = halt;
        halt = Optional.empty();
        return waiting.map(stopped -> {
            ledger = ledger.planApplied(stopped.block().height());
            return apply(stopped.block(), stopped.transactions());
        });
    }

    private Applied apply(Block block, List<Submission> transactions) {
        var moment = new Moment(block.height(), block.time());
        var outcomes = execute(transactions, moment);
        var before = outcomes.isEmpty() ? ledger : outcomes.getLast().after();
        var ended = endBlock.end(before, moment);
        var records = outcomes.stream().map(o -> TxRecord.of(o, encoder)).toList();
        ledger = ended.ledger();
        appHash = Digest.of(appHash + "|" + block.id().hash() + "|" + ledger);
        resultsHash = records.isEmpty() ? Block.EMPTY : Digest.of("results " + records);
        var applied = new Applied(block, ledger, records, ended.events(), appHash);
        store.applied(applied);
        return applied;
    }

    private List<Outcome> execute(List<Submission> transactions, Moment at) {
        var outcomes = new ArrayList<Outcome>();
        var before = ledger;
        for (var transaction : transactions) {
            var outcome = delivery.deliver(before, transaction, at);
            outcomes.add(outcome);
            before = outcome.after();
        }
        return outcomes;
    }

    private String proposer(long height) {
        var turn = (int) (height % genesis.validators().size());
        return genesis.validators().get(turn).consensusAddress();
    }
}
