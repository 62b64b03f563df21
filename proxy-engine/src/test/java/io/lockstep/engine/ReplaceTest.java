package io.lockstep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.engine.replace.Load;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Engines that take each other's place, as processes, while clients go on.
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class ReplaceTest {
    private static final String ANY = "127.0.0.1:0";

    @TempDir private Path folder;
    private Processes engines;
    private Upstream upstream;

    @BeforeEach
    void serve() throws Exception {
        upstream = new Upstream();
        engines = new Processes(folder.resolve("run/engine.sock"));
    }

    @AfterEach
    void end() {
        engines.close();
        upstream.close();
    }

    @Test
    void replacedFourTimesUnderLoadNoRequestFailsAndNoStreamIsCut() throws Exception {
        var state = folder.resolve("state").toString();
        var flags =
                new String[] {"--listen", ANY, "--default", upstream.address(), "--state", state};
        var engine = engines.run(flags);
        var port = engine.port();
        var replaced = new ArrayList<Processes.Running>();

        var load = new Load(port).keeping(8).opening(2).streaming(4);
        try (load) {
            for (var time = 0; time < 4; time++) {
                replaced.add(engine);
                engine = engines.replacing(flags);
                assertThat(engine.port()).isEqualTo(port);
            }
        }

        assertThat(load.failures()).isEmpty();
        assertThat(load.streams()).isGreaterThan(4);
        assertThat(load.answers()).isGreaterThan(500);
        for (var old : replaced) {
            old.ends();
        }
        assertThat(engine.process().isAlive()).isTrue();
        assertThat(List.of(folder.resolve("run").toFile().list()))
                .containsExactlyInAnyOrder("engine.sock", "engine.sock.replace");
    }
}
