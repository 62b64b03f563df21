package io.lockstep.app.acting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lockstep.app.settings.Folders;
import io.lockstep.app.settings.Settings;
import io.lockstep.app.upgrade.Journal;
import io.lockstep.chain.http.JsonHttp;
import io.lockstep.chain.key.Address;
import io.lockstep.chain.key.KeyEntry;
import io.lockstep.chain.key.Keystore;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.propose.ProposalCheck;
import io.lockstep.chain.propose.ProposalFactsReader;
import io.lockstep.chain.tx.Coin;
import io.lockstep.chain.tx.Draft;
import io.lockstep.chain.tx.Message;
import io.lockstep.chain.tx.SignerData;
import io.lockstep.chain.tx.Signing;
import io.lockstep.chain.tx.TxJson;
import io.lockstep.chain.tx.TxWords;
import io.lockstep.chain.tx.send.GasPrice;
import io.lockstep.chain.tx.send.Outcome;
import io.lockstep.chain.tx.send.Prepared;
import io.lockstep.chain.tx.send.RestTxNode;
import io.lockstep.chain.tx.send.Terms;
import io.lockstep.chain.tx.send.TxNode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Acts through one node's REST gateway, with the keys and the transaction journal of this machine.
public final class NodeDesk implements ChainDesk {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration LIFETIME = Duration.ofMinutes(5);
    private static final long GAS_IN_FILES = 2_000_000;

    private final Settings settings;
    private final Folders folders;
    private final JsonHttp http;
    private final Clock clock;

