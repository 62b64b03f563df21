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
import io.lockstep.chain.tx.Signing;
import io.lockstep.chain.tx.VoteOption;
import io.lockstep.chain.tx.send.Account;
import io.lockstep.chain.tx.send.Outcome;
import io.lockstep.chain.tx.send.Prepared;
import io.lockstep.chain.tx.send.Standing;
import io.lockstep.chain.tx.send.TxResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A chain that takes everything and remembers what it was asked for.
final class FakeDesk implements ChainDesk {
    final List<String> sent = new ArrayList<>();
    final List<char[]> passwords = new ArrayList<>();
    List<String> objections = List.of();
    List<OpenSend> open = List.of();
    Standing standing = new Standing.Fit(new Account(412, 17, Optional.empty()));
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
    public SigningKey unlock(String key, char[] password) {
        passwords.add(password);
        return key();
    }

    @Override
    public Preview preview(Wish wish) {
        try (var key = key()) {
            var signer = key.address();
            var message = wish.act().message(wish.granter().orElse(signer), List::of);
            var draft =
                    Draft.ordered(
                            wish.granter().isPresent()
                                    ? new Message.Exec(signer.text(), List.of(message))
                                    : message,
                            Fee.of(List.of(), 118_320));
            return new Preview(
                    wish,
                    signer,
                    Optional.of("gonka-mainnet"),
                    draft,
                    Optional.of(new Account(412, 17, Optional.empty())),
                    wish.from().equals("warm")
                            ? Optional.of(
                                    new Prepared(
                                            draft,
                                            new SignerData("gonka-mainnet", 412, 17),
                                            key.publicKey()))
                            : Optional.empty(),
                    objections,
                    Optional.empty());
        }
    }

    @Override
    public Optional<Outcome> earlier(Wish wish) {
        return Optional.empty();
    }

    @Override
    public Outcome send(Preview preview, Supplier<SigningKey> key, Consumer<String> progress) {
        key.get().close();
        synchronized (this) {
            sent.add(preview.wish().act() instanceof Act.Vote vote ? vote.vote() : "other");
        }
        progress.accept("Signed and sent, waiting for a block");
        return done();
    }

    private Outcome done() {
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
    public Handover signed(Preview preview, Supplier<SigningKey> key, Path file) {
        key.get().close();
        return new Handover(file, List.of("inferenced tx broadcast " + file));
    }

    @Override
    public Unsigned read(Path file) {
        return new Unsigned(file, vote());
    }

    private static Draft vote() {
        return Draft.ordered(
                new Message.Vote(8, key().address().text(), VoteOption.YES, ""),
                Fee.of(List.of(), 118_320));
    }

    @Override
    public Written sign(SignOrder order, Supplier<SigningKey> key) {
        try (var opened = key.get()) {
            return new Written(
                    Signing.sign(order.unsigned().draft(), order.data(), opened),
                    new Handover(order.out(), List.of("lockstep tx broadcast " + order.out())));
        }
    }

    @Override
    public Signed readSigned(Path file) {
        return new Signed(
                file, Signing.sign(vote(), new SignerData("gonka-mainnet", 412, 17), key()));
    }

    @Override
    public Standing standing(Signed signed) {
        return standing;
    }

    @Override
    public Outcome broadcast(Signed signed, Duration patience) {
        synchronized (this) {
            sent.add(signed.file().toString());
        }
        return done();
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
