package io.lockstep.app.rehearsal;

import static io.lockstep.app.rehearsal.ReportAssert.assertThatReport;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.testing.NeedsDocker;
import io.lockstep.app.upgrade.Journal;
import io.lockstep.app.upgrade.JournalEntry.Kind;
import io.lockstep.app.upgrade.StepName;
import io.lockstep.app.upgrade.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// One rehearsal in which Lockstep is killed again and again, and started again with the same
/// words. World, engine and MLNodes live on.
@NeedsDocker
class KilledRehearsalIT {
    private static final List<Moment> MOMENTS =
            List.of(
                    new Told("Starting the simulated chain"),
                    new Told("Starting MLNode v3.0.8"),
                    new Told("Putting the proxy engine in front"),
                    done(StepName.KNOW_THE_PLAN),
                    done(StepName.CHOOSE_THE_IMAGE),
                    done(StepName.PREFLIGHT),
                    new Meant(StepName.PULL),
                    done(StepName.PULL),
                    done(StepName.FRONT),
                    new Meant(StepName.CANDIDATE),
                    done(StepName.CANDIDATE),
                    new Meant(StepName.ARM),
                    done(StepName.ARM),
                    new Told("older requests on the incumbent are ending"),
                    done(StepName.CUTOVER),
                    done(StepName.SETTLE),
                    new Meant(StepName.CLEAN_UP),
                    done(StepName.CLEAN_UP),
                    new Told("Removing the image"));

    @TempDir private Path home;

    private final Path rehearsals = Path.of("data/rehearsals");

    /// When Lockstep is killed.
    private sealed interface Moment {}

    /// As soon as it has printed this.
    private record Told(String line) implements Moment {}

    /// As soon as the intent is in the journal: in the middle of the act.
    private record Meant(StepName step) implements Moment {}

    private static Moment done(StepName step) {
        return new Told(Words.of(step) + ", done");
    }

    @Test
    @Timeout(900)
    void killedAfterEachStepAndInTheMiddleOfActsItEndsAsIfNothingHadBeen() throws Exception {
        var before = OnDocker.ofLockstep();
        var report = home.resolve("report.json");

        for (var moment : MOMENTS) {
            try (var lockstep = rehearse(report)) {
                lockstep.await(moment.toString(), () -> hasCome(moment, lockstep));
                lockstep.kill();
            }
            assertThat(report).doesNotExist();
        }
        try (var lockstep = rehearse(report)) {
            assertThat(lockstep.end()).as(lockstep.said()).isZero();
            assertThat(lockstep.said()).contains("going on with that one", "Nothing was lost.");
        }

        assertThatReport(report).hasTheAgreedKeys().lostNothing().saw(50).namesAllThatIsGone();
        assertThat(OnDocker.ofLockstep()).isEqualTo(before);
        assertThat(folders()).as("one rehearsal, not several").hasSize(1);
    }

    /// With a long notice: each start takes seconds, and ten of them lie before the height.
    private Lockstep rehearse(Path report) {
        return Rehearse.in(home, report, "--block-time", "500ms", "--notice", "180s");
    }

    private boolean hasCome(Moment moment, Lockstep lockstep) {
        return switch (moment) {
            case Told(var line) -> lockstep.said().contains(line);
            case Meant(var step) -> journal().filter(folder -> meant(folder, step)).isPresent();
        };
    }

    private static boolean meant(Path folder, StepName step) {
        try (var journal = Journal.open(folder, Clock.systemUTC())) {
            return journal.newest(1000).stream()
                    .filter(entry -> entry.kind() == Kind.INTENT)
                    .anyMatch(entry -> entry.step().filter(step::equals).isPresent());
        }
    }

    private Optional<Path> journal() {
        return folders().stream()
                .map(folder -> folder.resolve("data"))
                .filter(folder -> Files.exists(folder.resolve("lockstep.db")))
                .findFirst();
    }

    private List<Path> folders() {
        try (var folders = Files.list(home.resolve(rehearsals))) {
            return folders.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
