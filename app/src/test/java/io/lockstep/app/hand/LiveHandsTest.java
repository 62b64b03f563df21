package io.lockstep.app.hand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.lockstep.app.containers.watch.Host;
import io.lockstep.app.fakes.FakeContainerHost;
import io.lockstep.app.fakes.FakeEngine;
import io.lockstep.app.upgrade.Journal;
import io.lockstep.app.upgrade.JournalEntry;
import io.lockstep.app.upgrade.JournalEntry.Kind;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.change.Edit;
import io.lockstep.engine.change.EngineChange;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is done by hand, and what of it is written down.
class LiveHandsTest {
    private static final List<Host> HOSTS =
            Host.named(List.of("unix:///run/one.sock", "ssh://ops@gpu-b"));

    private final FakeContainerHost host =
            new FakeContainerHost()
                    .has("mlnode:3.0.8")
                    .runs("mlnode-308", "mlnode:3.0.8", Map.of());
    private final FakeEngine engine = new FakeEngine(() -> true, _ -> {});

    @TempDir private Path folder;

    private Journal journal;

    @BeforeEach
    void open() {
        journal = Journal.open(folder, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        journal.close();
    }

    @Test
    void aRestartStopsAndStartsOnTheNamedHostAndIsInTheJournal() {
        var said = hands(true).act("gpu-b", container(), ContainerAct.RESTART);

        assertThat(said).isEqualTo("mlnode-308 runs");
        assertThat(host.done()).containsExactly("stop mlnode-308", "start mlnode-308");
        assertThat(journal.newest(9))
                .extracting(JournalEntry::kind, JournalEntry::text)
                .containsExactly(
                        tuple(Kind.EVIDENCE, "mlnode-308 runs"),
                        tuple(Kind.INTENT, "restart mlnode-308 on gpu-b, by hand"));
    }

    @Test
    void aConsoleThatOnlyLooksChangesNothing() {
        var hands = hands(false);

        assertThatThrownBy(() -> hands.act("gpu-b", container(), ContainerAct.STOP))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("this one only looks");
        assertThatThrownBy(() -> hands.change(EngineChange.of(new Edit.Default("v3.0.8"))))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> hands.back(3)).isInstanceOf(ProblemException.class);
        assertThat(host.done()).isEmpty();
        assertThat(engine.done()).isEmpty();
        assertThat(journal.newest(9)).isEmpty();
    }

    @Test
    void aHostThatIsNoLongerWatchedIsNotActedOn() {
        assertThatThrownBy(() -> hands(true).act("gone", container(), ContainerAct.STOP))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("gone is not watched any more");
        assertThat(host.done()).isEmpty();
    }

    @Test
    void changesOfTheTableAndTheWayBackAreWrittenWithWhatTheyDo() {
        var hands = hands(true);

        hands.change(EngineChange.of(new Edit.Default("v3.0.8")));
        hands.back(1);

        assertThat(engine.done()).containsExactly("change default v3.0.8", "roll back to 1");
        assertThat(journal.newest(9))
                .extracting(JournalEntry::text)
                .contains(
                        "change the engine's routes by hand: default v3.0.8",
                        "put generation 1 of the engine's routes in force again");
    }

    private io.lockstep.app.containers.Container container() {
        return host.named("mlnode-308").orElseThrow();
    }

    private LiveHands hands(boolean mayAct) {
        return new LiveHands(
                HOSTS, _ -> host, Optional.empty(), engine, Optional::empty, journal, mayAct);
    }
}
