package io.lockstep.app.cli;

import io.lockstep.chain.key.Mnemonic;
import io.lockstep.chain.key.SigningKey;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.tx.Draft;
import io.lockstep.chain.tx.SignerData;
import io.lockstep.chain.tx.Signing;
import io.lockstep.chain.tx.TxJson;
import io.lockstep.chain.tx.TxWords;
import java.nio.file.Path;
import java.time.Clock;
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
        var draft = timed(TxJson.draft(TxFiles.read(file)));
        var words = TxWords.of(draft);
        if (!json) {
            words.forEach(terminal::say);
        }
        try (var signing = key()) {
            var signed =
                    Signing.sign(draft, new SignerData(chainId, accountNumber, sequence), signing);
            TxFiles.write(out, TxJson.write(signed));
            if (json) {
                var report =
                        new Report(out.toString(), signed.hash(), signing.address().text(), words);
                terminal.say(RecordJson.of(report).toPrettyString());
            } else {
                terminal.say(
                        "Signed for %s on %s with the key of %s. Its hash will be %s."
                                .formatted(file, chainId, signing.address(), signed.hash()));
                terminal.say("Written to %s; nothing was sent.".formatted(out));
            }
        }
        return ExitCode.FINE;
    }

    private Draft timed(Draft draft) {
        var now = Clock.systemUTC().instant();
        var timed = unordered ? draft.unorderedUntil(now.plus(timeout)) : draft;
        Signing.checkTimeout(timed, now);
        return timed;
    }

    private SigningKey key() {
        if (mnemonic == key.isPresent()) {
            throw new ProblemException(
                    new Problem(
                            "usage.key",
                            "It is not clear whose key signs.",
                            "Nothing was signed.",
                            "Give either --key NAME or --mnemonic-stdin."));
        }
        return key.map(this::fromKeystore).orElseGet(this::fromMnemonic);
    }

    private SigningKey fromKeystore(String name) {
        var password = asking.secret("Password of the key " + name);
        try {
            return place.keystore().unlock(name, password);
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
