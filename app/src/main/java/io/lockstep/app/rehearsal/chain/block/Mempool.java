package io.lockstep.app.rehearsal.chain.block;

import io.lockstep.app.rehearsal.chain.ledger.Ante;
import io.lockstep.app.rehearsal.chain.ledger.Delivery;
import io.lockstep.app.rehearsal.chain.ledger.Digest;
import io.lockstep.app.rehearsal.chain.ledger.Genesis;
import io.lockstep.app.rehearsal.chain.ledger.Ledger;
import io.lockstep.app.rehearsal.chain.ledger.Moment;
import io.lockstep.app.rehearsal.chain.ledger.Outcome;
import io.lockstep.app.rehearsal.chain.ledger.Refusal;
import io.lockstep.app.rehearsal.chain.ledger.Submission;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.tx.SignedTx;
import io.lockstep.chain.tx.TxDecoder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Transactions that wait for the next block. What is broadcast is checked as the chain checks it
/// before it takes anything in; the same bytes are taken once. For any thread; the lock is held for
/// memory only.
public final class Mempool {
    private final BlockStore store;
    private final Ante ante;
    private final Delivery delivery;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Submission> waiting = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    /// What a node says to a broadcast at once.
    ///
    /// @param hash upper-case hex
    /// @param refusal why it was not taken in
    public record Checked(String hash, Optional<Refusal> refusal) {}

    public Mempool(Genesis genesis, BlockStore store) {
        this.store = store;
        this.ante = new Ante(genesis);
        this.delivery = new Delivery(genesis);
    }

    /// Puts it into the next block, whatever becomes of it there.
    public void add(Submission submission) {
        locked(() -> waiting.add(submission));
    }

    public List<Submission> waiting() {
        return locked(() -> List.copyOf(waiting));
    }

    /// All that waits; nothing waits afterwards.
    public List<Submission> take() {
        return locked(() -> {
            var all = List.copyOf(waiting);
            waiting.clear();
            return all;
        });
    }

    /// Takes in what may stand in a block, and says why not otherwise.
    public Checked broadcast(byte[] bytes) {
        var hash = Digest.hex(Digest.sha256(bytes));
        return locked(() -> {
            try {
                if (seen.contains(hash)) {
                    throw Refusal.known();
                }
                var tx = read(bytes);
                var _ = ante.admit(expected(), tx, next());
                seen.add(hash);
                waiting.add(new Submission.Broadcast(tx));
                return new Checked(hash, Optional.empty());
            } catch (Refusal refusal) {
                return new Checked(hash, Optional.of(refusal));
            }
        });
    }

    /// What would become of it now. Nothing changes.
    public Outcome simulate(byte[] bytes) throws Refusal {
        return delivery.simulate(applied().ledger(), read(bytes), next());
    }

    /// The state with all that waits, so that an account can send several in one block.
    private Ledger expected() {
        var ledger = applied().ledger();
        for (var submission : waiting) {
            ledger = delivery.deliver(ledger, submission, next()).after();
        }
        return ledger;
    }

    private Moment next() {
        return new Moment(applied().height() + 1, applied().block().time());
    }

    private Applied applied() {
        return store.applied().orElseThrow();
    }

    private static SignedTx read(byte[] bytes) throws Refusal {
        try {
            return TxDecoder.read(bytes);
        } catch (ProblemException e) {
            throw Refusal.unreadable();
        }
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
