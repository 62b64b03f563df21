package io.lockstep.app.chronicle;

import io.lockstep.chain.governance.Ballot;
import io.lockstep.chain.governance.Deposit;
import io.lockstep.chain.governance.VoteMemory;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.upgrade.ScheduledUpgrade;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// `chronicle.db` beside the journal: votes, deposits and changes by chain-id.
///
/// Its size is bounded, the oldest goes first. Methods block for a disk write and are safe on any
/// thread.
public final class Chronicle implements AutoCloseable {
    static final int MOST_PROPOSALS = 500;
    static final int MOST_EVENTS = 2000;
    static final int MOST_CHAINS = 8;

    private static final List<String> SCHEMA =
            List.of(
                    "PRAGMA busy_timeout=5000",
                    "PRAGMA journal_mode=WAL",
                    "PRAGMA synchronous=NORMAL",
                    """
                    CREATE TABLE IF NOT EXISTS seen(
                      chain TEXT, proposal INTEGER, role TEXT, account TEXT, what TEXT NOT NULL,
                      PRIMARY KEY(chain, proposal, role, account)) WITHOUT ROWID
                    """,
                    """
                    CREATE TABLE IF NOT EXISTS event(
                      number INTEGER PRIMARY KEY, chain TEXT NOT NULL, at TEXT NOT NULL,
                      height INTEGER NOT NULL, subject TEXT NOT NULL, kind TEXT NOT NULL,
                      proposal INTEGER, words TEXT NOT NULL, before TEXT, after TEXT)
                    """,
                    """
                    CREATE TABLE IF NOT EXISTS schedule(
                      chain TEXT PRIMARY KEY, at TEXT NOT NULL, entries TEXT NOT NULL) WITHOUT ROWID
                    """);

    private final Connection connection;
    private final Path file;
    private final Clock clock;
    private final boolean keeps;

    private Chronicle(Connection connection, Path file, Clock clock, boolean keeps) {
        this.connection = connection;
        this.file = file;
        this.clock = clock;
        this.keeps = keeps;
    }

    /// Opens or creates it. A file that is no chronicle is put aside: what it kept is lost to
    /// Lockstep, and nothing else depends on it.
    ///
    /// @param keeps whether it is written; a second console only reads what the first one keeps
    public static Chronicle open(Path folder, Clock clock, boolean keeps) {
        var file = folder.resolve("chronicle.db");
        try {
            Files.createDirectories(folder);
            try {
                return prepared(file, clock, keeps);
            } catch (SQLException e) {
                System.getLogger(Chronicle.class.getName())
                        .log(System.Logger.Level.WARNING, "the chronicle is put aside", e);
                Files.move(
                        file,
                        folder.resolve("chronicle.db.unreadable"),
                        StandardCopyOption.REPLACE_EXISTING);
                return prepared(file, clock, keeps);
            }
        } catch (IOException | SQLException e) {
            throw unusable(file, "opened", e);
        }
    }

