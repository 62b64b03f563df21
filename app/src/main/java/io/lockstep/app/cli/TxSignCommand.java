package io.lockstep.app.cli;

import io.lockstep.app.acting.ChainDesk;
import io.lockstep.app.acting.ChainDesk.SignOrder;
import io.lockstep.chain.key.Mnemonic;
import io.lockstep.chain.key.SigningKey;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.tx.SignedTx;
import io.lockstep.chain.tx.SignerData;
import io.lockstep.chain.tx.TxWords;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Signs a transaction file on a machine without a network.
@Command(
        name = "sign",
        description = "Sign a transaction file; no network is touched.",
        footer = {
            "",
            "The file is the one that --generate-only wrote, here or in the chain's own program.",
            "Account number and sequence are those the chain names for the account."
        })
final class TxSignCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Asking asking;

    @Mixin private final KeyPlace place = new KeyPlace();

    @Parameters(paramLabel = "FILE", description = "the unsigned transaction")
    private Path file = Path.of("");

    @Option(names = "--chain-id", paramLabel = "ID", required = true, description = "the chain")
    private String chainId = "";

    @Option(
            names = "--account-number",
            paramLabel = "N",
            required = true,
            description = "number of the account on the chain")
    private long accountNumber;

    @Option(
            names = "--sequence",
            paramLabel = "S",
            description = "next sequence of the account; 0 and not needed with --unordered")
    private long sequence;

    @Option(names = "--out", paramLabel = "SIGNED", required = true, description = "what to write")
    private Path out = Path.of("");

    @Option(names = "--key", paramLabel = "NAME", description = "a key of the keystore")
    private Optional<String> key = Optional.empty();

    @Option(names = "--mnemonic-stdin", description = "the mnemonic is a line of standard input")
    private boolean mnemonic;

    @Option(
            names = "--coin-type",
            paramLabel = "N",
            description = "of the mnemonic's path, 1200 if not given")
    private int coinType = SigningKey.COIN_TYPE;

    @Option(names = "--unordered", description = "outside the account's sequence")
    private boolean unordered;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = ShortDuration.class,
            description = "lifetime of an unordered transaction, 10m at most, 5m if not given")
    private Duration timeout = Duration.ofMinutes(5);

    @Option(names = "--json", description = "as JSON, for programs")
    private boolean json;

    TxSignCommand(Terminal terminal, Asking asking) {
        this.terminal = terminal;
        this.asking = asking;
    }

    /// What a program reads.
    record Report(String file, String hash, String signer, List<String> messages) {}

    @Override
    public Integer call() {
        var keys = place.desk();
        var unsigned = keys.read(file);
        if (!json) {
            unsigned.words().forEach(terminal::say);
        }
        var order =
                new SignOrder(
                        unsigned,
                        new SignerData(chainId, accountNumber, sequence),
                        unordered ? Optional.of(timeout) : Optional.empty(),
                        out);
        tell(keys.sign(order, () -> key(keys)).tx());
        return ExitCode.FINE;
    }

    private void tell(SignedTx signed) {
        var signer = signed.signer().address();
        if (json) {
            var report =
                    new Report(
                            out.toString(),
                            signed.hash(),
                            signer.text(),
                            TxWords.of(signed.draft()));
            terminal.say(RecordJson.of(report).toPrettyString());
        } else {
            terminal.say(
                    "Signed for %s on %s with the key of %s. Its hash will be %s."
                            .formatted(file, chainId, signer, signed.hash()));
            terminal.say("Written to %s; nothing was sent.".formatted(out));
        }
    }

    private SigningKey key(ChainDesk keys) {
        if (mnemonic == key.isPresent()) {
            throw new ProblemException(
                    new Problem(
                            "usage.key",
                            "It is not clear whose key signs.",
                            "Nothing was signed.",
                            "Give either --key NAME or --mnemonic-stdin."));
        }
        return key.map(name -> fromKeystore(keys, name)).orElseGet(this::fromMnemonic);
    }

    private SigningKey fromKeystore(ChainDesk keys, String name) {
        var password = asking.secret("Password of the key " + name);
        try {
            return keys.unlock(name, password);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private SigningKey fromMnemonic() {
        var text = asking.secret("Mnemonic");
        try (var words = Mnemonic.read(text)) {
            return SigningKey.of(words, coinType);
        } finally {
            Arrays.fill(text, '\0');
        }
    }
}
