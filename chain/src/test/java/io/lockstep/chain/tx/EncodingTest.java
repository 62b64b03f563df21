package io.lockstep.chain.tx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.chain.key.SigningKey;
import io.lockstep.chain.problem.ProblemException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Random transactions: what is written is what is read, in bytes and in files.
class EncodingTest {
    private static final int TRIES = 500;
    private static final String TEXTS = "aZ09 \"\\/{}<>&\u00e4\u20ac\n\t%";

    private final Random random = new Random(23);
    private final SigningKey key = SigningKey.of(secret());
    private final String own = key.address().text();

    @Test
    void everyTransactionComesBackFromItsBytesAndItsFile() {
        for (int i = 0; i < TRIES; i++) {
            var draft = draft();
            var signed =
                    Signing.sign(
                            draft,
                            new SignerData("chain", number(), draft.unordered() ? 0 : number()),
                            key);

            assertThat(TxDecoder.read(signed.bytes())).isEqualTo(signed);
            assertThat(TxJson.signed(TxJson.write(signed))).isEqualTo(signed);
            assertThat(TxJson.draft(TxJson.write(draft))).isEqualTo(draft);
        }
    }

    @Test
    void everyAmountIsReadExactlyInEachDenomination() {
        var denoms = List.of("ngonka", "ugonka", "mgonka", "gonka");
        for (int i = 0; i < TRIES; i++) {
            var power = random.nextInt(4);
            var base = new BigInteger(random.nextInt(1, 100), random);
            var written =
                    new BigDecimal(base, 3 * power).toPlainString()
                            + (random.nextBoolean() ? " " : "")
                            + denoms.get(power);

            assertThat(Amounts.read(written)).isEqualTo(new Coin("ngonka", base));
        }
    }

    @Test
    void theWordsOfAnAmountAreReadAsTheAmount() {
        for (int i = 0; i < TRIES; i++) {
            var coin = new Coin("ngonka", new BigInteger(random.nextInt(1, 90), random));

            assertThat(Amounts.read(coin.words())).isEqualTo(coin);
            assertThat(Amounts.read(coin.toString())).isEqualTo(coin);
        }
        assertThat(Amounts.read("25000000ngonka").words()).isEqualTo("0.025 gonka");
        assertThat(Amounts.read("500gonka").words()).isEqualTo("500 gonka");
        assertThat(Amounts.read("7nicoin").words()).isEqualTo("7 nicoin");
    }

    @Test
    void whatIsNoWholeNumberOfTheSmallestCoinIsRefused() {
        for (var wrong :
                List.of(
                        "",
                        "5",
                        "gonka",
                        "-5gonka",
                        "+5gonka",
                        "1e3gonka",
                        "5,0gonka",
                        ".5gonka",
                        "5.gonka",
                        "0.5ngonka",
                        "0.0000000001gonka",
                        "1.5nicoin",
                        "5 gonka now",
                        "0x5gonka",
                        "\u0665gonka")) {
            assertThatThrownBy(() -> Amounts.read(wrong))
                    .as(wrong)
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("Nothing was signed");
        }
    }

    @Test
    void votesAreReadWholeOrInSharesThatMakeOne() {
        assertThat(Votes.read(7, own, "no_with_veto"))
                .isEqualTo(new Message.Vote(7, own, VoteOption.NO_WITH_VETO, ""));
        assertThat(Votes.read(7, own, "yes=0.7,no=0.3"))
                .isEqualTo(
                        new Message.VoteWeighted(
                                7,
                                own,
                                List.of(
                                        new WeightedOption(VoteOption.YES, new BigDecimal("0.7")),
                                        new WeightedOption(VoteOption.NO, new BigDecimal("0.3"))),
                                ""));
        for (var wrong :
                List.of(
                        "maybe",
                        "",
                        "yes=0.7",
                        "yes=0.7,no=0.4",
                        "yes=0.5,yes=0.5",
                        "yes=1,no=0",
                        "yes=0.7,no",
                        "yes=0.7,no=.3",
                        "yes=-1,no=2")) {
            assertThatThrownBy(() -> Votes.read(7, own, wrong))
                    .as(wrong)
                    .isInstanceOf(ProblemException.class);
        }
    }

    private Draft draft() {
        List<Message> messages = new ArrayList<>();
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            messages.add(random.nextInt(4) > 0 ? plain() : new Message.Exec(own, List.of(plain())));
        }
        var fee = new Fee(coins(), number(), random.nextBoolean() ? own : "", "");
        var unordered = random.nextBoolean();
        var timeout =
                Instant.ofEpochSecond(
                        random.nextLong(1, 4_000_000_000L), random.nextInt(1_000_000_000));
        return new Draft(
                messages,
                text(),
                random.nextInt(3) * 1000L,
                unordered,
                unordered ? Optional.of(timeout) : Optional.empty(),
                fee);
    }

    private Message plain() {
        return switch (random.nextInt(5)) {
            case 0 -> new Message.Vote(number(), own, option(), text());
            case 1 ->
                    new Message.VoteWeighted(
                            number(),
                            own,
                            List.of(
                                    new WeightedOption(VoteOption.YES, new BigDecimal("0.25")),
                                    new WeightedOption(VoteOption.NO, new BigDecimal("0.75"))),
                            text());
            case 2 -> new Message.Deposit(number(), own, coins());
            case 3 -> new Message.CancelProposal(number(), own);
            default ->
                    new Message.SubmitProposal(
                            List.of(proposed(), proposed()),
                            coins(),
                            own,
                            text(),
                            text(),
                            text(),
                            random.nextBoolean());
        };
    }

    private Proposed proposed() {
        return switch (random.nextInt(3)) {
            case 0 -> new Proposed.PartialUpgrade(own, number(), text(), text());
            case 1 -> Proposed.softwareUpgrade(text(), number(), text());
            default -> Proposed.cancelUpgrade();
        };
    }

    private VoteOption option() {
        return List.of(VoteOption.values()).get(random.nextInt(4));
    }

    private List<Coin> coins() {
        List<Coin> coins = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            coins.add(new Coin("ngonka", new BigInteger(random.nextInt(1, 120), random)));
        }
        return coins;
    }

    private long number() {
        return random.nextInt(5) == 0 ? 0 : random.nextLong(Long.MAX_VALUE) >>> random.nextInt(62);
    }

    private String text() {
        var text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(TEXTS.charAt(random.nextInt(TEXTS.length())));
        }
        return text.toString();
    }

    private static byte[] secret() {
        var secret = new byte[32];
        secret[31] = 7;
        return secret;
    }
}