    private static Chronicle prepared(Path file, Clock clock, boolean keeps) throws SQLException {
        var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (var statement = connection.createStatement()) {
            for (var line : SCHEMA) {
                statement.execute(line);
            }
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return new Chronicle(connection, file, clock, keeps);
    }

    /// Fills a memory with everything that was ever seen on that chain.
    synchronized void recall(String chain, VoteMemory memory) {
        query(
                "SELECT proposal, role, account, what FROM seen WHERE chain = ? ORDER BY proposal",
                row -> {
                    var account = row.getString("account");
                    var what = row.getString("what");
                    var voted = row.getString("role").equals(Written.VOTER);
                    memory.saw(
                            row.getLong("proposal"),
                            voted ? List.of(Written.ballot(account, what)) : List.of(),
                            voted ? List.of() : List.of(Written.deposit(account, what)));
                    return true;
                },
                chain);
    }

    /// Keeps votes and deposits of one proposal; what is there already is replaced.
    synchronized void keep(
            String chain, long proposal, Collection<Ballot> ballots, Collection<Deposit> deposits) {
        together(() -> {
            var insert = "INSERT OR REPLACE INTO seen VALUES(?, ?, ?, ?, ?)";
            for (var ballot : ballots) {
                run(insert, chain, proposal, Written.VOTER, ballot.voter(), Written.text(ballot));
            }
            for (var deposit : deposits) {
                run(
                        insert,
                        chain,
                        proposal,
                        Written.DEPOSITOR,
                        deposit.depositor(),
                        Written.text(deposit));
            }
            run(
                    """
                    DELETE FROM seen WHERE chain = ?1 AND proposal NOT IN (
                      SELECT DISTINCT proposal FROM seen WHERE chain = ?1
                      ORDER BY proposal DESC LIMIT %d)
                    """
                            .formatted(MOST_PROPOSALS),
                    chain);
        });
    }

    public synchronized void happened(String chain, List<ChainEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        together(() -> {
            for (var event : events) {
                run(
                        "INSERT INTO event(chain, at, height, subject, kind, proposal, words, before,"
                                + " after) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        chain,
                        event.at().toString(),
                        event.height(),
                        event.subject().name(),
                        event.kind(),
                        event.proposal().isPresent() ? event.proposal().getAsLong() : "",
                        event.words(),
                        event.before().orElse(""),
                        event.after().orElse(""));
            }
            run(
                    "DELETE FROM event WHERE number <= (SELECT max(number) FROM event) - "
                            + MOST_EVENTS);
        });
    }

    /// The newest changes of that chain, newest first.
    public synchronized List<ChainEvent> newest(String chain, int count) {
        return query(
                "SELECT * FROM event WHERE chain = ? ORDER BY number DESC LIMIT " + count,
                Chronicle::event,
                chain);
    }

    /// The schedule as it was when Lockstep last looked; empty when it never did.
    public synchronized Optional<List<ScheduledUpgrade>> schedule(String chain) {
        return query(
                        "SELECT entries FROM schedule WHERE chain = ?",
                        row -> Written.schedule(row.getString("entries")),
                        chain)
                .stream()
                .findFirst();
    }

    /// Keeps the schedule for the next start. Chains that were not looked at for long are
    /// forgotten.
    public synchronized void schedule(String chain, List<ScheduledUpgrade> entries) {
        together(() -> {
            run(
                    "INSERT OR REPLACE INTO schedule VALUES(?, ?, ?)",
                    chain,
                    clock.instant().toString(),
                    Written.text(entries));
            run(
                    "DELETE FROM schedule WHERE chain NOT IN (SELECT chain FROM schedule ORDER BY at"
                            + " DESC LIMIT %d)".formatted(MOST_CHAINS));
            for (var table : List.of("seen", "event")) {
                run(
                        "DELETE FROM %s WHERE chain NOT IN (SELECT chain FROM schedule)"
                                .formatted(table));
            }
        });
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw unusable(file, "closed", e);
        }
    }

    private static ChainEvent event(ResultSet row) throws SQLException {
        var proposal = row.getString("proposal");
        return new ChainEvent(
                Instant.parse(row.getString("at")),
                row.getLong("height"),
                ChainEvent.Subject.valueOf(row.getString("subject")),
                row.getString("kind"),
                proposal.isEmpty()
                        ? OptionalLong.empty()
                        : OptionalLong.of(Long.parseLong(proposal)),
                row.getString("words"),
                filled(row.getString("before")),
                filled(row.getString("after")));
    }

    private static Optional<String> filled(String text) {
        return Optional.of(text).filter(one -> !one.isEmpty());
    }

    @FunctionalInterface
    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    @FunctionalInterface
    private interface Writing {
        void write() throws SQLException;
    }

    private <T> List<T> query(String sql, Reader<T> reader, Object... values) {
        List<T> found = new ArrayList<>();
        try (var statement = connection.prepareStatement(sql)) {
            for (var i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
            }
            return found;
        } catch (SQLException | RuntimeException e) {
            throw unusable(file, "read", e);
        }
    }

    private void run(String sql, Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (var i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    /// All of it or nothing.
    private void together(Writing writing) {
        if (!keeps) {
            return;
        }
        try {
            connection.setAutoCommit(false);
            try {
                writing.write();
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw unusable(file, "written", e);
        }
    }

    private static ProblemException unusable(Path file, String how, Exception cause) {
        return new ProblemException(
                new Problem(
                        "chronicle.unusable",
                        "The record of votes and changes %s cannot be %s: %s."
                                .formatted(file, how, cause.getMessage()),
                        "The chain is read as before; only what it forgets is not kept.",
                        "Look at the disk, or put the file aside."),
                cause);
    }
}
