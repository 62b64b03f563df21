package io.lockstep.app.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.app.host.HostLoad.Disk;
import io.lockstep.app.host.HostLoad.Use;
import io.lockstep.app.host.command.LocalCommand;
import io.lockstep.app.host.command.LoopbackSsh;
import io.lockstep.app.host.command.RemoteCommand;
import io.lockstep.app.testing.Numbers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One record of a machine, whichever way it was read.
class HostProbeTest {
    private static final Duration PATIENT = Duration.ofSeconds(30);
    private static final Clock CLOCK = Clock.systemUTC();

    private static final String FIRST =
            """
            ==> stat <==
            cpu  100 0 100 800 0 0 0 0 0 0
            cpu0 50 0 50 400 0 0 0 0 0 0
            cpu1 50 0 50 400 0 0 0 0 0 0
            ==> loadavg <==
            1.25 0.75 0.50 2/1234 5678
            ==> meminfo <==
            MemTotal:       1000 kB
            MemAvailable:    400 kB
            SwapTotal:       200 kB
            ==> net/dev <==
            Inter-|   Receive                                                |  Transmit
             face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets
                lo: 5 0 0 0 0 0 0 0 5 0 0 0 0 0 0 0
              eth0: 1000 0 0 0 0 0 0 0 2000 0 0 0 0 0 0 0
            ==> uptime <==
            3600.50 1000.00
            ==> sys/kernel/hostname <==
            gpu-1
            ==> heat coretemp <==
            61000
            ==> df <==
            Filesystem 1024-blocks Used Available Capacity Mounted on
            /dev/sda1 1000 400 600 40% /
            /dev/sdb1 5000 1000 4000 20% /srv/docker data
            tmpfs 100 0 100 0% /run
            ==> daemon <==
            { "data-root": "/srv/docker data/engine" }
            ==> date <==
            1002.500000000
            ==> models <==
            /root/.cache
            """;

