package io.lockstep.app.cli;

import io.lockstep.app.session.Parts;
import io.lockstep.app.upgrade.act.EngineReplacement;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Replaces the engine that runs in a container by the one this program brings.
@Command(
        name = "engine-replace",
        description = "Replace the proxy engine in Docker by this program's, without a gap.",
        footer = {
            "",
            "Examples:",
            "  lockstep engine-replace",
            "  lockstep engine-replace --within 10m",
            "",
            "Ends with 0 when the new engine serves. Requests and streams that the old engine",
            "has begun are answered by it to their end."
        })
final class EngineReplaceCommand implements Callable<Integer> {
    private final Parts parts;
    private final Terminal terminal;

    @Mixin private final Addresses addresses = new Addresses();

    @Option(
            names = "--within",
            paramLabel = "DURATION",
            converter = ShortDuration.class,
            description = "how long to wait for the old engine's end; 1m if not given")
    private Duration within = Duration.ofMinutes(1);

    EngineReplaceCommand(Parts parts, Terminal terminal) {
        this.parts = parts;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        var settings = addresses.settings();
        try (var host = parts.hosts().apply(settings.docker())) {
            var replacement =
                    new EngineReplacement(host, parts.front().apply(settings), parts.engines());
            terminal.say(replacement.carryOut(within, terminal::say));
            return ExitCode.FINE;
        }
    }
}
