package io.lockstep.app.cli;

import io.lockstep.app.session.Parts;
import io.lockstep.app.session.Session;
import io.lockstep.app.settings.Settings;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.upgrade.ConsoleLock;
import io.lockstep.app.upgrade.Intents;
import io.lockstep.app.upgrade.Overrides;
import io.lockstep.app.upgrade.StepName;
import io.lockstep.app.upgrade.Words;
import io.lockstep.app.upgrade.act.HostRight;
import io.lockstep.chain.problem.Printable;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
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
            "  lockstep upgrade --step pull      carry out one step that is ready",
            "  lockstep upgrade --roll-back      back to the version that served before",
            "",
            "Rolling back before the height is free: the candidate goes, the incumbent serves on.",
            "Once the candidate serves, it switches back to the incumbent at once and keeps the",
            "candidate; the operator then runs a version the chain no longer asks for. Given once",
            "more, it switches forward again."
        })
final class UpgradeCommand implements Callable<Integer> {
    private final Parts parts;
    private final Terminal terminal;

    @Mixin private final Addresses addresses = new Addresses();

    @ArgGroup private final Wanted wanted = new Wanted();

    @Option(names = "--reason", paramLabel = "WHY", description = "why a check is overridden")
    private Optional<String> reason = Optional.empty();

    /// At most one thing is asked for.
    static final class Wanted {
        @Option(names = "--automatic", description = "carry out each step as soon as it is ready")
        private boolean automatic;

        @Option(names = "--step", paramLabel = "NAME", description = "carry out this step only")
        private Optional<String> step = Optional.empty();

        @Option(names = "--disarm", description = "take the armed cutover back")
        private boolean disarm;

        @Option(
                names = "--roll-back",
                description = "return to the version that served before; see below")
        private boolean rollBack;

        @Option(
                names = "--override",
                paramLabel = "CHECK",
                description = "go past a failing check of the preflight, for this upgrade only")
        private Optional<String> override = Optional.empty();

        @Option(
                names = "--take-over",
                description = "take the host from a Lockstep elsewhere that is gone for good")
        private boolean takeOver;

        boolean nothing() {
            return !automatic
                    && !disarm
                    && !rollBack
                    && !takeOver
                    && step.isEmpty()
                    && override.isEmpty();
        }
    }

    UpgradeCommand(Parts parts, Terminal terminal) {
        this.parts = parts;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        var settings = addresses.settings();
        var only = wanted.step.map(UpgradeCommand::named);
        var overriding = wanted.override.map(this::overriding);
        if (wanted.nothing()) {
            try (var look = Session.look(settings, parts, Clock.systemUTC())) {
                return showOnce(look.once(Duration.ofSeconds(6)), settings);
            }
        }
        if (wanted.takeOver) {
            return takeOver(settings);
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
                        "Another Lockstep is open on this folder%s. It goes on; nothing was begun"
                                        .formatted(holder())
                                + " here. Close it first, or look on with lockstep status.");
                return ExitCode.FAILED;
            }
            return carryOut(new Headless(session, terminal), only, overriding);
        }
    }

    private String holder() {
        return ConsoleLock.holder(addresses.folders().data())
                .map(who -> " (%s)".formatted(who))
                .orElse("");
    }

    /// Ends the right of a program that will not come back; nothing it did is touched.
    private int takeOver(Settings settings) {
        var name = HostRight.name(settings.engine());
        var me = HostRight.of(addresses.folders().data());
        try (var host = parts.hosts().apply(settings.docker())) {
            var before = host.hold(name, me);
            host.release(name);
            terminal.say(
                    before.id().equals(me.id())
                            ? "Nobody else upgrades this host."
                            : "%s no longer upgrades this host.".formatted(before.words()));
        }
        return ExitCode.FINE;
    }

    private int carryOut(
            Headless headless, Optional<StepName> only, Optional<Consumer<Intents>> overriding)
            throws InterruptedException {
        if (wanted.disarm) {
            return headless.ask(Intents::disarm);
        }
        if (wanted.rollBack) {
            return headless.ask(Intents::rollBack);
        }
        return overriding.isPresent() ? headless.ask(overriding.get()) : headless.run(only);
    }

    private Consumer<Intents> overriding(String check) {
        var why =
                reason.filter(text -> !text.isBlank())
                        .orElseThrow(() ->
                                new ProblemException(
                                        new Problem(
                                                "usage.reason",
                                                "No reason was given for overriding %s."
                                                        .formatted(check),
                                                "Nothing was overridden.",
                                                "Give it with --reason; the journal keeps it.")));
        return intents -> intents.override(check, why);
    }

    private int showOnce(Snapshot snapshot, Settings settings) {
        var overrides = Overrides.kept(addresses.folders().data());
        var plan = Session.planner(settings).plan(snapshot, Optional.empty(), overrides);
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
