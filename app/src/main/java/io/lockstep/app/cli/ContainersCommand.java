package io.lockstep.app.cli;

import io.lockstep.app.containers.HostReader;
import io.lockstep.app.containers.ScopedHost;
import io.lockstep.app.containers.watch.Host;
import io.lockstep.app.containers.watch.HostLook;
import io.lockstep.app.containers.watch.HostSight;
import io.lockstep.chain.problem.Printable;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Shows the MLNode containers of every host.
@Command(
        name = "containers",
        description = "Show the MLNode containers of every host and what they use.",
        footer = {
            "",
            "Examples:",
            "  lockstep containers",
            "  lockstep containers --docker ssh://ops@gpu-1 --json",
            "",
            "Values that are secret, or look like it, are shown as dots.",
            "Ends with 0 when every host was read, with 69 when not."
        })
final class ContainersCommand implements Callable<Integer> {
    private static final Duration DEADLINE = Duration.ofSeconds(15);
    private static final Duration BETWEEN = Duration.ofMillis(700);

    private final Function<Optional<String>, HostReader> readers;
    private final Terminal terminal;

    @Mixin private final Addresses addresses = new Addresses();

    @Option(names = "--json", description = "everything, as JSON, for programs")
    private boolean json;

    ContainersCommand(Function<Optional<String>, HostReader> readers, Terminal terminal) {
        this.readers = readers;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        var look = new HostLook(readers, ScopedHost::real, BETWEEN, Clock.systemUTC());
        var sights = look.at(Host.named(addresses.settings().hosts()), DEADLINE);
        if (json) {
            terminal.say(HostsJson.text(sights, true));
        } else {
            sights.forEach(this::show);
        }
        return sights.stream().allMatch(HostSight::up) ? ExitCode.FINE : ExitCode.MISSING;
    }

    private void show(HostSight sight) {
        if (sight.standing() instanceof HostSight.Standing.Down(var problem, _)) {
            terminal.complain(Printable.line(sight.host() + ": " + problem.sentence()));
            return;
        }
        var about = sight.engine().map(e -> e.line()).orElse("");
        terminal.say(Printable.line(sight.host() + "  " + about));
        if (sight.containers().isEmpty()) {
            terminal.say("  no MLNode container");
        }
        ContainerText.of(sight.containers()).forEach(line -> terminal.say(Printable.line(line)));
    }
}
