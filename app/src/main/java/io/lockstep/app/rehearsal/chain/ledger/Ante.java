package io.lockstep.app.rehearsal.chain.ledger;

import io.lockstep.app.rehearsal.chain.ledger.Auth.Nonce;
import io.lockstep.app.rehearsal.chain.ledger.Ledger.Account;
import io.lockstep.chain.tx.SignedTx;
import io.lockstep.chain.tx.Signing;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;

/// What the chain asks of a signed transaction before it executes any message, in the chain's order
/// and with its codes (fact sheet, sections 2.8 and 3.2).
public final class Ante {
    private static final int LONGEST_MEMO = 256;
    private static final long FIRST_READ = 1_003;
    private static final long GAS_PER_BYTE = 10;

    private final Genesis genesis;

    public Ante(Genesis genesis) {
        this.genesis = genesis;
    }

    /// The ledger with the fee paid and the sequence or nonce used up.
    public Ledger admit(Ledger ledger, SignedTx tx, Moment at) throws Refusal {
        checkTime(ledger, tx, at);
        if (tx.draft().memo().length() > LONGEST_MEMO) {
            throw new Refusal(
                    "sdk",
                    12,
                    "maximum number of characters is %d but received %d characters: memo too large"
                            .formatted(LONGEST_MEMO, tx.draft().memo().length()));
        }
        checkGas(tx);
        var account = account(ledger, tx);
        var paid = pay(ledger, tx, account);
        checkSignature(tx, account);
        return used(paid, tx);
    }

    /// As [#admit], for a simulation: nobody signs one, and its gas has no limit.
    Ledger simulate(Ledger ledger, SignedTx tx, Moment at) throws Refusal {
        checkTime(ledger, tx, at);
        return used(pay(ledger, tx, account(ledger, tx)), tx);
    }

    private static void checkTime(Ledger ledger, SignedTx tx, Moment at) throws Refusal {
        var draft = tx.draft();
        if (draft.timeoutHeight() > 0 && at.height() > draft.timeoutHeight()) {
            throw new Refusal(
                    "sdk",
                    30,
                    "block height: %d, timeout height: %d: tx timeout height"
                            .formatted(at.height(), draft.timeoutHeight()));
        }
        if (draft.timeout().filter(until -> at.time().isAfter(until)).isPresent()) {
            throw new Refusal(
                    "sdk",
                    42,
                    "block time: %s, timeout timestamp: %s: tx timeout"
                            .formatted(at.time(), draft.timeout().get()));
        }
        if (draft.unordered()) {
            checkUnordered(ledger, tx, at);
        }
    }

    private static void checkUnordered(Ledger ledger, SignedTx tx, Moment at) throws Refusal {
        var until = tx.draft().timeout().orElseThrow();
        if (tx.sequence() != 0) {
            throw invalid("sequence is not allowed for unordered transactions");
        }
        if (Duration.between(at.time(), until).compareTo(Signing.LONGEST) > 0) {
            throw invalid("unordered tx ttl exceeds 10m0s");
        }
        if (ledger.auth().nonces().contains(nonce(tx))) {
            throw invalid(
                    "already used timeout %d for address %s"
                            .formatted(until.getEpochSecond(), tx.signer().address()));
        }
    }

    private static void checkGas(SignedTx tx) throws Refusal {
        var limit = tx.draft().fee().gasLimit();
        if (limit < FIRST_READ) {
            throw outOfGas("ReadPerByte", limit, FIRST_READ);
        }
        var read = FIRST_READ + GAS_PER_BYTE * tx.bytes().length;
        if (limit < read) {
            throw outOfGas("txSize", limit, read);
        }
    }

    private static Account account(Ledger ledger, SignedTx tx) throws Refusal {
        var address = tx.signer().address().text();
        for (var message : tx.draft().messages()) {
            if (!message.actor().equals(address)) {
                throw new Refusal(
                        "sdk",
                        8,
                        "pubKey does not match signer address %s with signer index: 0: invalid pubkey"
                                .formatted(message.actor()));
            }
        }
        var account = ledger.accounts().get(address);
        if (account == null) {
            throw new Refusal(
                    "sdk", 9, "account %s does not exist: unknown address".formatted(address));
        }
        return account;
    }

    private Ledger pay(Ledger ledger, SignedTx tx, Account account) throws Refusal {
        var fee = tx.draft().fee();
        var offered =
                fee.amount().stream()
                        .filter(coin -> coin.denom().equals(genesis.denomination()))
                        .map(coin -> coin.amount())
                        .reduce(BigInteger.ZERO, BigInteger::add);
        var required =
                genesis.minGasPrice()
                        .multiply(BigDecimal.valueOf(fee.gasLimit()))
                        .setScale(0, RoundingMode.CEILING)
                        .toBigInteger();
        if (offered.compareTo(required) < 0) {
            throw new Refusal(
                    "sdk",
                    13,
                    "insufficient fees; got: %s required: %s%s: insufficient fee"
                            .formatted(
                                    Messages.coins(fee.amount()),
                                    required,
                                    genesis.denomination()));
        }
        var strange =
                fee.amount().stream().anyMatch(c -> !c.denom().equals(genesis.denomination()));
        if (strange || offered.compareTo(BigInteger.valueOf(account.balance())) > 0) {
            throw new Refusal(
                    "sdk",
                    5,
                    "spendable balance %s is smaller than %s: insufficient funds"
                            .formatted(
                                    strange ? "" : genesis.coins(account.balance()),
                                    Messages.coins(fee.amount())));
        }
        return ledger.withAccount(account.paid(-offered.longValueExact()));
    }

    private void checkSignature(SignedTx tx, Account account) throws Refusal {
        if (!tx.draft().unordered() && tx.sequence() != account.sequence()) {
            throw new Refusal(
                    "sdk",
                    32,
                    "account sequence mismatch, expected %d, got %d: incorrect account sequence"
                            .formatted(account.sequence(), tx.sequence()));
        }
        if (!tx.holdsFor(genesis.chainId(), account.number())) {
            throw new Refusal(
                    "sdk",
                    4,
                    "signature verification failed; please verify account number (%d) and chain-id (%s): (unable to verify single signer signature): unauthorized"
                            .formatted(account.number(), genesis.chainId()));
        }
    }

    private static Ledger used(Ledger ledger, SignedTx tx) {
        var known = ledger.account(tx.signer().address().text()).with(tx.signer().base64());
        return tx.draft().unordered()
                ? ledger.withAccount(known).withAuth(ledger.auth().used(nonce(tx)))
                : ledger.withAccount(known.next());
    }

    private static Nonce nonce(SignedTx tx) {
        return new Nonce(tx.signer().address().text(), tx.draft().timeout().orElseThrow());
    }

    static Refusal outOfGas(String where, long wanted, long used) {
        return new Refusal(
                "sdk",
                11,
                "out of gas in location: %s; gasWanted: %d, gasUsed: %d: out of gas"
                        .formatted(where, wanted, used));
    }

    private static Refusal invalid(String words) {
        return new Refusal("sdk", 18, words + ": invalid request");
    }
}
