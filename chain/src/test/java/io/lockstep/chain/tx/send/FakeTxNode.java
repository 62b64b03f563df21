package io.lockstep.chain.tx.send;

import io.lockstep.chain.key.Address;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.tx.Message;
import io.lockstep.chain.tx.SignedTx;
import io.lockstep.chain.tx.TxDecoder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// A chain of one account, as strict as the real one about signatures, sequences and time, over a
/// network that loses what the test wants lost. A pause of the sender makes a block.
final class FakeTxNode implements TxNode {
    static final String CHAIN = "fake-1";
    static final long NUMBER = 42;
    static final long FEE_GAS = 25_000;

    final List<Message> happened = new ArrayList<>();
    final List<String> arrived = new ArrayList<>();
    BooleanSupplier requestLost = () -> false;
    BooleanSupplier answerLost = () -> false;
    BooleanSupplier broadcastAnswerLost = () -> false;
    BooleanSupplier blockSkipped = () -> false;
    boolean silent;
    int refuseWith;
    long sequence = 3;
    long height = 100;
    long gasUsed = 100_000;
    Optional<GasPrice> leastGasPrice = Optional.empty();

    private final Map<String, SignedTx> waiting = new HashMap<>();
    private final Map<String, TxResult> blocks = new HashMap<>();
    private final Set<String> fresh = new HashSet<>();

    /// Makes a block. A transaction of it is listed only from the next block on, as with a slow
    /// index.
    void block() {
        if (silent || blockSkipped.getAsBoolean()) {
            return;
        }
        height++;
        fresh.clear();
        for (var tx : List.copyOf(waiting.values())) {
            waiting.remove(tx.hash());
            if (invalid(tx) == 0) {
                include(tx);
            }
        }
    }

    /// Somebody else uses the account's next sequence.
    void otherDevice() {
        sequence++;
    }

    private void include(SignedTx tx) {
        happened.addAll(tx.draft().messages());
        sequence += tx.draft().unordered() ? 0 : 1;
        fresh.add(tx.hash());
        blocks.put(
                tx.hash(), new TxResult(tx.hash(), height, "", 0, "", gasUsed, OptionalLong.of(9)));
    }

    Instant time() {
        return Instant.parse("2026-01-01T00:00:00Z").plusSeconds(height);
    }

    @Override
    public String chainId() {
        answer();
        return CHAIN;
    }

    @Override
    public BlockStamp latest() {
        answer();
        return new BlockStamp(height, time());
    }

    @Override
    public Optional<Account> account(Address address) {
        answer();
        return Optional.of(new Account(NUMBER, sequence, Optional.empty()));
    }

    @Override
    public long simulate(byte[] tx) {
        answer();
        return TxDecoder.read(tx).draft().fee().amount().isEmpty() ? gasUsed : gasUsed + FEE_GAS;
    }

    @Override
    public Optional<GasPrice> leastGasPrice() {
        return leastGasPrice;
    }

    @Override
    public TxResult broadcast(byte[] bytes) {
        if (silent || requestLost.getAsBoolean()) {
            throw lost();
        }
        var tx = TxDecoder.read(bytes);
        arrived.add(tx.hash());
        var code = refuseWith > 0 ? refuseWith : check(tx);
        if (code == 0) {
            waiting.put(tx.hash(), tx);
        }
        if (broadcastAnswerLost.getAsBoolean()) {
            throw lost();
        }
        return new TxResult(
                tx.hash(), 0, code == 0 ? "" : "sdk", code, "", 0, OptionalLong.empty());
    }

    @Override
    public Optional<TxResult> find(String hash) {
        answer();
        return Optional.ofNullable(blocks.get(hash)).filter(_ -> !fresh.contains(hash));
    }

    private int check(SignedTx tx) {
        return waiting.containsKey(tx.hash()) || blocks.containsKey(tx.hash()) ? 19 : invalid(tx);
    }

    private int invalid(SignedTx tx) {
        if (!tx.holdsFor(CHAIN, NUMBER)) {
            return 4;
        }
        if (tx.draft().unordered()) {
            var until = tx.draft().timeout().orElseThrow();
            var late = until.isBefore(time()) || until.isAfter(time().plus(Duration.ofMinutes(10)));
            return late ? 42 : 0;
        }
        return tx.sequence() == sequence ? 0 : 32;
    }

    private void answer() {
        if (silent || answerLost.getAsBoolean()) {
            throw lost();
        }
    }

    private static ProblemException lost() {
        return new ProblemException(
                new Problem("tx.noAnswer", "No answer came.", "Nothing.", "Ask again."));
    }
}
