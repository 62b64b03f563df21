package io.lockstep.app.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.app.upgrade.JournalEntry.Kind;
import io.lockstep.chain.problem.ProblemException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    @TempDir private Path folder;

    @Test
    void entriesSurviveAndComeNewestFirst() {
        try (var journal = open()) {
            journal.write(Optional.of(StepName.PULL), Kind.INTENT, "pull");
            journal.write(Optional.of(StepName.PULL), Kind.EVIDENCE, "pulled", "{\"bytes\":7}");
        }

        try (var journal = open()) {
            assertThat(journal.newest(10))
                    .extracting(JournalEntry::text)
                    .containsExactly("pulled", "pull");
            assertThat(journal.detail(StepName.PULL, Kind.EVIDENCE)).contains("{\"bytes\":7}");
        }
    }

    @Test
    void aChangedEntryIsNoticed() throws Exception {
        try (var journal = open()) {
            journal.write(Optional.empty(), Kind.NOTE, "armed for block 100");
        }
        var address = "jdbc:sqlite:" + folder.resolve("lockstep.db");
        try (var connection = DriverManager.getConnection(address);
                var statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE entry SET text = 'armed for block 900'");
        }

        assertThatThrownBy(this::open)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("was changed at entry 1");
    }

    private Journal open() {
        return Journal.open(folder, Clock.systemUTC());
    }
}
