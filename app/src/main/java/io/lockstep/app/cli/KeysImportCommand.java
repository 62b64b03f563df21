package io.lockstep.app.cli;

import io.lockstep.chain.key.Address;
import io.lockstep.chain.key.KeyEntry;
import io.lockstep.chain.key.Mnemonic;
import io.lockstep.chain.key.SigningKey;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Takes in a key that exists, or an address to watch.
@Command(
        name = "import",
        description = "Keep a key from its mnemonic or its 64 hexadecimal digits, or an address.",
        footer = {
            "",
            "Examples:",
            "  lockstep keys import operator",
            "  lockstep keys import operator --hex",
            "  lockstep keys import cold --address gonka1...",
            "",
            "Without a terminal the secret and then the password, twice, are lines of standard",
            "input."
        })
final class KeysImportCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Asking asking;

    @Mixin private final KeyPlace place = new KeyPlace();

    @Parameters(paramLabel = "NAME", description = "what to call it")
    private String name = "";

    @Option(names = "--hex", description = "the private key itself instead of its mnemonic")
    private boolean hex;

    @Option(
            names = "--coin-type",
            paramLabel = "N",
            description = "of the mnemonic's path, 1200 if not given; July 2025 used 118")
    private int coinType = SigningKey.COIN_TYPE;

    @Option(
            names = "--address",
            paramLabel = "ADDRESS",
            description = "watch this address; no key is asked for")
    private Optional<String> address = Optional.empty();

    @Option(names = "--json", description = "as JSON, for programs")
    private boolean json;

    KeysImportCommand(Terminal terminal, Asking asking) {
        this.terminal = terminal;
        this.asking = asking;
    }

    @Override
    public Integer call() {
        var entry =
                address.map(text -> place.keystore().watch(name, new Address(text)))
                        .orElseGet(this::kept);
        KeyReport.tell(entry, json, terminal);
        return ExitCode.FINE;
    }

    private KeyEntry kept() {
        var secret = asking.secret(hex ? "Private key, 64 hexadecimal digits" : "Mnemonic");
        try (var key = hex ? SigningKey.ofHex(secret) : ofWords(secret)) {
            return NewPassword.keep(place.keystore(), name, key, asking);
        } finally {
            Arrays.fill(secret, '\0');
        }
    }

    private SigningKey ofWords(char[] words) {
        try (var mnemonic = Mnemonic.read(words)) {
            return SigningKey.of(mnemonic, coinType);
        }
    }
}
