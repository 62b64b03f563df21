package io.lockstep.app.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.Container.Role;
import io.lockstep.app.containers.Container.State;
import io.lockstep.app.containers.HostContainers;
import io.lockstep.app.gpu.Holding.Holder;
import io.lockstep.app.gpu.Holding.Standing;
import io.lockstep.app.host.command.RemoteCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Process → container → version → part in the upgrade.
class HoldersTest {
    private static final String SERVING = "a".repeat(64);
    private static final String BESIDE = "b".repeat(64);
    private static final String ENDED = "c".repeat(64);
    private static final String GONE = "d".repeat(64);
    private static final String OTHERS = "e".repeat(64);

    private static final String GROUPS =
            """
            ==> /proc/1/cgroup <==
            12:memory:/docker/%s
            1:name=systemd:/docker/%s

            ==> /proc/2/cgroup <==
            0::/system.slice/docker-%s.scope

            ==> /proc/3/cgroup <==
            0::/docker/%s (deleted)

            ==> /proc/4/cgroup <==
            0::/system.slice/docker-%s.scope

            ==> /proc/5/cgroup <==
            0::/user.slice/user-1000.slice/session-3.scope

            ==> /proc/6/cgroup <==
            0::/system.slice/docker-%s.scope
            """
                    .formatted(SERVING, SERVING, BESIDE, ENDED, GONE, OTHERS);

    @Test
    void eachProcessIsTracedToItsContainerAndItsPart() throws Exception {
        var holders = holders(GROUPS, Map.of(GONE, List.of(), OTHERS, List.of(6L)));

        assertThat(holders)
                .extracting(Holder::standing)
                .containsExactly(
                        Standing.INCUMBENT,
                        Standing.CANDIDATE,
                        Standing.ORPHAN,
                        Standing.ORPHAN,
                        Standing.FOREIGN,
                        Standing.FOREIGN);
        assertThat(holders.getFirst().container()).contains("mlnode-308");
        assertThat(holders.getFirst().version()).contains("v3.0.8");
        assertThat(holders.getFirst().process().memoryBytes()).hasValue(100L << 20);
        assertThat(holders.get(5).container()).contains(OTHERS.substring(0, 12));
    }

    @Test
    void anOrphanIsNamedWithTheCommandThatFreesItsMemory() throws Exception {
        var holders = holders(GROUPS, Map.of(GONE, List.of(), OTHERS, List.of(6L)));

        assertThat(holders.get(2).free()).contains("sudo kill -9 3");
        assertThat(holders.get(3).free()).contains("sudo kill -9 4");
        assertThat(holders.getFirst().free()).isEmpty();
    }

    @Test
    void whereControlGroupsTellNothingDockerTopIsAsked() throws Exception {
        var holders = holders("", Map.of(SERVING, List.of(1L), BESIDE, List.of(2L)));

        assertThat(holders)
                .extracting(Holder::standing)
                .startsWith(Standing.INCUMBENT, Standing.CANDIDATE, Standing.FOREIGN);
    }

    @Test
    void aHostThatDoesNotAnswerHasLostNoContainer() throws Exception {
        var holders = new Holders(_ -> Optional.empty(), HoldersTest::seen, Duration.ofSeconds(1));

        var holdings = holders.of(gpus(), groups(GROUPS));

        assertThat(holdings.getFirst().holders().get(3).standing()).isEqualTo(Standing.FOREIGN);
    }

    @Test
    void whatNoProcessExplainsIsToldApart() throws Exception {
        var holders = new Holders(_ -> Optional.empty(), HoldersTest::seen, Duration.ofSeconds(1));

        assertThat(holders.of(gpus(), groups(GROUPS)).getFirst().unexplainedBytes())
                .hasValue((1000 - 600) * (1L << 20));
    }

    private static List<Holder> holders(String groups, Map<String, List<Long>> tops)
            throws InterruptedException {
        Function<String, Optional<List<Long>>> processes = id -> Optional.ofNullable(tops.get(id));
        var holders = new Holders(processes, HoldersTest::seen, Duration.ofSeconds(1));
        return holders.of(gpus(), groups(groups)).getFirst().holders();
    }

    private static HostGpus gpus() {
        var processes = new StringBuilder();
        for (var pid = 1; pid <= 6; pid++) {
            processes.append(
                    "<process_info><pid>%d</pid><used_memory>100 MiB</used_memory></process_info>"
                            .formatted(pid));
        }
        return NvidiaSmiXml.parse(
                "<nvidia_smi_log><gpu><fb_memory_usage><used>1000 MiB</used></fb_memory_usage>"
                        + "<processes>"
                        + processes
                        + "</processes></gpu></nvidia_smi_log>");
    }

    private static RemoteCommand groups(String printed) {
        return new RemoteCommand() {
            @Override
            public String place() {
                return "this machine";
            }

            @Override
            public Outcome run(List<String> command, Duration deadline) {
                return new Outcome.Ended(0, printed);
            }
        };
    }

    private static Optional<HostContainers> seen() {
        return Optional.of(
                new HostContainers(
                        "docker",
                        "20.10",
                        List.of(
                                container(SERVING, "mlnode-308", Role.INCUMBENT, State.RUNNING),
                                container(BESIDE, "mlnode-309", Role.CANDIDATE, State.RUNNING),
                                container(ENDED, "mlnode-307", Role.OTHER, State.EXITED)),
                        List.of()));
    }

    private static Container container(String id, String name, Role role, State state) {
        return new Container(
                id,
                name,
                role,
                state,
                "mlnode:3.0.8",
                "sha256:1",
                Optional.of("v3.0.8"),
                Optional.empty(),
                state.name(),
                Instant.EPOCH,
                Map.of(),
                List.of(),
                Map.of());
    }
}
