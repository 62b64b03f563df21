package io.lockstep.app.cli;

import io.lockstep.app.session.Parts;
import io.lockstep.app.session.Session;
import io.lockstep.app.settings.Settings;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.upgrade.StepName;
import io.lockstep.app.upgrade.Words;
import io.lockstep.chain.problem.Printable;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Shows the steps of the upgrade and carries them out.
@Command(
        name = "upgrade",
        description = "Show the steps of the next upgrade live, and carry them out.",
        footer = {
            "",
            "Examples:",
            "  lockstep upgrade                  show the steps once",
            "  lockstep upgrade --automatic      carry out every step, the clean-up included",
            "  lockstep upgrade --step pull      carry out one step that is ready"
        })
final class UpgradeCommand implements Callable<Integer> {
    private final Parts parts;
    private final Terminal terminal;

    @Mixin private final Addresses addresses = new Addresses();

    @Option(names = "--automatic", description = "carry out each step as soon as it is ready")
    private boolean automatic;

    @Option(names = "--step", paramLabel = "NAME", description = "carry out this step only")
    private Optional<String> step = Optional.empty();

    UpgradeCommand(Parts parts, Terminal terminal) {
        this.parts = parts;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        var settings = addresses.settings();
        var only = step.map(UpgradeCommand::named);
        if (!automatic && only.isEmpty()) {
            try (var look = Session.look(settings, parts, Clock.systemUTC())) {
                return showOnce(look.once(Duration.ofSeconds(6)), settings);
            }
        }
        if (!settings.complete()) {
            throw new ProblemException(
                    new Problem(
                            "settings.no.rpc",
                            "No address was given for the RPC of the chain.",
                            "Nothing was begun.",
                            "Give it with --rpc or in lockstep.toml."));
        }
        try (var session =
                Session.start(settings, addresses.folders(), parts, false, Clock.systemUTC())) {
            if (!session.mayAct()) {
                terminal.complain(
                        "Another Lockstep is open on this folder. It goes on; nothing was begun"
                                + " here. Close it first, or look on with lockstep status.");
                return ExitCode.FAILED;
            }
            return new Headless(session, terminal).run(only);
        }
    }

    private int showOnce(Snapshot snapshot, Settings settings) {
        var plan = Session.planner(settings).plan(snapshot, Optional.empty());
        if (snapshot.upgrades().live().isEmpty()) {
            terminal.say("The schedule of the chain was not read, so no upgrade is known.");
        } else if (plan.isEmpty()) {
            terminal.say("No upgrade is decided.");
        } else {
            plan.get().steps().stream().map(StepText::of).forEach(terminal::say);
        }
        var known = snapshot.chain().live().flatMap(view -> view.head()).isPresent();
        Troubles.of(snapshot).stream()
                .filter(trouble ->
                        known ? Headless.matters(trouble) : trouble.part().equals("chain"))
                .map(trouble -> Printable.line(trouble.problem().sentence()))
                .distinct()
                .forEach(terminal::complain);
        return known ? ExitCode.FINE : ExitCode.MISSING;
    }

    private static StepName named(String name) {
        return Arrays.stream(StepName.values())
                .filter(step -> Words.of(step).replace(' ', '-').equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new ProblemException(
                                new Problem(
                                        "usage.step",
                                        "There is no step %s.".formatted(name),
                                        "Nothing was begun.",
                                        "The steps are %s.".formatted(names()))));
    }

    private static String names() {
        return Arrays.stream(StepName.values())
                .map(step -> Words.of(step).replace(' ', '-'))
                .collect(Collectors.joining(", "));
    }
}
