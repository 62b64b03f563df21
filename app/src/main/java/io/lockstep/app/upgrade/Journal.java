package io.lockstep.app.upgrade;

import io.lockstep.chain.problem.Printable;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The record of what was meant and what was seen, in `lockstep.db`.
///
/// Each entry carries a hash over itself and the hash before it, so that a changed entry is noticed
/// when the journal is opened. Methods block for a disk write and are safe on any thread.
public final class Journal implements AutoCloseable {
    private static final String SCHEMA =
            """
            CREATE TABLE IF NOT EXISTS entry(
              number INTEGER PRIMARY KEY,
              at TEXT NOT NULL,
              step TEXT NOT NULL,
              kind TEXT NOT NULL,
              text TEXT NOT NULL,
              detail TEXT NOT NULL,
              hash TEXT NOT NULL)
            """;

    private final Connection connection;
    private final Clock clock;
    private final Path file;
    private String lastHash = "";
    private long lastNumber;

    private Journal(Connection connection, Path file, Clock clock) {
        this.connection = connection;
        this.file = file;
        this.clock = clock;
    }

    /// Opens or creates the journal and checks every entry in it.
    public static Journal open(Path folder, Clock clock) {
        var file = folder.resolve("lockstep.db");
        try {
            Files.createDirectories(folder);
            return checked(DriverManager.getConnection("jdbc:sqlite:" + file), file, clock);
        } catch (IOException | SQLException e) {
            throw new ProblemException(unusable(file, "cannot be opened: " + e.getMessage()), e);
        }
    }

    private static Journal checked(Connection connection, Path file, Clock clock)
            throws SQLException {
        var journal = new Journal(connection, file, clock);
        try {
            journal.prepare();
            return journal;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /// Appends an entry and returns it once it is on disk. Its text may quote strangers and is kept
    /// printable.
    public JournalEntry write(Optional<StepName> step, JournalEntry.Kind kind, String text) {
        return write(step, kind, text, "");
    }

    /// @param detail facts for programs, as JSON; empty when there are none
    public synchronized JournalEntry write(
            Optional<StepName> step, JournalEntry.Kind kind, String text, String detail) {
        var row =
                new Row(
                        lastNumber + 1,
                        clock.instant(),
                        step.map(StepName::name).orElse(""),
                        kind.name(),
                        Printable.line(text),
                        detail);
        var hash = row.hash(lastHash);
        try (var insert =
                connection.prepareStatement("INSERT INTO entry VALUES(?, ?, ?, ?, ?, ?, ?)")) {
            insert.setLong(1, row.number());
            insert.setString(2, row.at().toString());
            insert.setString(3, row.step());
            insert.setString(4, row.kind());
            insert.setString(5, row.text());
            insert.setString(6, row.detail());
            insert.setString(7, hash);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new ProblemException(unusable(file, "cannot be written: " + e.getMessage()), e);
        }
        lastNumber = row.number();
        lastHash = hash;
        return row.entry();
    }

    /// The newest entries, newest first.
    public synchronized List<JournalEntry> newest(int count) {
        return rows("ORDER BY number DESC LIMIT " + count).stream().map(Row::entry).toList();
    }

    /// The detail of the newest entry of that kind for that step, when it has one.
    public synchronized Optional<String> detail(StepName step, JournalEntry.Kind kind) {
        return rows("WHERE detail <> '' ORDER BY number DESC").stream()
                .filter(row -> row.step().equals(step.name()) && row.kind().equals(kind.name()))
                .map(Row::detail)
                .findFirst();
    }

    /// The details of all entries of that kind for that step, oldest first.
    public synchronized List<String> details(StepName step, JournalEntry.Kind kind) {
        return rows("WHERE detail <> '' ORDER BY number").stream()
                .filter(row -> row.step().equals(step.name()) && row.kind().equals(kind.name()))
                .map(Row::detail)
                .toList();
    }

    /// The details of entries that belong to no step, oldest first.
    public synchronized List<String> loose() {
        return rows("WHERE step = '' AND detail <> '' ORDER BY number").stream()
                .map(Row::detail)
                .toList();
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new ProblemException(unusable(file, "did not close: " + e.getMessage()), e);
        }
    }

    private synchronized void prepare() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout=5000");
            statement.execute("PRAGMA journal_mode=WAL");
            statement.execute("PRAGMA synchronous=FULL");
            statement.execute(SCHEMA);
        }
        try (var statement = connection.createStatement();
                var found = statement.executeQuery("SELECT * FROM entry ORDER BY number")) {
            while (found.next()) {
                take(found);
            }
        }
    }

    /// Follows the chain of hashes by one entry.
    private void take(ResultSet found) throws SQLException {
        var hash = Row.of(found).map(row -> row.hash(lastHash)).orElse("");
        if (!hash.equals(found.getString("hash"))) {
            throw new ProblemException(
                    unusable(file, "was changed at entry %d".formatted(lastNumber + 1)));
        }
        lastNumber = found.getLong("number");
        lastHash = hash;
    }

    private List<Row> rows(String tail) {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery("SELECT * FROM entry " + tail)) {
            List<Row> rows = new ArrayList<>();
            while (found.next()) {
                rows.add(
                        Row.of(found)
                                .orElseThrow(
                                        () -> new ProblemException(unusable(file, "was changed"))));
            }
            return rows;
        } catch (SQLException e) {
            throw new ProblemException(unusable(file, "cannot be read: " + e.getMessage()), e);
        }
    }

    private static Problem unusable(Path file, String what) {
        return new Problem(
                "journal.unusable",
                "The journal %s %s.".formatted(file, what),
                "No step was begun; the engine keeps what is armed.",
                "Put the file aside under another name and start again.");
    }

    private record Row(
            long number, Instant at, String step, String kind, String text, String detail) {

        /// Empty where a field holds what was never written.
        static Optional<Row> of(ResultSet found) throws SQLException {
            try {
                var row =
                        new Row(
                                found.getLong("number"),
                                Instant.parse(text(found, "at")),
                                text(found, "step"),
                                text(found, "kind"),
                                text(found, "text"),
                                text(found, "detail"));
                return Optional.of(row).filter(Row::known);
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        }

        private static String text(ResultSet found, String column) throws SQLException {
            return Objects.requireNonNullElse(found.getString(column), "");
        }

        private boolean known() {
            return (step.isEmpty() || names(StepName.values(), step))
                    && names(JournalEntry.Kind.values(), kind);
        }

        private static boolean names(Enum<?>[] values, String name) {
            return Arrays.stream(values).anyMatch(value -> value.name().equals(name));
        }

        JournalEntry entry() {
            return new JournalEntry(
                    number,
                    at,
                    step.isEmpty() ? Optional.empty() : Optional.of(StepName.valueOf(step)),
                    JournalEntry.Kind.valueOf(kind),
                    text);
        }

        String hash(String before) {
            var content =
                    String.join(
                            "\u0000",
                            before,
                            Long.toString(number),
                            at.toString(),
                            step,
                            kind,
                            text,
                            detail);
            try {
                var digest = MessageDigest.getInstance("SHA-256");
                return HexFormat.of()
                        .formatHex(digest.digest(content.getBytes(StandardCharsets.UTF_8)));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java runtime has SHA-256", e);
            }
        }
    }
}
