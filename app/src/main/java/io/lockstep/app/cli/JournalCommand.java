package io.lockstep.app.cli;

import io.lockstep.app.upgrade.Journal;
import io.lockstep.app.upgrade.JournalEntry;
import io.lockstep.app.upgrade.Words;
import io.lockstep.chain.problem.Printable;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
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
        if (lines < 1) {
            throw new ProblemException(
                    new Problem(
                            "usage.lines",
                            "--lines must be 1 or more, not %d.".formatted(lines),
                            "Nothing was changed.",
                            "Leave it out for the newest 50."));
        }
        var entries = newest(addresses.folders().data());
        if (entries.isEmpty()) {
            terminal.say("The journal is empty.");
        }
        entries.reversed().forEach(entry -> terminal.say(line(entry)));
        return ExitCode.FINE;
    }

    private List<JournalEntry> newest(Path folder) {
        if (!Files.exists(folder.resolve("lockstep.db"))) {
            return List.of();
        }
        try (var journal = Journal.open(folder, Clock.systemUTC())) {
            return journal.newest(lines);
        }
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
