package io.lockstep.engine.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.observe.LogSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ObservingTest {
    private static final EngineStatus STATUS =
            new EngineStatus(
                    "test",
                    1,
                    Instant.EPOCH,
                    4,
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    List.of(),
                    new EngineStatus.Traffic(0, 0, 0, 0, 0, 0, 0, 0),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(new EngineStatus.Prefix("/", true, 2, Instant.EPOCH)));

    private final FakeObserving observing = new FakeObserving();

    @TempDir private Path folder;
    private ControlServer server;
    private EngineClient client;

    @BeforeEach
    void open() {
        var socket = folder.resolve("run").resolve("engine.sock");
        server = ControlServer.open(socket, Desks.saying(() -> STATUS), observing);
        client = EngineClient.over(new UnixSocketTransport(socket));
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void whoWatchesGetsTheStatusAndTheCountsWhole() {
        assertThat(client.watch())
                .isEqualTo(new EngineClient.Watched(STATUS, observing.observed()));
    }

    @Test
    void metricsComeAsText() {
        assertThat(client.metrics()).isEqualTo("# EOF\n");
    }

    @Test
    void theLogIsSwitchedAndARefusalLeavesItAsItWas() {
        var wanted = new LogSettings(Optional.of("/tmp/x.log"), LogSettings.Format.JSON, 10);

        client.accessLog(wanted);

        assertThat(observing.observed().accessLog()).isEqualTo(wanted);
        var nowhere = new LogSettings(Optional.of("/nowhere"), LogSettings.Format.TEXT, 1);
        assertThatThrownBy(() -> client.accessLog(nowhere)).isInstanceOf(ProblemException.class);
        assertThat(observing.observed().accessLog()).isEqualTo(wanted);
    }

    @Test
    void anEngineThatTellsNoPrefixesIsUnderstood() throws IOException {
        var answer =
                new String(ControlJson.write(ControlAnswer.of(1, STATUS)), UTF_8)
                        .replaceFirst(",\"prefixes\":\\[[^]]*]", "");
        assertThat(answer).doesNotContain("prefixes");

        var read = ControlJson.answer(answer.getBytes(UTF_8));

        assertThat(read.status().orElseThrow().prefixes()).isEmpty();
        assertThat(read.status().orElseThrow().generation()).isEqualTo(4);
    }
}
