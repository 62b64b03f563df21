package io.lockstep.chain.tx.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.chain.key.Address;
import io.lockstep.chain.key.SigningKey;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.tx.Draft;
import io.lockstep.chain.tx.Fee;
import io.lockstep.chain.tx.Message;
import io.lockstep.chain.tx.SignedTx;
import io.lockstep.chain.tx.SignerData;
import io.lockstep.chain.tx.Signing;
import io.lockstep.chain.tx.VoteOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Never twice, never lost from sight.
class TxSenderTest {
    private static final Terms ORDERED =
            new Terms(
                    FakeTxNode.CHAIN,
                    OptionalLong.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Duration.ofSeconds(20));
    private static final Terms UNORDERED =
            new Terms(
                    FakeTxNode.CHAIN,
                    OptionalLong.of(2_000_000),
                    Optional.of(GasPrice.read("0.1ngonka")),
                    Optional.of(Duration.ofSeconds(60)),
                    Duration.ofSeconds(90));

    private final FakeTxNode node = new FakeTxNode();
    private final FakeLedger ledger = new FakeLedger();
    private final SigningKey key = SigningKey.of(secret());
    private final Message vote = new Message.Vote(7, key.address().text(), VoteOption.YES, "");
    private final Draft draft = Draft.ordered(vote, Fee.of(List.of(), 0));
    private Instant now = Instant.parse("2020-01-01T00:00:00Z");

    @Test
    void aTransactionIsJournalledThenSentThenSeenInABlock() {
        var outcome = send(ORDERED);

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(OutcomeWords.done(outcome))
                .hasValue("It stands in block 101 and used 100000 gas; it made proposal 9.");
        assertThat(node.happened).containsExactly(vote);
        assertThat(ledger.lines)
                .containsExactly("about " + outcome.hash(), "Done " + outcome.hash());
    }

    @Test
    void nothingIsSentWhenTheJournalCannotBeWritten() {
        var broken = new TxSender(node, new BrokenLedger(), clock(), _ -> node.block());
        var prepared = broken.prepare(draft, key.publicKey(), ORDERED);

        assertThatThrownBy(() -> broken.send(prepared, key, ORDERED))
                .isInstanceOf(IllegalStateException.class);
        assertThat(node.arrived).isEmpty();
    }

    /// On a real chain with a price, a vote whose simulation paid nothing ran out of gas.
    @Test
    void gasIsSimulatedWithRoomAndTheFeeIsItsPriceRoundedUp() {
        var priced =
                new Terms(
                        FakeTxNode.CHAIN,
                        OptionalLong.empty(),
                        Optional.of(GasPrice.read("0.00001ngonka")),
                        Optional.empty(),
                        Duration.ofSeconds(20));

        var fee = sender().prepare(draft, key.publicKey(), priced).draft().fee();

        assertThat(fee.gasLimit()).isEqualTo(160_000 + FakeTxNode.FEE_GAS * 3 / 2);
        assertThat(fee.amount()).hasToString("[2ngonka]");
    }

    @Test
    void withoutAPriceTheFeeIsWhatTheNodeAsksFor() {
        assertThat(sender().prepare(draft, key.publicKey(), ORDERED).draft().fee().amount())
                .isEmpty();
        node.leastGasPrice = Optional.of(GasPrice.read("0.025ngonka"));

        var fee = sender().prepare(draft, key.publicKey(), ORDERED).draft().fee();

        assertThat(fee.amount()).hasToString("[4938ngonka]");
    }

