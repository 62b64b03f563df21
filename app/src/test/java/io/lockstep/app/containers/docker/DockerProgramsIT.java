package io.lockstep.app.containers.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.app.containers.ContainerSpec;
import io.lockstep.app.containers.TestImages;
import io.lockstep.app.host.command.ContainerCommand;
import io.lockstep.app.host.command.RemoteCommand.Outcome;
import io.lockstep.app.testing.NeedsDocker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Small programs inside a running container, and the processes of one.
@NeedsDocker
class DockerProgramsIT {
    private static final Duration PATIENT = Duration.ofSeconds(60);
    private static final String JAVA = "/opt/java/bin/java";

    private final Raw others = new Raw();
    private final DockerHost host = DockerHost.open(Optional.empty());

    @AfterEach
    void clean() {
        host.close();
        others.close();
    }

    @Test
    void aProgramRunsInsideAndItsProcessesAreThoseTheHostCounts() throws Exception {
        TestImages.load(host, others.prefix + ":1.0.0", Map.of());
        host.createNetwork(others.prefix, Map.of());
        var id = host.create(spec()).id();
        assertThat(host.processes(id)).contains(List.of());
        host.start(id);
        try (var inside = new ContainerCommand(host, id, "mlnode")) {
            var answer = inside.run(List.of(JAVA, "-version"), PATIENT);

            assertThat(answer).isInstanceOf(Outcome.Ended.class);
            assertThat(((Outcome.Ended) answer).printed()).contains("version");
            assertThat(inside.run(List.of("no-such-program"), PATIENT))
                    .isEqualTo(new Outcome.Missing());
            assertThat(inside.place()).isEqualTo("container mlnode");
        }
        assertThat(host.processes(id).orElseThrow())
                .isNotEmpty()
                .allSatisfy(pid -> assertThat(ProcessHandle.of(pid)).isPresent());
        host.stop(id, Duration.ZERO);
        assertThat(host.processes(id)).contains(List.of());
        host.remove(id);
        assertThat(host.processes(id)).contains(List.of());
        assertThatThrownBy(() -> host.exec(id, List.of(JAVA), PATIENT))
                .hasMessageContaining("There is no container");
    }

    private ContainerSpec spec() {
        return new ContainerSpec(
                others.prefix + "-node",
                others.prefix + ":1.0.0",
                List.of("serve"),
                Map.of(),
                Map.of(),
                others.prefix,
                List.of("node"),
                Map.of(8080, "127.0.0.1:0"),
                Map.of(),
                List.of("/tmp"),
                true,
                "no");
    }
}
