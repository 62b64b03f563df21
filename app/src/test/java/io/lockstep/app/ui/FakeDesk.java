package io.lockstep.app.ui;

import io.lockstep.app.acting.Act;
import io.lockstep.app.acting.ChainDesk;
import io.lockstep.app.acting.Preview;
import io.lockstep.app.acting.Wish;
import io.lockstep.app.settings.Settings;
import io.lockstep.chain.key.KeyEntry;
import io.lockstep.chain.key.SigningKey;
import io.lockstep.chain.tx.Draft;
import io.lockstep.chain.tx.Fee;
import io.lockstep.chain.tx.Message;
import io.lockstep.chain.tx.SignerData;
import io.lockstep.chain.tx.TxJson;
import io.lockstep.chain.tx.TxWords;
import io.lockstep.chain.tx.send.Account;
import io.lockstep.chain.tx.send.Outcome;
import io.lockstep.chain.tx.send.Prepared;
import io.lockstep.chain.tx.send.TxResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/// A chain that takes everything and remembers what it was asked for.
final class FakeDesk implements ChainDesk {
    final List<String> sent = new ArrayList<>();
    final List<char[]> passwords = new ArrayList<>();
    List<String> objections = List.of();
    List<OpenSend> open = List.of();
    CountDownLatch mayEnd = new CountDownLatch(0);

    private static SigningKey key() {
        var secret = new byte[32];
        secret[31] = 9;
        return SigningKey.of(secret);
    }

    @Override
    public Settings.Operator operator() {
        return new Settings.Operator(
                List.of(Scenes.OPERATOR),
                Optional.of("warm"),
                Optional.of(Scenes.OPERATOR),
                Optional.empty(),
                List.of());
    }

    @Override
    public List<KeyEntry> keys() {
        try (var key = key()) {
            return List.of(
                    new KeyEntry("warm", key.address(), Optional.of(key.publicKey())),
                    new KeyEntry("cold", Scenes.OPERATOR, Optional.empty()));
        }
    }

    @Override
    public Preview preview(Wish wish) {
        try (var key = key()) {
            var signer = key.address();
            var message = wish.act().message(wish.granter().orElse(signer));
            var draft =
                    Draft.ordered(
                            wish.granter().isPresent()
                                    ? new Message.Exec(signer.text(), List.of(message))
                                    : message,
                            Fee.of(List.of(), 118_320));
            return new Preview(
                    wish,
                    signer,
                    "gonka-mainnet",
                    draft,
                    Optional.of(new Account(412, 17, Optional.empty())),
                    wish.from().equals("warm")
                            ? Optional.of(
                                    new Prepared(
                                            draft,
                                            new SignerData("gonka-mainnet", 412, 17),
                                            key.publicKey()))
                            : Optional.empty(),
                    TxWords.of(draft),
                    pretty(draft),
                    objections);
        }
    }

    private static String pretty(Draft draft) {
        try {
            return new com.fasterxml.jackson.databind.ObjectMapper()
                    .readTree(TxJson.write(draft))
                    .toPrettyString();
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public Outcome send(Preview preview, char[] password, Consumer<String> progress) {
        passwords.add(password);
        synchronized (this) {
            sent.add(preview.wish().act() instanceof Act.Vote vote ? vote.vote() : "other");
        }
        progress.accept("Signed and sent, waiting for a block");
        try {
            mayEnd.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return new Outcome.Done(
                new TxResult("8F2C91AB", 1_249_313, "", 0, "", 78_880, OptionalLong.empty()));
    }

    @Override
    public Handover unsigned(Preview preview, Path file) {
        return new Handover(
                file,
                List.of(
                        "inferenced tx sign %s --from %s --chain-id gonka-mainnet --offline"
                                        .formatted(file, preview.signer())
                                + " --account-number 412 --sequence 17 --sign-mode direct"
                                + " --output-document %s.signed".formatted(file),
                        "lockstep tx sign %s".formatted(file),
                        "inferenced tx broadcast %s.signed".formatted(file),
                        "lockstep tx broadcast %s.signed".formatted(file)));
    }

    @Override
    public Handover signed(Preview preview, char[] password, Path file) {
        return new Handover(file, List.of("inferenced tx broadcast " + file));
    }

    @Override
    public Unsigned read(Path file) {
        return new Unsigned(file, "{}", List.of("gonka1x votes yes on proposal 8."));
    }

    @Override
    public Handover sign(SignOrder order, char[] password) {
        return new Handover(order.out(), List.of());
    }

    @Override
    public List<OpenSend> open() {
        return open;
    }

    @Override
    public Outcome settle(OpenSend send) {
        open = List.of();
        return new Outcome.Lapsed(send.hash());
    }
}
