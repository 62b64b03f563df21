package io.lockstep.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsageTest {
    private static final String STAT =
            "%d (a (b) c) S 1 1 1 0 -1 4194560 100 0 0 0 7 5 2 1 20 0 3 0 100 9 9\n";

    @TempDir private Path proc;

    @Test
    void timeOfTheProcessAndOfItsEndedChildrenIsCountedWhateverItsName() {
        assertThat(Usage.ticks(STAT.formatted(1))).isEqualTo(7 + 5 + 2 + 1);
    }

    @Test
    void aProcessThatIsGoneHasUsedNothingMore() {
        assertThat(Usage.ticks("")).isZero();
        assertThat(Usage.resident("")).isZero();
    }

    @Test
    void ticksBecomeMicrosecondsAndResidentMemoryIsReadInKibibytes() throws Exception {
        var self = ProcessHandle.current();
        var own = Files.createDirectory(proc.resolve(Long.toString(self.pid())));
        Files.writeString(own.resolve("stat"), STAT.formatted(self.pid()));
        Files.writeString(own.resolve("status"), "Name:\tx\nVmHWM:\t99 kB\nVmRSS:\t  42 kB\n");
        var usage = new Usage(proc);

        assertThat(usage.cpuMicros(self)).isEqualTo(150_000);
        assertThat(usage.residentKib(self)).isEqualTo(42);
    }
}
