package io.lockstep.app.upgrade;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lockstep.app.upgrade.JournalEntry.Kind;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// What the operator decided against the usual: preflight checks to go past, each for one upgrade
/// and with the reason that was given, and old images to keep. The journal keeps them.
public record Overrides(List<Entry> entries, Shelf shelf) {
    public static final Overrides NONE = new Overrides(List.of(), Shelf.EMPTY);

    private static final ObjectMapper JSON = new ObjectMapper();

    /// @param upgrade the label of the upgrade it counts for
    /// @param check the name of the check, as its problem's code ends
    public record Entry(String upgrade, String check, String reason) {}

    public Overrides {
        entries = List.copyOf(entries);
    }

    public static Overrides of(Journal journal) {
        return new Overrides(
                journal.details(StepName.PREFLIGHT, Kind.NOTE).stream()
                        .flatMap(detail -> read(detail).stream())
                        .toList(),
                Shelf.of(journal));
    }

    /// What the journal in that folder keeps; nothing where there is none, or none that can be
    /// read, which whoever opens it to write tells.
    public static Overrides kept(Path folder) {
        if (!Files.exists(folder.resolve("lockstep.db"))) {
            return NONE;
        }
        try (var journal = Journal.open(folder, Clock.systemUTC())) {
            return of(journal);
        } catch (ProblemException e) {
            return NONE;
        }
    }

    /// Writes one more into the journal.
    static Overrides add(Journal journal, Entry entry) {
        var _ =
                journal.write(
                        Optional.of(StepName.PREFLIGHT),
                        Kind.NOTE,
                        "%s is overridden for %s: %s"
                                .formatted(entry.check(), entry.upgrade(), entry.reason()),
                        write(entry));
        return of(journal);
    }

    boolean cover(String upgrade, String check) {
        return entries.stream()
                .anyMatch(entry -> entry.upgrade().equals(upgrade) && entry.check().equals(check));
    }

    /// The remedy of a failed check, with the way past it.
    static String offer(String remedy, String check) {
        return "%s To go on all the same: lockstep upgrade --override %s --reason WHY."
                .formatted(remedy, check);
    }

    /// Says that there is nothing of that name to go past.
    static Problem unknown(String check, List<String> open) {
        return new Problem(
                "upgrade.noSuchCheck",
                "No preflight check %s fails that may be overridden.".formatted(check),
                "Nothing was overridden.",
                open.isEmpty()
                        ? "Look at the steps with lockstep upgrade."
                        : "These can be: %s.".formatted(String.join(", ", open)));
    }

    private static String write(Entry entry) {
        try {
            return JSON.writeValueAsString(entry);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("three strings are always JSON", e);
        }
    }

    private static Optional<Entry> read(String detail) {
        try {
            return Optional.of(JSON.readValue(detail, Entry.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
