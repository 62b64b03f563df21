package io.lockstep.app.cli;

import io.lockstep.chain.key.KeyEntry;
import io.lockstep.chain.key.Keystore;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows one key without opening it.
@Command(name = "show", description = "Show the address of a key; it is not opened.")
final class KeysShowCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private final KeyPlace place = new KeyPlace();

    @Parameters(paramLabel = "NAME", description = "a name or an address")
    private String name = "";

    @Option(names = "--json", description = "with its public key, as JSON, for programs")
    private boolean json;

    KeysShowCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        KeyReport.tell(known(place.keystore(), name), json, terminal);
        return ExitCode.FINE;
    }

    static KeyEntry known(Keystore keys, String name) {
        return keys.find(name)
                .orElseThrow(() ->
                        new ProblemException(
                                new Problem(
                                        "usage.key",
                                        "There is no key %s here.".formatted(name),
                                        "Nothing was signed and nothing was changed.",
                                        "See which there are with lockstep keys list.")));
    }
}
