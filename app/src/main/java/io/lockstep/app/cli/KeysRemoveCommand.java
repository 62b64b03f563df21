package io.lockstep.app.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Forgets a key for good.
@Command(name = "remove", description = "Forget a key for good; only its mnemonic brings it back.")
final class KeysRemoveCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Asking asking;

    @Mixin private final KeyPlace place = new KeyPlace();

    @Parameters(paramLabel = "NAME", description = "its name")
    private String name = "";

    @Option(names = "--yes", description = "do not ask")
    private boolean yes;

    @Option(names = "--json", description = "as JSON, for programs")
    private boolean json;

    KeysRemoveCommand(Terminal terminal, Asking asking) {
        this.terminal = terminal;
        this.asking = asking;
    }

    @Override
    public Integer call() {
        var entry = KeysShowCommand.known(place.keystore(), name);
        var question = "Forget the key %s of %s?".formatted(entry.name(), entry.address());
        if (!yes && !asking.agreed(List.of(), question)) {
            terminal.complain("It was kept.");
            return ExitCode.FAILED;
        }
        place.keystore().remove(entry.name());
        if (json) {
            KeyReport.tell(entry, true, terminal);
        } else {
            terminal.say("The key %s is gone.".formatted(entry.name()));
        }
        return ExitCode.FINE;
    }
}
