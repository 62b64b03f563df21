package io.lockstep.chain.tx.send;

import io.lockstep.chain.key.Address;
import io.lockstep.chain.key.PublicKey;
import io.lockstep.chain.key.SigningKey;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.tx.Draft;
import io.lockstep.chain.tx.SignedTx;
import io.lockstep.chain.tx.SignerData;
import io.lockstep.chain.tx.Signing;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// Brings transactions into blocks, never one twice.
///
/// The signed bytes are in the ledger before they are sent. While they may still get into a block,
/// only the same bytes are sent again, which a chain takes once at most; new ones are signed only
/// when the earlier ones certainly stand in none. Methods block.
public final class TxSender {
    private static final int SIGNINGS = 3;

    /// A simulation without a fee leaves out the gas of paying it, half of what a vote uses.
    private static final long SIMULATED_GAS = 200_000;

    private final TxNode node;
    private final TxLedger ledger;
    private final Watch watch;
    private final SignedCheck check;

    public TxSender(TxNode node, TxLedger ledger, Clock clock, Pause pause) {
        this.node = node;
        this.ledger = ledger;
        watch = new Watch(node, clock, pause);
        check = new SignedCheck(node, watch);
    }

    /// Looks up what was left open by an earlier run and brings it to its end.
    ///
    /// @return how the same messages ended, when they were among it and did happen: they are not to
    ///   be sent again
    /// @throws ProblemException with the code `tx.earlierOpen` when an end cannot be reached yet
    public Optional<Outcome> settleEarlier(Address signer, Draft wanted, Duration patience) {
        Optional<Outcome> same = Optional.empty();
        for (var sent : ledger.open(signer)) {
            var outcome = ended(sent, resumed(sent, patience));
            if (outcome instanceof Outcome.Unknown) {
                throw SendProblems.earlierOpen(sent.hash());
            }
            if (outcome instanceof Outcome.Done
                    && sent.tx().draft().messages().equals(wanted.messages())) {
                same = Optional.of(outcome);
            }
        }
        return same;
    }

    /// Reads the account, simulates and prices. Signs nothing.
    public Prepared prepare(Draft draft, PublicKey signer, Terms terms) {
        checkChain(terms.chainId());
        var account = account(signer.address());
        var sequence = terms.unordered().isPresent() ? 0 : account.sequence();
        var timed = timed(draft, terms);
        var price = terms.price().or(node::leastGasPrice).orElse(GasPrice.NOTHING);
        var paying = timed.with(price.fee(SIMULATED_GAS));
        var limit =
                terms.gas()
                        .orElseGet(() ->
                                Terms.limit(
                                        node.simulate(Signing.unsigned(paying, signer, sequence))));
        return new Prepared(
                timed.with(price.fee(limit)),
                new SignerData(terms.chainId(), account.number(), sequence),
                signer);
    }

    /// Signs, sends and waits for a block. When the node finds the sequence wrong, it is signed
    /// anew only once the earlier bytes certainly stand in no block.
    public Outcome send(Prepared prepared, SigningKey key, Terms terms) {
        var data = prepared.data();
        Outcome outcome = new Outcome.Lapsed("");
        for (int i = 0; i < SIGNINGS; i++) {
            var tx = Signing.sign(timed(prepared.draft(), terms), data, key);
            var sent = new Sent(tx, data);
            outcome = deliver(sent, terms.patience());
            if (!outOfSequence(outcome)) {
                return outcome;
            }
            var account = account(key.address());
            data = new SignerData(data.chainId(), account.number(), account.sequence());
        }
        return outcome;
    }

    /// Compares what was signed elsewhere with the chain: signature, sequence, time, and whether it
    /// stands in a block already. Sends nothing.
    public Standing standing(SignedTx tx) {
        var account = account(tx.signer().address());
        return check.of(new Sent(tx, data(tx, node.chainId(), account)), account);
    }

    /// Sends what was signed elsewhere. What stands in a block is not sent again.
    ///
    /// @throws ProblemException when the chain would refuse it
    public Outcome sendSigned(SignedTx tx, Duration patience) {
        return switch (standing(tx)) {
            case Standing.Ended(var outcome) -> outcome;
            case Standing.Unfit(var why) -> throw new ProblemException(why);
            case Standing.Fit(var account) ->
                    deliver(new Sent(tx, data(tx, node.chainId(), account)), patience);
        };
    }

    private static SignerData data(SignedTx tx, String chainId, Account account) {
        return new SignerData(chainId, account.number(), tx.sequence());
    }

    private Outcome deliver(Sent sent, Duration patience) {
        var before = watch.found(sent);
        if (before.isPresent()) {
            return before.get();
        }
        ledger.about(sent);
        return ended(sent, pushed(sent, false, patience));
    }

    /// For bytes that may have been sent before: looked up, then sent again as they are.
    private Outcome resumed(Sent sent, Duration patience) {
        return settled(sent).orElseGet(() -> pushed(sent, true, patience));
    }

    /// No answer leaves open whether the bytes arrived; then the same bytes go once more.
    ///
    /// @param before whether they may have been sent before
    private Outcome pushed(Sent sent, boolean before, Duration patience) {
        var answer = handedIn(sent);
        var again = before || answer.isEmpty();
        if (answer.isEmpty()) {
            answer = handedIn(sent);
        }
        return answer.filter(result -> !waits(result))
                .map(result -> refused(sent, result, again, patience))
                .orElseGet(() -> watch.await(sent, patience));
    }

    /// A refusal of fresh bytes is an end. Bytes that may have been taken before are looked for
    /// once more, a block later; an ordered transaction that is not there shares its sequence with
    /// whatever is signed next, so both never happen, and an unordered one is waited for until its
    /// time is over.
    private Outcome refused(Sent sent, TxResult result, boolean again, Duration patience) {
        if (again && sent.tx().draft().unordered()) {
            return watch.await(sent, patience);
        }
        if (again || result.is("sdk", 32)) {
            watch.nextBlock(sent);
        }
        return watch.found(sent).orElseGet(() -> new Outcome.Refused(result));
    }

    private Optional<Outcome> settled(Sent sent) {
        try {
            return watch.settled(sent);
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    /// Empty when no usable answer came.
    private Optional<TxResult> handedIn(Sent sent) {
        try {
            return Optional.of(node.broadcast(sent.tx().bytes()));
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    private Outcome ended(Sent sent, Outcome outcome) {
        ledger.ended(sent, outcome);
        return outcome;
    }

    /// Taken in, or known to the node already.
    private static boolean waits(TxResult result) {
        return result.code() == 0 || result.is("sdk", 19);
    }

    private static boolean outOfSequence(Outcome outcome) {
        return outcome instanceof Outcome.Refused(var result) && result.is("sdk", 32);
    }

    private void checkChain(String wanted) {
        var found = node.chainId();
        if (!found.equals(wanted)) {
            throw SendProblems.otherChain(wanted, found);
        }
    }

    private Account account(Address address) {
        return node.account(address).orElseThrow(() -> SendProblems.noAccount(address));
    }

    /// The lifetime is counted from the chain's time: the clock of this machine may be wrong.
    private Draft timed(Draft draft, Terms terms) {
        return terms.unordered()
                .map(lifetime -> draft.unorderedUntil(node.latest().time().plus(lifetime)))
                .orElse(draft);
    }
}
