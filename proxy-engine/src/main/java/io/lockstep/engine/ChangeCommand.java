package io.lockstep.engine;

import io.lockstep.engine.EditFlags.DefaultFlags;
import io.lockstep.engine.EditFlags.RouteFlags;
import io.lockstep.engine.EditFlags.UpstreamFlags;
import io.lockstep.engine.change.EngineChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Changes routes and upstreams of a running engine, all that is named at once.
@Command(
        name = "change",
        description = {
            "Changes routes and upstreams of a running engine.",
            "All that is named comes in force together as one generation, or nothing does. An upstream"
                    + " that gets new requests must answer first."
        },
        footer = {
            "",
            "Example:",
            "  lockstep engine change --upstream v3.0.9=http://127.0.0.1:8082 \\",
            "      --default v3.0.9 --dry-run"
        },
        mixinStandardHelpOptions = true)
final class ChangeCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private RunningEngine running = new RunningEngine();

    @Option(
            names = "--upstream",
            paramLabel = "VERSION=URL",
            description = "Adds it, or gives it another address.")
    private List<String> upstreams = new ArrayList<>();

    @Option(
            names = "--remove",
            paramLabel = "VERSION",
            description = "Removes the upstream and the route of its name.")
    private List<String> removed = new ArrayList<>();

    @Option(
            names = "--route",
            paramLabel = "PREFIX=VERSION",
            description = "Sends /PREFIX/ to that version.")
    private List<String> routes = new ArrayList<>();

    @Option(
            names = "--refuse",
            paramLabel = "PREFIX[=RETRY_AFTER]",
            description =
                    "Answers /PREFIX/ with 503; to be tried again after 10s when nothing is said.")
    private List<String> refused = new ArrayList<>();

    @Option(
            names = "--hold",
            paramLabel = "PREFIX=LIMIT",
            description =
                    "Lets requests for /PREFIX/ wait for the next change, each at most 30s, say.")
    private List<String> held = new ArrayList<>();

    @Option(
            names = "--bridge",
            paramLabel = "PREFIX=VERSION",
            description =
                    "Lets that version answer /PREFIX/ for the one it went to; its management is refused.")
    private List<String> bridged = new ArrayList<>();

    @Option(
            names = "--default",
            paramLabel = "VERSION",
            description = "Sends what no prefix takes to that version.")
    private Optional<String> otherwise = Optional.empty();

    @Option(
            names = "--refuse-default",
            paramLabel = "RETRY_AFTER",
            arity = "0..1",
            fallbackValue = "10s",
            description =
                    "Answers what no prefix takes with 503; to be tried again after 10s when nothing is said.")
    private Optional<String> defaultRefused = Optional.empty();

    @Option(
            names = "--hold-default",
            paramLabel = "LIMIT",
            description =
                    "Lets what no prefix takes wait for the next change, each at most 30s, say.")
    private Optional<String> defaultHeld = Optional.empty();

    @Option(
            names = "--bridge-default",
            paramLabel = "VERSION",
            description =
                    "Lets that version answer for the default one until the next change; its management is refused.")
    private Optional<String> defaultBridged = Optional.empty();

    @Option(names = "--dry-run", description = "Says what it would do, and changes nothing.")
    private boolean dryRun;

    @Option(
            names = "--expect",
            paramLabel = "GENERATION",
            description = "Refuses when another generation is in force.")
    private Optional<Long> expected = Optional.empty();

    @Option(names = "--force", description = "Does not look whether upstreams answer.")
    private boolean force;

    @Option(names = "--json", description = "For programs.")
    private boolean json;

    @Override
    public Integer call() {
        var edits =
                new EditFlags(spec.commandLine())
                        .read(
                                new UpstreamFlags(upstreams, removed),
                                new RouteFlags(routes, refused, held, bridged),
                                new DefaultFlags(
                                        otherwise, defaultRefused, defaultHeld, defaultBridged));
        if (edits.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Nothing to change is named, such as --upstream, --default or --remove");
        }
        var change = new EngineChange(edits, expected, force);
        var told = new ChangeTold(spec.commandLine().getOut(), json);
        try (var engine = running.open()) {
            return dryRun
                    ? told.plan(engine.plan(change))
                    : told.made(engine, () -> engine.change(change));
        }
    }
}
