package io.lockstep.app.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Says which Lockstep this is.
@Command(name = "version", description = "Print the version.")
final class VersionCommand implements Callable<Integer> {
    private final Terminal terminal;

    VersionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        terminal.say(text());
        return ExitCode.FINE;
    }

    static String text() {
        var version =
                Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                        .orElse("from a development tree");
        return "lockstep %s, Java %s".formatted(version, Runtime.version().feature());
    }
}
