package io.lockstep.app.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.testing.Eventually;
import io.lockstep.app.testing.NeedsDocker;
import io.lockstep.app.testing.Processes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Only one rehearsal can stand on a machine, and none stands half.
@NeedsDocker
@Timeout(300)
class StandingRehearsalIT {
    private static final String ANOTHER = "ls-e2e-another";
    private static final String EMPTY = "ls-e2e-empty:1";

    /// One for all, so that the images are built once.
    @TempDir private static Path home;

    private final Set<String> before = OnDocker.ofLockstep();

    @AfterEach
    void remove() throws InterruptedException {
        try (var lockstep = Rehearse.strike(home)) {
            assertThat(lockstep.end()).as(lockstep.said()).isZero();
        }
        assertThat(OnDocker.ofLockstep()).isEqualTo(before);
    }

    @Test
    void whereAnotherHomesRehearsalStandsNoneIsBegunUntilThatOneIsStruck() throws Exception {
        OnDocker.docker("network", "create", "--label", "lockstep.rehearsal=true", ANOTHER);

        try (var lockstep = rehearse()) {
            assertThat(lockstep.end()).isEqualTo(69);
            assertThat(lockstep.said())
                    .isEqualTo(
                            "Another rehearsal stands on this machine: %s. It was not touched, and"
                                    + " nothing was begun. Let it end, or remove it with lockstep"
                                    + " rehearse --strike.",
                            ANOTHER);
        }
        assertThat(OnDocker.ofLockstep()).contains("network " + ANOTHER).hasSize(before.size() + 1);
        try (var lockstep = Rehearse.strike(home)) {
            assertThat(lockstep.end()).isZero();
            assertThat(lockstep.said()).contains("The rehearsal is gone.");
        }
        assertThat(OnDocker.ofLockstep()).isEqualTo(before);
    }

    @Test
    void aStageThatCannotBeSetIsTakenBackAndTheHolderOfTheNameIsLeftAlone() throws Exception {
        holdTheEnginesName();
        try (var lockstep = rehearse()) {
            assertThat(lockstep.end()).isEqualTo(69);
            assertThat(lockstep.said())
                    .contains("Putting the proxy engine in front")
                    .contains("What was set up for the rehearsal is removed again")
                    .contains("lockstep-rehearsal-engine")
                    .doesNotContain("--strike");
            assertThat(OnDocker.docker("ps", "-a", "--format", "{{.Names}}"))
                    .contains("lockstep-rehearsal-engine")
                    .doesNotContain("lockstep-rehearsal-mlnode");
        } finally {
            OnDocker.docker("rm", "lockstep-rehearsal-engine");
            OnDocker.docker("rmi", EMPTY);
        }

        assertThat(OnDocker.ofLockstep()).isEqualTo(before);
        assertThat(Eventually.see(this::itsProcesses, List::isEmpty)).isEmpty();
    }

    @Test
    void whatAKilledOneLeftIsStruckWithItsWorld() throws Exception {
        try (var lockstep = rehearse()) {
            lockstep.awaitLine("appears, voting begins");
            lockstep.kill();
        }
        assertThat(OnDocker.ofLockstep()).contains("container lockstep-rehearsal-engine");
        assertThat(itsProcesses()).isNotEmpty();

        try (var lockstep = Rehearse.strike(home)) {
            assertThat(lockstep.end()).isZero();
            assertThat(lockstep.said())
                    .contains("Removing lockstep-rehearsal-engine", "The rehearsal is gone.");
        }

        assertThat(OnDocker.ofLockstep()).isEqualTo(before);
        assertThat(Eventually.see(this::itsProcesses, List::isEmpty)).isEmpty();
        try (var lockstep = Rehearse.strike(home)) {
            assertThat(lockstep.end()).isZero();
            assertThat(lockstep.said()).isEqualTo("No rehearsal stands; nothing to remove.");
        }
    }

    private static Lockstep rehearse() {
        return Rehearse.in(home, home.resolve("report.json"), "--block-time", "300ms");
    }

    /// A container that is not ours and never runs, from an image without content.
    private static void holdTheEnginesName() throws Exception {
        var archive = home.resolve("empty.tar");
        Files.write(archive, new byte[1024]);
        OnDocker.docker("import", archive.toString(), EMPTY);
        OnDocker.docker("create", "--name", "lockstep-rehearsal-engine", EMPTY, "/nothing");
    }

    private List<String> itsProcesses() {
        return Processes.naming(home);
    }
}