    @Test
    void anotherChainIsRefusedBeforeAnythingIsSigned() {
        assertThatThrownBy(
                        () -> sender().prepare(draft, key.publicKey(), Terms.of("gonka-mainnet")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("is on the chain fake-1, not on gonka-mainnet");
    }

    @Test
    void aWrongSequenceIsSignedAnewOnceNothingStandsInABlock() {
        var prepared = sender().prepare(draft, key.publicKey(), ORDERED);
        node.otherDevice();

        var outcome = sender().send(prepared, key, ORDERED);

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(node.happened).containsExactly(vote);
        assertThat(node.arrived).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void aLostAnswerIsNoReasonToSignAnew() {
        node.broadcastAnswerLost = () -> node.arrived.size() == 1;

        var outcome = send(ORDERED);

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(node.happened).containsExactly(vote);
        assertThat(node.arrived).containsOnly(outcome.hash()).hasSize(2);
    }

    @Test
    void bytesTheNodeHasAlreadyAreLookedUpAndNoFailure() {
        var signed =
                Signing.sign(draft, new SignerData(FakeTxNode.CHAIN, FakeTxNode.NUMBER, 3), key);
        node.broadcast(signed.bytes());

        var outcome = sender().sendSigned(signed, Duration.ofSeconds(20));

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(sender().sendSigned(signed, Duration.ofSeconds(20))).isEqualTo(outcome);
        assertThat(node.happened).containsExactly(vote);
        assertThat(node.arrived).hasSize(2);
    }

    @Test
    void aFileSignedForAnotherAccountNumberIsNotSent() {
        var signed = Signing.sign(draft, new SignerData(FakeTxNode.CHAIN, 1, 3), key);

        assertThatThrownBy(() -> sender().sendSigned(signed, Duration.ofSeconds(20)))
                .hasMessageContaining("does not hold for the chain fake-1");
        assertThat(node.arrived).isEmpty();
    }

    @Test
    void aFileIsComparedWithTheChainBeforeItIsSent() {
        assertThat(sender().standing(signed(draft, 3))).isInstanceOf(Standing.Fit.class);
        assertThat(unfit(signed(draft, 2))).contains("the sequence 2", "next is 3", "used up");
        assertThat(unfit(signed(draft, 5))).contains("the sequence 5", "Others must be in a block");
        assertThat(unfit(signed(draft.unorderedUntil(node.time()), 0))).startsWith("It was valid");
        assertThat(unfit(signed(draft.unorderedUntil(node.time().plusSeconds(700)), 0)))
                .contains("more than ten minutes ahead");

        assertThatThrownBy(() -> sender().sendSigned(signed(draft, 2), Duration.ofSeconds(20)))
                .hasMessageContaining("used up");
        assertThat(node.arrived).isEmpty();
    }

    /// The node lists a transaction only one block later, while its sequence is used up at once.
    @Test
    void aFileThatIsInABlockButNotListedYetIsNotCalledUsedUp() {
        var file = signed(draft, 3);
        node.broadcast(file.bytes());
        node.block();

        assertThat(sender().standing(file)).isInstanceOf(Standing.Ended.class);
        assertThat(sender().sendSigned(file, Duration.ofSeconds(20)))
                .isInstanceOf(Outcome.Done.class);
        assertThat(node.arrived).hasSize(1);
    }

    private String unfit(SignedTx file) {
        var standing = sender().standing(file);
        assertThat(standing).isInstanceOf(Standing.Unfit.class);
        return ((Standing.Unfit) standing).why().what();
    }

    private SignedTx signed(Draft what, long sequence) {
        return Signing.sign(
                what, new SignerData(FakeTxNode.CHAIN, FakeTxNode.NUMBER, sequence), key);
    }

    @Test
    void afterARestartTheHashIsLookedUpFirst() {
        node.blockSkipped = () -> true;
        var first = send(ORDERED);
        assertThat(first).isInstanceOf(Outcome.Unknown.class);
        node.blockSkipped = () -> false;
        node.block();
        node.block();
        node.arrived.clear();

        var same = sender().settleEarlier(key.address(), draft, Duration.ofSeconds(20));

        assertThat(same).hasValueSatisfying(o -> assertThat(o.hash()).isEqualTo(first.hash()));
        assertThat(node.arrived).isEmpty();
        assertThat(sender().settleEarlier(key.address(), draft, Duration.ofSeconds(20))).isEmpty();
    }

    @Test
    void killedBetweenJournalAndBroadcastTheSameBytesAreSent() {
        var sent = sent(new SignerData(FakeTxNode.CHAIN, FakeTxNode.NUMBER, 3));
        ledger.about(sent);

        var same = sender().settleEarlier(key.address(), draft, Duration.ofSeconds(20));

        assertThat(same).containsInstanceOf(Outcome.Done.class);
        assertThat(node.arrived).containsExactly(sent.hash());
        assertThat(node.happened).containsExactly(vote);
    }

    @Test
    void whatMayStillComeKeepsNewOnesFromBeingSigned() {
        ledger.about(sent(new SignerData(FakeTxNode.CHAIN, FakeTxNode.NUMBER, 3)));
        node.blockSkipped = () -> true;

        assertThatThrownBy(
                        () -> sender().settleEarlier(key.address(), draft, Duration.ofSeconds(20)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("may still get into a block");
    }

    @Test
    void aSequenceUsedByAnotherEndsTheEarlierOne() {
        var sent = sent(new SignerData(FakeTxNode.CHAIN, FakeTxNode.NUMBER, 2));
        ledger.about(sent);

        assertThat(sender().settleEarlier(key.address(), draft, Duration.ofSeconds(20))).isEmpty();
        assertThat(ledger.lines).endsWith("Lapsed " + sent.hash());
        assertThat(node.arrived).isEmpty();
    }

    @Test
    void anUnorderedOneIsSentOnceWithATimeoutOfTheChainsClock() {
        var outcome = send(UNORDERED);

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(node.sequence).isEqualTo(3);
        assertThat(node.happened).containsExactly(vote);
    }

    @Test
    void anUnorderedOneIsWaitedForUntilItsTimeIsOver() {
        node.requestLost = () -> true;

        var outcome = send(UNORDERED);

        assertThat(outcome).isInstanceOf(Outcome.Lapsed.class);
        assertThat(node.time()).isAfter(Instant.parse("2026-01-01T00:02:40Z"));
        assertThat(OutcomeWords.problem(outcome))
                .hasValueSatisfying(
                        problem -> assertThat(problem.what()).contains("no longer can"));
    }

    @Test
    void aRefusalIsToldInWords() {
        node.refuseWith = 13;

        var outcome = send(ORDERED);

        assertThat(OutcomeWords.problem(outcome))
                .hasValueSatisfying(problem -> {
                    assertThat(problem.what()).contains("its fee is too low");
                    assertThat(problem.remedy()).contains("--gas-price");
                });
        assertThat(ledger.open(key.address())).isEmpty();
    }

    /// Whatever the network loses and whoever else uses the account: one wish happens once at most,
    /// and exactly once when the sender says so.
    @Test
    void noFaultMakesOneWishHappenTwice() {
        int told = 0;
        for (int seed = 0; seed < 400; seed++) {
            var random = new Random(seed);
            var chain = new FakeTxNode();
            var remembered = new FakeLedger();
            chain.requestLost = () -> random.nextInt(4) == 0;
            chain.broadcastAnswerLost = () -> random.nextInt(3) == 0;
            chain.answerLost = () -> random.nextInt(10) == 0;
            chain.blockSkipped = () -> random.nextInt(3) == 0;
            var terms = random.nextBoolean() ? ORDERED : UNORDERED;
            var done = 0;
            for (int run = 0; run < 4 && done == 0; run++) {
                var sender =
                        new TxSender(
                                chain,
                                remembered,
                                clock(),
                                _ -> {
                                    now = now.plusSeconds(1);
                                    if (random.nextInt(12) == 0) {
                                        chain.otherDevice();
                                    }
                                    chain.block();
                                });
                done = attempt(sender, terms) ? 1 : 0;
                assertThat(chain.happened.size()).as("seed %d", seed).isBetween(done, 1);
            }
            told += done;
        }
        assertThat(told).as("wishes that were told as done").isGreaterThan(200);
    }

    private boolean attempt(TxSender sender, Terms terms) {
        try {
            var same = sender.settleEarlier(key.address(), draft, terms.patience());
            if (same.isPresent()) {
                return true;
            }
            var prepared = sender.prepare(draft, key.publicKey(), terms);
            return sender.send(prepared, key, terms) instanceof Outcome.Done;
        } catch (ProblemException e) {
            return false;
        }
    }

    private Outcome send(Terms terms) {
        var sender = sender();
        return sender.send(sender.prepare(draft, key.publicKey(), terms), key, terms);
    }

    private Sent sent(SignerData data) {
        return new Sent(Signing.sign(draft, data, key), data);
    }

    private TxSender sender() {
        return new TxSender(
                node,
                ledger,
                clock(),
                pause -> {
                    now = now.plus(pause);
                    node.block();
                });
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }

    private static byte[] secret() {
        var secret = new byte[32];
        secret[0] = 1;
        return secret;
    }

    private static final class BrokenLedger implements TxLedger {
        @Override
        public void about(Sent sent) {
            throw new IllegalStateException("no space left");
        }

        @Override
        public void ended(Sent sent, Outcome outcome) {}

        @Override
        public List<Sent> open(Address signer) {
            return List.of();
        }
    }
}
