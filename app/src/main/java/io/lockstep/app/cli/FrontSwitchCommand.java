package io.lockstep.app.cli;

import io.lockstep.app.proxy.EngineLink;
import io.lockstep.app.session.Parts;
import io.lockstep.app.upgrade.act.FrontSwitch;
import io.lockstep.app.upgrade.act.World;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Switches who leads behind the same ports: the nginx itself, or the engine behind it.
@Command(
        name = "switch",
        description = "Let an nginx hand everything to the engine, or lead itself again.",
        footer = {
            "",
            "Examples:",
            "  lockstep front switch --to engine join-inference-1",
            "  lockstep front switch --to nginx join-inference-1",
            "",
            "nginx keeps its ports and names, and both ways are a reload of it: no request fails.",
            "While the engine leads, lockstep upgrade has all it can do: the armed cutover, the",
            "drain, the bridge. Back at nginx, its routes are those the engine has then."
        })
final class FrontSwitchCommand implements Callable<Integer> {
    private final Parts parts;
    private final Terminal terminal;

    @Mixin private final Fronts fronts = new Fronts();

    @Parameters(arity = "0..1", paramLabel = "CONTAINER", description = "else the only nginx")
    private Optional<String> container = Optional.empty();

    @Option(names = "--to", required = true, description = "${COMPLETION-CANDIDATES}")
    private Leader to = Leader.ENGINE;

    /// Who decides where a request goes.
    enum Leader {
        ENGINE,
        NGINX
    }

    FrontSwitchCommand(Parts parts, Terminal terminal) {
        this.parts = parts;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        var settings = fronts.addresses.settings();
        var name = fronts.name(container);
        try (var nginx = fronts.open(name);
                var host = parts.hosts().apply(settings.docker());
                var engine =
                        new EngineLink(
                                settings.engine(), () -> host, parts.sockets(), parts.engines())) {
            var front = fronts.read(nginx);
            var world = new World(() -> host, engine, settings, parts.front().apply(settings));
            var change = new FrontSwitch(world, front);
            var told =
                    switch (to) {
                        case ENGINE -> change.toEngine(this::progress);
                        case NGINX -> change.toNginx(this::progress);
                    };
            terminal.say(
                    fronts.json
                            ? RecordJson.of(new Switched(name, to.name(), told)).toPrettyString()
                            : told);
        }
        return ExitCode.FINE;
    }

    private record Switched(String container, String leader, String told) {}

    private void progress(String line) {
        if (!fronts.json) {
            terminal.say(line);
        }
    }
}
