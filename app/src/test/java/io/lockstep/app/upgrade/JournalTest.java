package io.lockstep.app.upgrade;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.app.upgrade.JournalEntry.Kind;
import io.lockstep.chain.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        sql("UPDATE entry SET text = 'armed for block 900'");

        assertThatThrownBy(this::open)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("was changed at entry 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "at = 'yesterday'",
                "step = 'NO_SUCH_STEP'",
                "kind = 'RUMOUR'",
                "detail = x'00ff'",
                "hash = ''",
                "number = 7"
            })
    void whateverFieldIsChangedTheJournalIsNotUsed(String change) throws Exception {
        try (var journal = open()) {
            journal.write(Optional.of(StepName.ARM), Kind.INTENT, "arm");
            journal.write(Optional.of(StepName.ARM), Kind.EVIDENCE, "armed");
        }
        sql("UPDATE entry SET " + change + " WHERE number = 2");

        assertThatThrownBy(this::open)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("was changed at entry 2");
    }

    @Test
    void anEntryTakenOutOfTheMiddleIsNoticed() throws Exception {
        try (var journal = open()) {
            journal.write(Optional.empty(), Kind.NOTE, "one");
            journal.write(Optional.empty(), Kind.NOTE, "two");
            journal.write(Optional.empty(), Kind.NOTE, "three");
        }
        sql("DELETE FROM entry WHERE number = 2");

        assertThatThrownBy(this::open).hasMessageContaining("was changed at entry 2");
    }

    /// Every byte of a stored text is covered, not only what SQL would change.
    @Test
    void aFlippedByteInTheFileIsNeverUsed() throws Exception {
        try (var journal = open()) {
            journal.write(Optional.empty(), Kind.NOTE, "armed for block 100");
        }
        var bytes = Files.readAllBytes(file());
        var at = new String(bytes, ISO_8859_1).indexOf("block 100");
        bytes[at + 6] ^= 8;
        Files.write(file(), bytes);

        assertThatThrownBy(this::open)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("was changed at entry 1");
    }

    @Test
    void aFileThatLostItsEndIsOneSentenceAndLeftAsItIs() throws Exception {
        try (var journal = open()) {
            for (var n = 0; n < 200; n++) {
                journal.write(Optional.empty(), Kind.NOTE, "x".repeat(100));
            }
        }
        var whole = Files.readAllBytes(file());
        var torn = Arrays.copyOf(whole, whole.length / 2);
        Files.write(file(), torn);

        assertThatThrownBy(this::open)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("The journal");
        assertThat(file()).hasBinaryContent(torn);
    }

    @Test
    void aFileThatIsNoJournalIsOneSentenceAndLeftAsItIs() throws Exception {
        Files.writeString(file(), "# my notes\n".repeat(200));

        assertThatThrownBy(this::open)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("cannot be opened");
        assertThat(file()).content().startsWith("# my notes");
    }

    @Test
    void aWriteThatFailedLeavesTheChainOfHashesWhole() throws Exception {
        try (var journal = open()) {
            journal.write(Optional.empty(), Kind.NOTE, "one");
            sql("CREATE TRIGGER full BEFORE INSERT ON entry BEGIN SELECT RAISE(FAIL, 'full'); END");
            assertThatThrownBy(() -> journal.write(Optional.empty(), Kind.NOTE, "two"))
                    .hasMessageContaining("cannot be written");
            sql("DROP TRIGGER full");

            journal.write(Optional.empty(), Kind.NOTE, "three");
        }

        try (var journal = open()) {
            assertThat(journal.newest(10)).extracting(JournalEntry::number).containsExactly(2L, 1L);
        }
    }

    @Test
    void aSecondConsoleReadsWhatTheFirstWrites() {
        try (var first = open();
                var second = open()) {
            first.write(Optional.empty(), Kind.NOTE, "one");

            assertThat(second.newest(1)).extracting(JournalEntry::text).containsExactly("one");
        }
    }

    @Test
    void twoWritersNeverMakeTwoChains() {
        try (var first = open();
                var second = open()) {
            first.write(Optional.empty(), Kind.NOTE, "one");

            assertThatThrownBy(() -> second.write(Optional.empty(), Kind.NOTE, "other"))
                    .isInstanceOf(ProblemException.class);
        }

        try (var journal = open()) {
            assertThat(journal.newest(10)).hasSize(1);
        }
    }

    @Test
    void whatAStrangerNamedItCannotMoveTheCursor() {
        try (var journal = open()) {
            journal.write(Optional.empty(), Kind.NOTE, "v1\u001b[2J\nv2");

            assertThat(journal.newest(1).getFirst().text()).isEqualTo("v1?[2J?v2");
        }
    }

    private Path file() {
        return folder.resolve("lockstep.db");
    }

    private void sql(String statement) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                var made = connection.createStatement()) {
            made.executeUpdate(statement);
        }
    }

    private Journal open() {
        return Journal.open(folder, Clock.systemUTC());
    }
}
