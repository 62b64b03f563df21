package io.lockstep.app.cli;

import io.lockstep.app.settings.Settings;
import io.lockstep.chain.http.JsonHttp;
import io.lockstep.chain.key.Address;
import io.lockstep.chain.tx.Draft;
import io.lockstep.chain.tx.TxJson;
import io.lockstep.chain.tx.TxWords;
import io.lockstep.chain.tx.send.Account;
import io.lockstep.chain.tx.send.GasPrice;
import io.lockstep.chain.tx.send.RestTxNode;
import io.lockstep.chain.tx.send.TxNode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Writes an unsigned transaction and says how a cold machine goes on, with either program.
final class UnsignedFile {
    private static final long GAS = 2_000_000;

    private final Terminal terminal;

    UnsignedFile(Terminal terminal) {
        this.terminal = terminal;
    }

    /// What a program reads.
    record Report(String file, List<String> messages, List<String> commands) {}

    int write(Acting acting, Addresses addresses, Address signer, Draft draft) {
        var settings = addresses.settings();
        var node = settings.chain().rest().map(rest -> new RestTxNode(rest, JsonHttp.forProbes()));
        var chainId = settings.chain().id().or(() -> node.map(TxNode::chainId));
        var file = acting.generateOnly.orElseThrow();
        var terms = acting.terms(chainId.orElse("CHAIN-ID"));
        var price = terms.price().or(() -> node.flatMap(TxNode::leastGasPrice));
        var priced = draft.with(price.orElse(GasPrice.NOTHING).fee(acting.gas.orElse(GAS)));
        var whole =
                acting.unordered
                        ? priced.unorderedUntil(Clock.systemUTC().instant().plus(acting.timeout))
                        : priced;
        TxFiles.write(file, TxJson.write(whole));
        var commands =
                commands(
                        file,
                        signer,
                        chainId.orElse("CHAIN-ID"),
                        node.flatMap(one -> one.account(signer)),
                        acting.unordered,
                        settings);
        if (acting.json) {
            var report = new Report(file.toString(), TxWords.of(whole), commands);
            terminal.say(RecordJson.of(report).toPrettyString());
        } else {
            TxWords.of(whole).forEach(terminal::say);
            terminal.say("Written to %s; nothing was signed and nothing was sent.".formatted(file));
            terminal.say("On the machine with the key, one of:");
            terminal.say("  " + commands.get(0));
            terminal.say("  " + commands.get(1));
            terminal.say("Then, with a network, one of:");
            terminal.say("  " + commands.get(2));
            terminal.say("  " + commands.get(3));
        }
        return ExitCode.FINE;
    }

    private static List<String> commands(
            Path file,
            Address signer,
            String chainId,
            Optional<Account> account,
            boolean unordered,
            Settings settings) {
        var number = account.map(one -> Long.toString(one.number())).orElse("ACCOUNT-NUMBER");
        var sequence =
                unordered
                        ? "0"
                        : account.map(one -> Long.toString(one.sequence())).orElse("SEQUENCE");
        var signed = file + ".signed";
        var rpc =
                settings.chain().rpcs().stream()
                        .findFirst()
                        .map(Object::toString)
                        .orElse("tcp://127.0.0.1:26657");
        var rest = settings.chain().rest().map(Object::toString).orElse("http://127.0.0.1:1317");
        List<String> commands = new ArrayList<>();
        commands.add(
                "inferenced tx sign %s --from %s --chain-id %s --offline --account-number %s"
                                .formatted(file, signer, chainId, number)
                        + " --sequence %s --sign-mode direct --output-document %s"
                                .formatted(sequence, signed));
        commands.add(
                "lockstep tx sign %s --chain-id %s --account-number %s --sequence %s"
                                .formatted(file, chainId, number, sequence)
                        + " --mnemonic-stdin --out %s".formatted(signed));
        commands.add("inferenced tx broadcast %s --node %s".formatted(signed, rpc));
        commands.add("lockstep tx broadcast %s --rest %s".formatted(signed, rest));
        return commands;
    }
}
