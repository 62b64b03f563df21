package io.lockstep.app.samples;

import io.lockstep.app.samples.Bucket.Row;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The samples on disk. The file stays below a bound: what is too old goes, and when that is not
/// enough the oldest minutes go, too. Safe on any thread.
final class SampleStore implements AutoCloseable {
    private static final long MOST_BYTES = 256L << 20;
    private static final String SERIES =
            "CREATE TABLE IF NOT EXISTS series(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)";
    private static final String SAMPLES =
            """
            CREATE TABLE IF NOT EXISTS sample(
              tier INTEGER NOT NULL, series INTEGER NOT NULL, slot INTEGER NOT NULL,
              low REAL NOT NULL, mean REAL NOT NULL, high REAL NOT NULL,
              PRIMARY KEY(tier, series, slot)) WITHOUT ROWID
            """;

    private final Connection connection;
    private final long mostBytes;
    private final Map<String, Long> ids = new HashMap<>();

    private SampleStore(Connection connection, long mostBytes) {
        this.connection = connection;
        this.mostBytes = mostBytes;
    }

    static SampleStore open(Path file) {
        return open(file, MOST_BYTES);
    }

    /// Opens the file; one that cannot be used is renamed and another one begun.
    static SampleStore open(Path file, long mostBytes) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try {
                return prepared(file, mostBytes);
            } catch (SQLException e) {
                Files.move(
                        file,
                        file.resolveSibling(file.getFileName() + ".unusable"),
                        StandardCopyOption.REPLACE_EXISTING);
                return prepared(file, mostBytes);
            }
        } catch (IOException | SQLException e) {
            throw new ProblemException(
                    new Problem(
                            "samples.unusable",
                            "%s cannot be used: %s.".formatted(file, e.getMessage()),
                            "No charts are kept; everything else works.",
                            "Check the folder's permissions and the free disk space."),
                    e);
        }
    }

    private static SampleStore prepared(Path file, long mostBytes) throws SQLException {
        var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (var statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 5000");
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = NORMAL");
            statement.execute(SERIES);
            statement.execute(SAMPLES);
            var store = new SampleStore(connection, mostBytes);
            store.learnIds();
            return store;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    synchronized void write(List<Row> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        connection.setAutoCommit(false);
        try (var insert =
                connection.prepareStatement(
                        "INSERT OR REPLACE INTO sample VALUES(?, ?, ?, ?, ?, ?)")) {
            for (var row : rows) {
                insert.setInt(1, row.tier().number());
                insert.setLong(2, id(row.series()));
                insert.setLong(3, row.slot());
                insert.setDouble(4, row.low());
                insert.setDouble(5, row.mean());
                insert.setDouble(6, row.high());
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            learnIds();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    synchronized List<Row> rows(Tier tier, String series, Instant from, Instant to)
            throws SQLException {
        try (var query =
                connection.prepareStatement(
                        "SELECT slot, low, mean, high FROM sample WHERE tier = ? AND series ="
                                + " (SELECT id FROM series WHERE name = ?)"
                                + " AND slot BETWEEN ? AND ? ORDER BY slot")) {
            query.setInt(1, tier.number());
            query.setString(2, series);
            query.setLong(3, tier.slot(from));
            query.setLong(4, to.getEpochSecond());
            List<Row> rows = new ArrayList<>();
            try (var found = query.executeQuery()) {
                while (found.next()) {
                    rows.add(
                            new Row(
                                    tier,
                                    series,
                                    found.getLong(1),
                                    found.getDouble(2),
                                    found.getDouble(3),
                                    found.getDouble(4)));
                }
            }
            return rows;
        }
    }

    synchronized List<String> series() {
        return ids.keySet().stream().sorted().toList();
    }

    /// Removes what is older than its tier keeps, and the oldest minutes while the file is too big.
    synchronized void forget(Instant now) throws SQLException {
        for (var tier : Tier.values()) {
            forget(tier, now.minus(tier.kept()).getEpochSecond());
        }
        for (var days = 29; bytes() > mostBytes && days >= 0; days--) {
            forget(Tier.MINUTE, now.minusSeconds(days * 86_400L).getEpochSecond());
        }
    }

    private void forget(Tier tier, long before) throws SQLException {
        connection.setAutoCommit(false);
        try (var delete =
                connection.prepareStatement(
                        "DELETE FROM sample WHERE tier = ? AND series = ? AND slot < ?")) {
            for (var id : ids.values()) {
                delete.setInt(1, tier.number());
                delete.setLong(2, id);
                delete.setLong(3, before);
                delete.addBatch();
            }
            delete.executeBatch();
            connection.commit();
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /// Pages in use; what was freed is used again and not counted.
    synchronized long bytes() throws SQLException {
        return (pragma("page_count") - pragma("freelist_count")) * pragma("page_size");
    }

    private long pragma(String name) throws SQLException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery("PRAGMA " + name)) {
            return found.next() ? found.getLong(1) : 0;
        }
    }

    private long id(String series) throws SQLException {
        var known = ids.get(series);
        if (known != null) {
            return known;
        }
        var id = ids.values().stream().mapToLong(Long::longValue).max().orElse(0) + 1;
        try (var insert = connection.prepareStatement("INSERT INTO series VALUES(?, ?)")) {
            insert.setLong(1, id);
            insert.setString(2, series);
            insert.executeUpdate();
        }
        ids.put(series, id);
        return id;
    }

    private void learnIds() throws SQLException {
        ids.clear();
        try (var statement = connection.createStatement();
                var found = statement.executeQuery("SELECT id, name FROM series")) {
            while (found.next()) {
                ids.put(found.getString(2), found.getLong(1));
            }
        }
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            System.getLogger(SampleStore.class.getName())
                    .log(System.Logger.Level.WARNING, "closing samples", e);
        }
    }
}
