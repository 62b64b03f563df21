package io.lockstep.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.lockstep.app.host.HostLoad;
import io.lockstep.app.observe.MachineSource;
import io.lockstep.app.session.Parts;
import io.lockstep.app.settings.Settings;
import io.lockstep.chain.follow.Head;
import io.lockstep.chain.follow.HeightFollower;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Looks once at the load of a machine and says what it saw.
@Command(
        name = "host",
        description = "Look at processors, memory, disks, networks and clock of the host once.",
        footer = {
            "",
            "Examples:",
            "  lockstep host",
            "  lockstep host --ssh root@gpu-1 --json",
            "  lockstep host --rpc http://127.0.0.1:26657",
            "",
            "With the chain's RPC the clock is compared with block time, which takes a few blocks."
        })
final class HostCommand implements Callable<Integer> {
    private static final Duration BLOCKS = Duration.ofSeconds(20);
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Parts parts;
    private final Terminal terminal;

    @Mixin private final Addresses addresses = new Addresses();

    @Option(names = "--ssh", paramLabel = "USER@HOST", description = "look at that machine")
    private Optional<String> ssh = Optional.empty();

    @Option(names = "--json", description = "as JSON, for programs; unknown is null")
    private boolean json;

    HostCommand(Parts parts, Terminal terminal) {
        this.parts = parts;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        var settings = addresses.settings();
        try (var desk = new MachineDesk(settings, parts, ssh)) {
            var load = read(settings, desk.source());
            if (json) {
                terminal.say(text(load));
            } else {
                HostText.of(load).forEach(terminal::say);
            }
            return ExitCode.FINE;
        }
    }

    /// Shares and rates need a reading before.
    private static HostLoad read(Settings settings, MachineSource source)
            throws InterruptedException {
        var _ = source.host();
        if (settings.chain().rpcs().isEmpty()) {
            Thread.sleep(Duration.ofSeconds(1));
        } else {
            follow(settings.chain(), source);
        }
        return source.host();
    }

    /// Until a block was seen to arrive, or in vain.
    private static void follow(Settings.Chain chain, MachineSource source)
            throws InterruptedException {
        var clock = Clock.systemUTC();
        var config = new HeightFollower.Config(chain.rpcs(), chain.id(), chain.poll());
        var arrived = new CountDownLatch(3);
        try (var follower = HeightFollower.start(config, clock)) {
            var before = new long[1];
            var _ =
                    follower.onChange(view ->
                            view.head()
                                    .filter(head -> isNew(head, before))
                                    .ifPresent(head -> {
                                        source.block(head, clock.instant());
                                        arrived.countDown();
                                    }));
            var _ = arrived.await(BLOCKS.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static boolean isNew(Head head, long[] before) {
        synchronized (before) {
            var higher = head.pace().isPresent() && head.seenHeight() > before[0];
            before[0] = Math.max(before[0], head.seenHeight());
            return higher;
        }
    }

    private static String text(HostLoad load) {
        try {
            return JSON.writeValueAsString(RecordJson.of(load));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always JSON", e);
        }
    }
}
