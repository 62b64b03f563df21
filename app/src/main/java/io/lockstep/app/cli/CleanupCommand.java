package io.lockstep.app.cli;

import io.lockstep.app.containers.HostStock;
import io.lockstep.app.session.Parts;
import io.lockstep.app.session.Session;
import io.lockstep.app.settings.Settings;
import io.lockstep.app.upgrade.CleanUpList;
import io.lockstep.app.upgrade.CleanUpList.Item;
import io.lockstep.app.upgrade.ConsoleLock;
import io.lockstep.app.upgrade.Intents;
import io.lockstep.app.upgrade.Inventory;
import io.lockstep.app.upgrade.Overrides;
import io.lockstep.app.upgrade.act.LeftFiles;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Shows what an upgrade left on the host and removes what is ticked of it.
@Command(
        name = "cleanup",
        description = "List what may go from this host, and why; with --yes remove it.",
        footer = {
            "",
            "Examples:",
            "  lockstep cleanup                          look only",
            "  lockstep cleanup --yes                    remove all that is ticked",
            "  lockstep cleanup --tick container:old --tick image:mlnode:3.0.8 --yes",
            "  lockstep cleanup --shelf 14d --yes        keep the old image for two weeks",
            "  lockstep cleanup --unshelf mlnode:3.0.8   let the next clean-up take it",
            "",
            "[x] is ticked: left by the upgrade, or ours, and needed by nothing. [ ] is safe to",
            "remove and not ours: it goes only with --tick. With --tick, exactly what it names goes.",
            "The list is made anew before anything is removed; if one thing may no longer go,",
            "nothing does."
        })
final class CleanupCommand implements Callable<Integer> {
    private final Parts parts;
    private final Terminal terminal;

    @Mixin private final Addresses addresses = new Addresses();

    @Option(names = "--json", description = "the list as JSON")
    private boolean json;

    @Option(names = "--tick", paramLabel = "ID", description = "remove this; may be repeated")
    private List<String> ticks = List.of();

    @Option(names = "--yes", description = "remove what is ticked")
    private boolean yes;

    @Option(
            names = "--shelf",
            paramLabel = "DAYS",
            converter = Days.class,
            description = "keep ticked images for a way back instead, such as 14d or 12h")
    private Optional<Duration> shelf = Optional.empty();

    @Option(
            names = "--unshelf",
            paramLabel = "IMAGE",
            description = "take an image off the rollback shelf")
    private Optional<String> unshelf = Optional.empty();

    CleanupCommand(Parts parts, Terminal terminal) {
        this.parts = parts;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        var settings = addresses.settings();
        if (shelf.isPresent() && !yes) {
            throw usage("--shelf keeps an image instead of removing it.", "Give --yes with it.");
        }
        if (!yes && unshelf.isEmpty()) {
            return preview(settings);
        }
        try (var session =
                Session.start(settings, addresses.folders(), parts, false, Clock.systemUTC())) {
            if (!session.mayAct()) {
                terminal.complain(
                        "Another Lockstep is open on this folder%s. It goes on; nothing was removed"
                                        .formatted(
                                                ConsoleLock.holder(addresses.folders().data())
                                                        .map(who -> " (%s)".formatted(who))
                                                        .orElse(""))
                                + " here. Clean up there, or close it first.");
                return ExitCode.FAILED;
            }
            return act(new Headless(session, terminal));
        }
    }

    /// Looks only: no lock, no session.
    private int preview(Settings settings) throws InterruptedException {
        try (var look = Session.look(settings, parts, Clock.systemUTC());
                var host = parts.hosts().apply(settings.docker())) {
            var files = new LeftFiles(Optional.of(addresses.folders()), Clock.systemUTC());
            var inventory = new Inventory(host.stock().orElse(HostStock.NOTHING), files.all());
            var list =
                    Session.planner(settings)
                            .leftovers(
                                    look.once(Duration.ofSeconds(6)),
                                    inventory,
                                    Overrides.kept(addresses.folders().data()),
                                    _ -> OptionalLong.empty());
            var ticked = ticked(list);
            refuse(list, ticked);
            CleanUpText.of(list, ticked, json).forEach(terminal::say);
        }
        return ExitCode.FINE;
    }

    private int act(Headless headless) throws InterruptedException {
        if (unshelf.isPresent()) {
            return headless.ask(intents -> intents.unshelve(unshelf.get()));
        }
        var list = headless.survey();
        var ticked = new TreeSet<>(ticked(list));
        refuse(list, ticked);
        for (var image : images(list, ticked)) {
            var kept = headless.ask(shelving(image.name()));
            if (kept != ExitCode.FINE) {
                return kept;
            }
            ticked.remove(image.id());
        }
        if (ticked.isEmpty()) {
            terminal.say("Nothing is ticked, so nothing was removed.");
            return ExitCode.FINE;
        }
        return headless.ask(intents -> intents.cleanUp(ticked));
    }

    private Consumer<Intents> shelving(String image) {
        return intents -> intents.shelve(image, shelf.orElseThrow());
    }

    private List<Item> images(CleanUpList list, Set<String> ticked) {
        return list.chosen(ticked).stream()
                .filter(item -> shelf.isPresent() && item.kind() == CleanUpList.Kind.IMAGE)
                .toList();
    }

    private Set<String> ticked(CleanUpList list) {
        return ticks.isEmpty() ? list.ticked() : Set.copyOf(ticks);
    }

    private static void refuse(CleanUpList list, Set<String> ticked) {
        list.refused(ticked).stream()
                .findFirst()
                .ifPresent(id -> {
                    throw usage(
                            list.before(id).isEmpty()
                                    ? "%s is not among what may go.".formatted(id)
                                    : "%s can only go together with %s."
                                            .formatted(id, String.join(", ", list.before(id))),
                            "See what may with lockstep cleanup.");
                });
    }

    private static ProblemException usage(String what, String remedy) {
        return new ProblemException(
                new Problem("usage.cleanup", what, "Nothing was removed.", remedy));
    }
}
