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
        return "lockstep %s, Java %s".formatted(number(), Runtime.version().feature());
    }

    /// As the jar's manifest has it.
    static String number() {
        return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                .map(version -> version.replace("-SNAPSHOT", ""))
                .orElse("dev");
    }
}
