package io.lockstep.app.containers.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.containers.ContainerSpec;
import io.lockstep.app.containers.process.StoredContainer.Life;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunningTest {
    private final ProcessHandle self = ProcessHandle.current();

    @Test
    void theProcessOfThatNumberAndTimeIsOurs() {
        assertThat(Running.of(container(Running.startedAt(self)))).contains(self);
    }

    @Test
    void anotherProcessWithTheSameNumberIsNotOursAndIsNotStopped() {
        var reused = container(Running.startedAt(self) - Duration.ofMinutes(1).toMillis());

        Running.end(reused, Duration.ZERO);

        assertThat(Running.of(reused)).isEmpty();
        assertThat(self.isAlive()).isTrue();
    }

    private StoredContainer container(long startedAt) {
        var spec =
                new ContainerSpec(
                        "name", "image", List.of(), Map.of(), Map.of(), "net", List.of(), Map.of(),
                        Map.of(), List.of(), true, "no");
        return new StoredContainer(
                "id",
                spec,
                Map.of(),
                "image",
                List.of(),
                "127.0.0.9",
                0,
                new Life(self.pid(), startedAt),
                "no");
    }
}
