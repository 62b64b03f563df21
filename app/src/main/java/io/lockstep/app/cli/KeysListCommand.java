package io.lockstep.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Names the keys of this machine.
@Command(name = "list", description = "Name the keys and watched addresses.")
final class KeysListCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private final KeyPlace place = new KeyPlace();

    @Option(names = "--json", description = "as JSON, for programs")
    private boolean json;

    KeysListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        KeyReport.tell(place.keystore().list(), json, terminal);
        return ExitCode.FINE;
    }
}
