package io.lockstep.app.acting;

import io.lockstep.app.containers.registry.Registry;
import io.lockstep.app.settings.Folders;
import io.lockstep.app.settings.Settings;
import io.lockstep.app.upgrade.Journal;
import io.lockstep.chain.http.JsonHttp;
import io.lockstep.chain.key.KeyEntry;
import io.lockstep.chain.key.Keystore;
import io.lockstep.chain.key.SigningKey;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.tx.Signing;
import io.lockstep.chain.tx.TxJson;
import io.lockstep.chain.tx.TxWords;
import io.lockstep.chain.tx.send.Outcome;
import io.lockstep.chain.tx.send.Pause;
import io.lockstep.chain.tx.send.RestTxNode;
import io.lockstep.chain.tx.send.Standing;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Acts through one node's REST gateway, with the keys and the transaction journal of this machine.
public final class NodeDesk implements ChainDesk {
    private final Settings settings;
    private final Folders folders;
    private final JsonHttp http;
    private final Clock clock;
    private final Optional<Registry> registry;
    private final Pause pause;

    /// @param registry asked whether a proposed version has an image; empty asks nobody
    public NodeDesk(
            Settings settings,
            Folders folders,
            JsonHttp http,
            Clock clock,
            Optional<Registry> registry) {
        this(settings, folders, http, clock, registry, Pause.real());
    }

    /// @param pause between two looks for a block
    NodeDesk(
            Settings settings,
            Folders folders,
            JsonHttp http,
            Clock clock,
            Optional<Registry> registry,
            Pause pause) {
        this.settings = settings;
        this.folders = folders;
        this.http = http;
        this.clock = clock;
        this.registry = registry;
        this.pause = pause;
    }

    @Override
    public Settings.Operator operator() {
        return settings.operator();
    }

    @Override
    public List<KeyEntry> keys() {
        return keystore().list();
    }

    @Override
    public SigningKey unlock(String key, char[] password) {
        var entry = keystore().find(key).orElseThrow(() -> Refusals.noKey(key));
        return keystore().unlock(entry.name(), password);
    }

    @Override
    public Preview preview(Wish wish) {
        return previews().of(wish);
    }

    @Override
    public Optional<Outcome> earlier(Wish wish) {
        var signer = previews().signer(wish);
        try (var sending = begin()) {
            return sending.open().stream()
                            .noneMatch(sent -> sent.tx().signer().address().equals(signer))
                    ? Optional.empty()
                    : sending.sender()
                            .settleEarlier(
                                    signer,
                                    previews().bare(wish, rest()),
                                    wish.manner().patience());
        }
    }

    @Override
    public Outcome send(Preview preview, Supplier<SigningKey> key, Consumer<String> progress) {
        var prepared = preview.ready();
        var manner = preview.wish().manner();
        try (var sending = begin()) {
            progress.accept("Looking for earlier transactions");
            var earlier =
                    sending.sender()
                            .settleEarlier(preview.signer(), prepared.draft(), manner.patience());
            if (earlier.isPresent()) {
                progress.accept("This was sent before and is not sent again");
                return earlier.get();
            }
            progress.accept("Unlocking the key");
            try (var opened = key.get()) {
                progress.accept("Signed and sent, waiting for a block");
                return sending.sender()
                        .send(prepared, opened, manner.on(prepared.data().chainId()));
            }
        }
    }

    @Override
    public Handover unsigned(Preview preview, Path file) {
        TransactionFiles.write(file, TxJson.write(preview.draft()));
        return new Handover(file, new Commands(settings, preview).unsigned(file));
    }

    @Override
    public Handover signed(Preview preview, Supplier<SigningKey> key, Path file) {
        var prepared = preview.ready();
        try (var opened = key.get()) {
            var signed = Signing.sign(preview.draft(), prepared.data(), opened);
            TransactionFiles.write(file, TxJson.write(signed));
        }
        return new Handover(file, Commands.broadcast(settings, file));
    }

    @Override
    public Unsigned read(Path file) {
        return new Unsigned(file, TxJson.draft(TransactionFiles.read(file)));
    }

    @Override
    public Written sign(SignOrder order, Supplier<SigningKey> key) {
        var now = clock.instant();
        var read = order.unsigned().draft();
        var draft =
                order.lifetime()
                        .map(lifetime -> read.unorderedUntil(now.plus(lifetime)))
                        .orElse(read);
        Signing.checkTimeout(draft, now);
        try (var opened = key.get()) {
            var signed = Signing.sign(draft, order.data(), opened);
            TransactionFiles.write(order.out(), TxJson.write(signed));
            return new Written(
                    signed, new Handover(order.out(), Commands.broadcast(settings, order.out())));
        }
    }

    @Override
    public Signed readSigned(Path file) {
        return new Signed(file, TxJson.signed(TransactionFiles.read(file)));
    }

    @Override
    public Standing standing(Signed signed) {
        previews().chainId(node());
        return Sending.preparing(node(), clock, pause).standing(signed.tx());
    }

    @Override
    public Outcome broadcast(Signed signed, Duration patience) {
        previews().chainId(node());
        try (var sending = begin()) {
            return sending.sender().sendSigned(signed.tx(), patience);
        }
    }

    @Override
    public List<OpenSend> open() {
        var folder = Sending.folder(folders);
        if (settings.chain().rest().isEmpty() || !Files.exists(folder.resolve("lockstep.db"))) {
            return List.of();
        }
        var chainId = node().chainId();
        try (var journal = Journal.open(folder, clock)) {
            return new JournalLedger(journal, chainId)
                    .open().stream()
                            .map(sent ->
                                    new OpenSend(
                                            sent.hash(),
                                            sent.tx().signer().address().text(),
                                            TxWords.of(sent.tx().draft())))
                            .toList();
        }
    }

    @Override
    public Outcome settle(OpenSend send) {
        try (var sending = begin()) {
            var sent =
                    sending.open().stream()
                            .filter(one -> one.hash().equals(send.hash()))
                            .findFirst();
            if (sent.isEmpty()) {
                return new Outcome.Lapsed(send.hash());
            }
            var draft = sent.get().tx().draft();
            return sending.sender()
                    .settleEarlier(sent.get().tx().signer().address(), draft, Manner.PATIENCE)
                    .orElseGet(() -> ended(send.hash()));
        }
    }

    /// Of one that did not do what it says, whatever its end was.
    private Outcome ended(String hash) {
        return node().find(hash)
                .<Outcome>map(result ->
                        result.code() == 0 ? new Outcome.Done(result) : new Outcome.Failed(result))
                .orElseGet(() -> new Outcome.Lapsed(hash));
    }

    private Sending begin() {
        return Sending.begin(folders, node(), clock, pause);
    }

    private Previews previews() {
        return new Previews(
                settings, keystore(), new VersionImages(settings.upgrade(), registry), http, clock);
    }

    private Keystore keystore() {
        return new Keystore(settings.operator().keys(folders), new SecureRandom());
    }

    private RestTxNode node() {
        return new RestTxNode(rest(), http);
    }

    private URI rest() {
        return settings.chain().rest().orElseThrow(() -> new ProblemException(Refusals.noRest()));
    }
}
