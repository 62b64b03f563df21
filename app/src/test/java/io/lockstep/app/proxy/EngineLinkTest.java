package io.lockstep.app.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.app.fakes.FakeContainerHost;
import io.lockstep.app.fakes.FakeEngine;
import io.lockstep.app.settings.Settings;
import io.lockstep.chain.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EngineLinkTest {
    private static final Map<String, String> ENGINE = Map.of("lockstep.role", "engine");

    private final FakeContainerHost host = new FakeContainerHost();
    private final AtomicBoolean answering = new AtomicBoolean(true);
    private final AtomicInteger clients = new AtomicInteger();

    @Test
    void withoutAnEngineItSaysSoAndNotThatOneIsSilent() {
        assertThatThrownBy(() -> link(Settings.defaults().engine()).status())
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo(EngineLink.NONE));
    }

    @Test
    void aStoppedEngineIsNone() {
        host.runs("lockstep-engine", "engine:1", ENGINE);
        host.stop("id-lockstep-engine", Duration.ZERO);

        assertThatThrownBy(() -> link(Settings.defaults().engine()).status())
                .hasMessageContaining("No proxy engine runs on this host.");
    }

    @Test
    void oneConnectionIsKeptUntilItNoLongerAnswers() {
        host.runs("lockstep-engine", "engine:1", ENGINE);
        var link = link(Settings.defaults().engine());

        var _ = link.status();
        var _ = link.status();
        assertThat(clients).hasValue(1);

        answering.set(false);
        assertThatThrownBy(link::status).isInstanceOf(ProblemException.class);
        answering.set(true);
        assertThat(link.status().generation()).isZero();
        assertThat(clients).hasValueGreaterThan(1);
    }

    @Test
    void aSocketThatIsNotThereIsNoEngine() {
        var settings =
                new Settings.Engine(
                        Optional.empty(), Optional.of(Path.of("/nowhere.sock")), Optional.empty());

        assertThatThrownBy(() -> link(settings).status())
                .hasMessageContaining("No engine listens at /nowhere.sock.");
    }

    private EngineLink link(Settings.Engine settings) {
        return new EngineLink(
                settings,
                () -> host,
                _ ->
                        () -> {
                            throw new IOException("no socket in a test");
                        },
                _ -> {
                    clients.incrementAndGet();
                    return new FakeEngine(answering::get, _ -> {});
                });
    }
}