    public NodeDesk(Settings settings, Folders folders, JsonHttp http, Clock clock) {
        this.settings = settings;
        this.folders = folders;
        this.http = http;
        this.clock = clock;
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
    public Preview preview(Wish wish) {
        var entry = keystore().find(wish.from());
        var signer =
                entry.map(KeyEntry::address)
                        .or(() -> Address.find(wish.from()))
                        .orElseThrow(() -> Refusals.noSigner(wish.from()));
        var bare = wish.draft(signer);
        var node = node();
        var chainId = node.chainId();
        expected(chainId);
        List<String> objections = new ArrayList<>(objections(bare, wish.granter().orElse(signer)));
        Optional<Prepared> prepared = Optional.empty();
        try {
            prepared =
                    entry.flatMap(KeyEntry::publicKey)
                            .map(key -> sender(node).prepare(bare, key, terms(wish, chainId)));
        } catch (ProblemException e) {
            objections.add(e.problem().what());
        }
        var draft =
                prepared.map(Prepared::draft).orElseGet(() -> inFile(wish, bare, chainId, node));
        return new Preview(
                wish,
                signer,
                chainId,
                draft,
                node.account(signer),
                prepared,
                TxWords.of(draft),
                pretty(draft),
                List.copyOf(objections));
    }

    private void expected(String found) {
        settings.chain()
                .id()
                .filter(wanted -> !wanted.equals(found))
                .ifPresent(wanted -> {
                    throw Refusals.otherChain(wanted, found);
                });
    }

    private List<String> objections(Draft draft, Address actor) {
        return draft.messages().stream()
                .flatMap(message ->
                        message instanceof Message.Exec(_, var inner)
                                ? inner.stream()
                                : java.util.stream.Stream.of(message))
                .filter(message -> message instanceof Message.SubmitProposal)
                .map(message -> (Message.SubmitProposal) message)
                .flatMap(proposal ->
                        ProposalCheck.objections(
                                proposal,
                                new ProposalFactsReader(rest(), http)
                                        .read(
                                                actor,
                                                proposal.messages().getFirst(),
                                                proposal.expedited()))
                                .stream())
                .toList();
    }

    /// Where no simulation is possible, with the gas that the chain's own program would take.
    private Draft inFile(Wish wish, Draft bare, String chainId, TxNode node) {
        var price = terms(wish, chainId).price().or(node::leastGasPrice).orElse(GasPrice.NOTHING);
        var priced = bare.with(price.fee(GAS_IN_FILES));
        return wish.unordered()
                ? priced.unorderedUntil(node.latest().time().plus(LIFETIME))
                : priced;
    }

    private io.lockstep.chain.tx.send.TxSender sender(TxNode node) {
        return new io.lockstep.chain.tx.send.TxSender(
                node, Unkept.LEDGER, clock, io.lockstep.chain.tx.send.Pause.real());
    }

    private static Terms terms(Wish wish, String chainId) {
        return new Terms(
                chainId,
                OptionalLong.empty(),
                Optional.of(new GasPrice(wish.gasPrice(), Coin.BASE))
                        .filter(price -> price.amount().signum() > 0),
                wish.unordered() ? Optional.of(LIFETIME) : Optional.empty(),
                PATIENCE);
    }

    @Override
    public Outcome send(Preview preview, char[] password, Consumer<String> progress) {
        var prepared = preview.prepared().orElseThrow(Refusals::notPrepared);
        try (var sending = Sending.begin(folders, node(), clock)) {
            progress.accept("Looking for earlier transactions");
            var earlier =
                    sending.sender().settleEarlier(preview.signer(), prepared.draft(), PATIENCE);
            if (earlier.isPresent()) {
                progress.accept("This was sent before and is not sent again");
                return earlier.get();
            }
            progress.accept("Unlocking the key");
            try (var key = keystore().unlock(name(preview), password)) {
                progress.accept("Signed and sent, waiting for a block");
                return sending.sender()
                        .send(prepared, key, terms(preview.wish(), preview.chainId()));
            }
        }
    }

    private String name(Preview preview) {
        return keystore()
                .find(preview.signer().text())
                .map(KeyEntry::name)
                .orElseThrow(() -> Refusals.noSigner(preview.wish().from()));
    }

    @Override
    public Handover unsigned(Preview preview, Path file) {
        TransactionFiles.write(file, TxJson.write(preview.draft()));
        return new Handover(file, new Commands(settings, preview).unsigned(file));
    }

    @Override
    public Handover signed(Preview preview, char[] password, Path file) {
        var prepared = preview.prepared().orElseThrow(Refusals::notPrepared);
        try (var key = keystore().unlock(name(preview), password)) {
            var signed = Signing.sign(preview.draft(), prepared.data(), key);
            TransactionFiles.write(file, TxJson.write(signed));
        }
        return new Handover(file, Commands.broadcast(settings, file));
    }

    @Override
    public Unsigned read(Path file) {
        var text = TransactionFiles.read(file);
        return new Unsigned(file, text, TxWords.of(TxJson.draft(text)));
    }

    @Override
    public Handover sign(SignOrder order, char[] password) {
        var draft = TxJson.draft(order.unsigned().text());
        Signing.checkTimeout(draft, clock.instant());
        var data = new SignerData(order.chainId(), order.accountNumber(), order.sequence());
        try (var key = keystore().unlock(order.key(), password)) {
            TransactionFiles.write(order.out(), TxJson.write(Signing.sign(draft, data, key)));
        }
        return new Handover(order.out(), Commands.broadcast(settings, order.out()));
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
        try (var sending = Sending.begin(folders, node(), clock)) {
            var sent =
                    sending.open().stream()
                            .filter(one -> one.hash().equals(send.hash()))
                            .findFirst();
            if (sent.isEmpty()) {
                return new Outcome.Lapsed(send.hash());
            }
            var draft = sent.get().tx().draft();
            return sending.sender()
                    .settleEarlier(sent.get().tx().signer().address(), draft, PATIENCE)
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

    private Keystore keystore() {
        return new Keystore(settings.operator().keys(folders), new SecureRandom());
    }

    private TxNode node() {
        return new RestTxNode(rest(), http);
    }

    private URI rest() {
        return settings.chain().rest().orElseThrow(Refusals::noRest);
    }

    private static String pretty(Draft draft) {
        try {
            return JSON.readTree(TxJson.write(draft)).toPrettyString();
        } catch (JsonProcessingException e) {
            throw new ProblemException(
                    new Problem(
                            "tx.unwritable",
                            "The transaction cannot be shown.",
                            "Nothing was signed and nothing was sent.",
                            "Make it anew."),
                    e);
        }
    }
}
