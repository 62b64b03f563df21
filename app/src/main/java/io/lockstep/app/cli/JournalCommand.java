package io.lockstep.app.cli;

import io.lockstep.app.upgrade.Journal;
import io.lockstep.app.upgrade.JournalEntry;
import io.lockstep.app.upgrade.Words;
import io.lockstep.chain.problem.Printable;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Prints what was meant and what was seen, oldest first.
@Command(
        name = "journal",
        description = "Print the newest entries of the journal, oldest first.",
        footer = {"", "Example:", "  lockstep journal --lines 20"})
final class JournalCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private final Addresses addresses = new Addresses();

    @Option(names = "--lines", paramLabel = "N", description = "how many, 50 if not given")
    private int lines = 50;

    JournalCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var folder = addresses.folders().data();
        if (!Files.exists(folder.resolve("lockstep.db"))) {
            terminal.say("The journal is empty.");
            return ExitCode.FINE;
        }
        try (var journal = Journal.open(folder, Clock.systemUTC())) {
            journal.newest(Math.max(1, lines))
                    .reversed()
                    .forEach(entry -> terminal.say(line(entry)));
        }
        return ExitCode.FINE;
    }

    private static String line(JournalEntry entry) {
        return Printable.line(
                "%s  %s%s: %s"
                        .formatted(
                                entry.at(),
                                entry.step().map(step -> Words.of(step) + ", ").orElse(""),
                                entry.kind().name().toLowerCase(Locale.ROOT),
                                entry.text()));
    }
}
