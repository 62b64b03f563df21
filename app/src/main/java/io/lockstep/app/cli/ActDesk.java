package io.lockstep.app.cli;

import io.lockstep.chain.key.Address;
import io.lockstep.chain.key.KeyEntry;
import io.lockstep.chain.key.Keystore;
import io.lockstep.chain.key.PublicKey;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.tx.Draft;
import io.lockstep.chain.tx.Fee;
import io.lockstep.chain.tx.Message;
import io.lockstep.chain.tx.TxWords;
import io.lockstep.chain.tx.send.Outcome;
import io.lockstep.chain.tx.send.Prepared;
import io.lockstep.chain.tx.send.TxSender;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// Carries out one act: as a file for a cold machine, or signed and sent from here.
final class ActDesk {
    private final Terminal terminal;
    private final Asking asking;

    ActDesk(Terminal terminal, Asking asking) {
        this.terminal = terminal;
        this.asking = asking;
    }

    /// @param act makes the message in the name of the account that it is given
    int run(Acting acting, Addresses addresses, Function<Address, Message> act) {
        var keys = KeyPlace.keystore(addresses.folders());
        var signer = signer(keys, acting.from);
        var message = act.apply(actor(acting, signer));
        var whole = acting.execAs.isEmpty() ? message : exec(signer, message);
        var draft = Draft.ordered(whole, Fee.of(List.of(), 0));
        return acting.generateOnly.isPresent()
                ? new UnsignedFile(terminal).write(acting, addresses, signer, draft)
                : send(acting, addresses, keys, draft);
    }

    /// In whose name it is done: the cold account's, or the signer's own.
    static Address actor(Acting acting, Address signer) {
        return acting.execAs.map(Address::new).orElse(signer);
    }

    static Address signer(Keystore keys, String from) {
        return keys.find(from)
                .map(KeyEntry::address)
                .or(() -> Address.find(from))
                .orElseGet(() -> KeysShowCommand.known(keys, from).address());
    }

    private static Message exec(Address signer, Message message) {
        return new Message.Exec(signer.text(), List.of(message));
    }

    private int send(Acting acting, Addresses addresses, Keystore keys, Draft draft) {
        var entry = KeysShowCommand.known(keys, acting.from);
        var key = entry.publicKey().orElseThrow(() -> watched(entry));
        var settings = addresses.settings();
        try (var desk = TxDesk.open(addresses.folders(), TxBroadcastCommand.rest(settings))) {
            var terms = acting.terms(settings.chain().id().orElse(desk.chainId()));
            var earlier = desk.sender().settleEarlier(entry.address(), draft, acting.wait);
            if (earlier.isPresent()) {
                terminal.complain("This was sent before and is not sent again.");
                return OutcomeReport.tell(earlier.get(), acting.json, terminal);
            }
            var prepared = desk.sender().prepare(draft, key, terms);
            if (!acting.yes && !asking.agreed(shown(prepared, key), "Sign and send it?")) {
                terminal.complain("Nothing was signed and nothing was sent.");
                return ExitCode.FAILED;
            }
            var outcome = signed(desk.sender(), prepared, keys, entry, acting);
            return OutcomeReport.tell(outcome, acting.json, terminal);
        }
    }

    private Outcome signed(
            TxSender sender, Prepared prepared, Keystore keys, KeyEntry entry, Acting acting) {
        var password = asking.secret("Password of the key " + entry.name());
        try (var key = keys.unlock(entry.name(), password)) {
            return sender.send(prepared, key, acting.terms(prepared.data().chainId()));
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private static List<String> shown(Prepared prepared, PublicKey key) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "On %s, signed with the key of %s (account %d, sequence %d):"
                        .formatted(
                                prepared.data().chainId(),
                                key.address(),
                                prepared.data().accountNumber(),
                                prepared.data().sequence()));
        lines.addAll(TxWords.of(prepared.draft()));
        return lines;
    }

    private static ProblemException watched(KeyEntry entry) {
        return new ProblemException(
                new Problem(
                        "usage.key",
                        "%s is only watched: its key is not here.".formatted(entry.name()),
                        "Nothing was signed and nothing was sent.",
                        "Write a file with --generate-only and sign it where the key is."));
    }
}