    @Test
    void procFilesBecomeTheRecord() {
        var load = new ProcFiles().load("ssh me@gpu-1", FIRST, Instant.ofEpochSecond(1000));

        assertThat(load.name()).isEqualTo("gpu-1");
        assertThat(load.cpu().processors()).isEqualTo(2);
        assertThat(load.cpu().share()).isEmpty();
        assertThat(load.cpu().load5()).hasValue(0.75);
        assertThat(load.memory().usedBytes()).hasValue(600 << 10);
        assertThat(load.memory().swapTotalBytes()).hasValue(200 << 10);
        assertThat(load.memory().swapUsedBytes()).isEmpty();
        assertThat(load.uptime()).contains(Duration.ofMillis(3_600_500));
        assertThat(load.temperatures()).containsExactly(new HostLoad.Sensor("coretemp", 61));
        assertThat(load.disk(Use.DOCKER).map(Disk::mount)).contains("/srv/docker data");
        assertThat(load.disk(Use.MODELS).map(Disk::freeBytes)).contains(600L << 10);
        assertThat(load.networks())
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.name()).isEqualTo("eth0");
                    assertThat(one.receivedPerSecond()).isEmpty();
                });
        assertThat(load.clockAhead()).contains(Duration.ofMillis(2500));
    }

    @Test
    void sharesAndRatesAreThoseSinceTheReadingBefore() {
        var files = new ProcFiles();
        var _ = files.load("there", FIRST, Instant.ofEpochSecond(1000));
        var second =
                FIRST.replace("cpu  100 0 100 800", "cpu  150 0 100 850")
                        .replace("eth0: 1000", "eth0: 5000");

        var load = files.load("there", second, Instant.ofEpochSecond(1002));

        assertThat(load.cpu().share()).hasValue(0.5);
        assertThat(load.networks().getFirst().receivedPerSecond()).hasValue(2000);
        assertThat(load.networks().getFirst().sentPerSecond()).hasValue(0);
    }

    /// Whatever one word becomes: no figure is told that the whole does not tell.
    @Test
    void noWordOfProcInventsANumber() throws Exception {
        var second =
                FIRST.replace("cpu  100 0 100 800", "cpu  150 0 100 850")
                        .replace("eth0: 1000", "eth0: 5000")
                        .replace("SwapTotal:       200 kB", "SwapTotal: 200 kB\nSwapFree: 50 kB");
        var whole = Numbers.of(after(second));
        var words = Pattern.compile("(?m)(?<=\\s|^)[^\\s=<]\\S*").matcher(second);
        while (words.find()) {
            for (var text : List.of("", "garbage", "-x5", "1e9", "9".repeat(40))) {
                var changed =
                        second.substring(0, words.start()) + text + second.substring(words.end());
                Numbers.noNew(
                        whole,
                        after(changed),
                        "\"%s\" becomes \"%s\"".formatted(words.group(), text),
                        "/cpu/processors");
            }
        }
    }

    private static HostLoad after(String second) {
        var files = new ProcFiles();
        var _ = files.load("there", FIRST, Instant.ofEpochSecond(1000));
        return files.load("there", second, Instant.ofEpochSecond(1002));
    }

    @Test
    void whatAMachineDoesNotTellIsUnknown() {
        var load = new ProcFiles().load("there", "", Instant.EPOCH);

        assertThat(load.cpu().share()).isEmpty();
        assertThat(load.cpu().load1()).isEmpty();
        assertThat(load.memory().totalBytes()).isEmpty();
        assertThat(load.uptime()).isEmpty();
        assertThat(load.clockAhead()).isEmpty();
        assertThat(load.disks()).isEmpty();
    }

    @Test
    void thisMachineIsReadAlikeByOshiAndOverSsh(@TempDir Path folder) throws Exception {
        var here = HostProbe.ofThisMachine(CLOCK);
        try (var server = new LoopbackSsh(folder);
                var client = server.client()) {
            var there = HostProbe.over(client, PATIENT, CLOCK);
            var _ = there.read();

            var ours = here.read();
            var theirs = there.read();

            assertThat(theirs.name()).isEqualTo(ours.name());
            assertThat(theirs.cpu().processors()).isEqualTo(ours.cpu().processors());
            assertThat(theirs.cpu().cores()).hasSameSizeAs(ours.cpu().cores());
            assertThat(theirs.memory().totalBytes()).isEqualTo(ours.memory().totalBytes());
            assertThat((double) theirs.uptime().orElseThrow().toSeconds())
                    .isCloseTo(
                            (double) ours.uptime().orElseThrow().toSeconds(), Offset.offset(120.0));
            assertThat(theirs.clockAhead().orElseThrow().abs()).isLessThan(PATIENT);
        }
    }

    @Test
    void aMachineThatDoesNotAnswerIsAProblemWithARemedy() {
        var silent =
                new RemoteCommand() {
                    @Override
                    public String place() {
                        return "ssh me@nowhere";
                    }

                    @Override
                    public Outcome run(List<String> command, Duration deadline) {
                        return new Outcome.Unreachable("no route to host");
                    }
                };

        assertThatThrownBy(() -> HostProbe.over(silent, PATIENT, CLOCK).read())
                .hasMessageContaining("no route to host");
    }

    @Test
    void theScriptRunsInThisMachinesShell() throws Exception {
        try (var here = new LocalCommand()) {
            var load = HostProbe.over(here, PATIENT, CLOCK).read();

            assertThat(load.cpu().processors()).isPositive();
            assertThat(load.memory().usedBytes()).isPresent();
        }
    }

    @Test
    void theClockIsComparedWithBlocksAsTheyArrive() {
        var blocks = new BlockClock();
        var pace = Duration.ofSeconds(5);

        blocks.block(10, Instant.ofEpochSecond(100), pace, Instant.ofEpochSecond(900));
        assertThat(blocks.offset()).isEmpty();
        blocks.block(11, Instant.ofEpochSecond(105), pace, Instant.ofEpochSecond(112));
        blocks.block(11, Instant.ofEpochSecond(105), pace, Instant.ofEpochSecond(116));

        assertThat(blocks.offset()).contains(Duration.ofSeconds(2));
        var load = new ProcFiles().load("there", FIRST, Instant.ofEpochSecond(1000));
        assertThat(load.withClockOffset(blocks.offset()).clockOffset())
                .contains(Duration.ofMillis(4500));
        assertThat(load.withClockOffset(Optional.empty()).clockOffset()).isEmpty();
    }
}
