package io.lockstep.app.cli;

import io.lockstep.chain.key.Mnemonic;
import io.lockstep.chain.key.SigningKey;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Makes a new key and shows its mnemonic once.
@Command(
        name = "add",
        description = "Make a new key and show its mnemonic, once, to be written down.",
        footer = {"", "Example:", "  lockstep keys add operator"})
final class KeysAddCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Asking asking;

    @Mixin private final KeyPlace place = new KeyPlace();

    @Parameters(paramLabel = "NAME", description = "what to call it")
    private String name = "";

    @Option(names = "--json", description = "the key as JSON, for programs")
    private boolean json;

    KeysAddCommand(Terminal terminal, Asking asking) {
        this.terminal = terminal;
        this.asking = asking;
    }

    /// The words go to standard error, so that a pipe does not catch them, and never become a
    /// string.
    @Override
    public Integer call() {
        try (var mnemonic = Mnemonic.fresh(new SecureRandom());
                var key = SigningKey.of(mnemonic)) {
            var entry = NewPassword.keep(place.keystore(), name, key, asking);
            var words = mnemonic.text();
            terminal.complain("Write these words down: they are shown once and kept nowhere.");
            terminal.err().println(words);
            terminal.err().flush();
            Arrays.fill(words, '\0');
            KeyReport.tell(entry, json, terminal);
        }
        return ExitCode.FINE;
    }
}
