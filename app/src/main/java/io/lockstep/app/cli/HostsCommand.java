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

/// Tests every host and says one sentence about each.
@Command(
        name = "hosts",
        description = "Test every Docker host that is configured and say what answers.",
        footer = {
            "",
            "Examples:",
            "  lockstep hosts",
            "  lockstep hosts --docker ssh://ops@gpu-1 --docker tcp://gpu-2:2376?tls=/etc/gpu-2",
            "  lockstep hosts --docker context:gpu-3 --json",
            "",
            "Ends with 0 when every host answers, with 69 when not."
        })
final class HostsCommand implements Callable<Integer> {
    private static final Duration DEADLINE = Duration.ofSeconds(12);

    private final Function<Optional<String>, HostReader> readers;
    private final Terminal terminal;

    @Mixin private final Addresses addresses = new Addresses();

    @Option(names = "--json", description = "as JSON, for programs")
    private boolean json;

    HostsCommand(Function<Optional<String>, HostReader> readers, Terminal terminal) {
        this.readers = readers;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        var look = new HostLook(readers, ScopedHost::real, Duration.ZERO, Clock.systemUTC());
        var sights = look.at(Host.named(addresses.settings().hosts()), DEADLINE);
        if (json) {
            terminal.say(HostsJson.text(sights, false));
        } else {
            sights.forEach(sight -> terminal.say(line(sight)));
        }
        return sights.stream().allMatch(HostSight::up) ? ExitCode.FINE : ExitCode.MISSING;
    }

    private static String line(HostSight sight) {
        var said =
                switch (sight.standing()) {
                    case HostSight.Standing.Connecting() -> "No answer came yet.";
                    case HostSight.Standing.Down(var problem, _) -> problem.sentence();
                    case HostSight.Standing.Up(_) ->
                            "%s answers; %d containers matter here.%s"
                                    .formatted(
                                            sight.engine().map(e -> e.line()).orElse(""),
                                            sight.containers().size(),
                                            without(sight));
                };
        return Printable.line(sight.host() + ": " + said);
    }

    private static String without(HostSight sight) {
        var cannot = sight.engine().map(e -> String.join("; ", e.cannot())).orElse("");
        return cannot.isEmpty() ? "" : " It cannot do everything: " + cannot + ".";
    }
}
