package io.lockstep.app.upgrade.act;

import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.ContainerHost;
import io.lockstep.app.containers.HostContainers.Image;
import io.lockstep.app.containers.HostStock;
import io.lockstep.app.containers.HostStock.Build;
import io.lockstep.app.upgrade.Act;
import io.lockstep.app.upgrade.CleanUpList.Item;
import io.lockstep.app.upgrade.CleanUpList.Kind;
import io.lockstep.app.upgrade.CleanUpRecord;
import io.lockstep.app.upgrade.CleanUpRecord.Entry;
import io.lockstep.app.upgrade.Goal;
import io.lockstep.app.upgrade.Goals;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Removes exactly what the clean-up list names, one thing after the other, each proven gone. The
/// route goes last, so that a clean-up that was cut short is seen as not done.
///
/// The list stands in the journal, too: an image can no longer be told from the host once the
/// container that ran it is gone.
final class CleanUpAct implements Act {
    /// What an upgrade leaves, and what of it is known by name once the rest is gone.
    private static final Set<Kind> RESUMED = Set.of(Kind.CONTAINER, Kind.IMAGE, Kind.ROUTE);

    /// The route goes last: while it is there, the clean-up is not done.
    private static final List<Kind> ORDER =
            List.of(
                    Kind.CONTAINER,
                    Kind.IMAGE,
                    Kind.NETWORK,
                    Kind.VOLUME,
                    Kind.BUILD,
                    Kind.FILE,
                    Kind.ROUTE);

    private static final Duration GRACE = Duration.ofSeconds(30);

    private final World world;
    private final LeftFiles files;
    private final Optional<Goal> goal;
    private final int count;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /// @param goal of the upgrade whose leftovers are among it, if any
    /// @param earlier a clean-up that was begun before, as the journal has it
    CleanUpAct(
            World world,
            LeftFiles files,
            Optional<Goal> goal,
            List<Item> goes,
            Optional<CleanUpRecord> earlier) {
        this.world = world;
        this.files = files;
        this.goal = goal;
        this.count = goes.size();
        earlier.filter(begun -> begun.upgrade().equals(label()))
                .ifPresent(begun ->
                        begun.goes().stream()
                                .filter(entry -> RESUMED.contains(entry.kind()))
                                .forEach(e -> entries.put(key(e), e)));
        goes.forEach(item -> entries.putIfAbsent(key(entry(item)), entry(item)));
    }

    /// A network and a volume may have one name.
    private static String key(Entry entry) {
        return entry.kind() + " " + entry.name();
    }

    private String label() {
        return goal.map(known -> Goals.label(known.upgrade())).orElse("");
    }

    private static Entry entry(Item item) {
        return new Entry(item.kind(), item.name(), item.bytes().orElse(0));
    }

    @Override
    public String intent() {
        return "remove %d things that only %s needed"
                .formatted(count, goal.map(Goal::incumbent).orElse("nobody"));
    }

    /// Measures before anything goes: afterwards nobody can.
    @Override
    public String detail() {
        entries.replaceAll((_, entry) -> measured(entry));
        return record().write();
    }

    private CleanUpRecord record() {
        return new CleanUpRecord(label(), List.copyOf(entries.values()));
    }

    private Entry measured(Entry entry) {
        var image =
                entry.kind() == Kind.IMAGE && entry.bytes() == 0
                        ? world.host().image(entry.name())
                        : Optional.<Image>empty();
        return image.map(found ->
                        new Entry(
                                entry.kind(), entry.name(), world.host().bytesFreedBy(found.id())))
                .orElse(entry);
    }

    @Override
    public String carryOut(Consumer<String> progress) {
        goal.ifPresent(this::requireCandidateServes);
        for (var kind : ORDER) {
            for (var entry : entries.values()) {
                if (entry.kind() == kind) {
                    progress.accept("removing " + entry.name());
                    remove(entry);
                }
            }
        }
        requireGone();
        var freed = record().bytesFreed();
        return "removed %d things".formatted(entries.size())
                + (freed > 0 ? ", %d bytes freed".formatted(freed) : "");
    }

    private void requireCandidateServes(Goal known) {
        var serving = world.engine().status().defaultUpstream();
        if (serving.filter(known.upgrade().version()::equals).isEmpty()) {
            throw new ProblemException(
                    new Problem(
                            "cleanUp.notServing",
                            "The default route does not lead to %s."
                                    .formatted(known.upgrade().version()),
                            "Nothing was removed.",
                            "Look at the cutover."));
        }
    }

    private void remove(Entry entry) {
        switch (entry.kind()) {
            case CONTAINER -> container(world.host(), entry.name());
            case IMAGE -> image(world.host(), entry.name());
            case ROUTE -> route(entry.name().substring(1));
            case NETWORK -> world.host().removeNetwork(entry.name());
            case VOLUME -> world.host().removeVolume(entry.name());
            case BUILD -> builds(entry.name());
            case FILE -> {
                files.remove(entry.name());
                require(Files.notExists(Path.of(entry.name())), entry.name());
            }
        }
    }

    private void builds(String name) {
        world.host()
                .stock()
                .filter(stock -> stock.buildsName().equals(name))
                .ifPresent(stock ->
                        world.host()
                                .removeBuilds(stock.freeBuilds().stream().map(Build::id).toList()));
    }

    /// Of what has no question of its own, the whole host is asked once more.
    private void requireGone() {
        var counted = Set.of(Kind.NETWORK, Kind.VOLUME, Kind.BUILD);
        if (entries.values().stream().noneMatch(entry -> counted.contains(entry.kind()))) {
            return;
        }
        var stock = world.host().stock().orElse(HostStock.NOTHING);
        for (var entry : entries.values()) {
            require(!there(stock, entry), entry.name());
        }
    }

    private static boolean there(HostStock stock, Entry entry) {
        return switch (entry.kind()) {
            case NETWORK -> stock.networks().stream().anyMatch(n -> n.name().equals(entry.name()));
            case VOLUME -> stock.volumes().stream().anyMatch(v -> v.name().equals(entry.name()));
            case BUILD -> !stock.freeBuilds().isEmpty() && stock.buildsName().equals(entry.name());
            case CONTAINER, IMAGE, FILE, ROUTE -> false;
        };
    }

    private static void container(ContainerHost host, String name) {
        var found = named(host, name);
        if (found.isPresent()) {
            host.restartPolicy(found.get().id(), "no");
            host.stop(found.get().id(), GRACE);
            host.remove(found.get().id());
        }
        require(named(host, name).isEmpty(), name);
    }

    private static Optional<Container> named(ContainerHost host, String name) {
        return host.read().containers().stream().filter(c -> c.name().equals(name)).findFirst();
    }

    private static void image(ContainerHost host, String name) {
        var image = host.image(name);
        if (image.isEmpty()) {
            return;
        }
        var id = image.get().id();
        require(host.read().containers().stream().noneMatch(c -> c.imageId().equals(id)), name);
        host.removeImage(id);
        require(host.image(name).isEmpty(), name);
    }

    private void route(String version) {
        var routed =
                world.engine().status().routes().stream()
                        .anyMatch(route -> route.prefix().equals(version));
        if (routed) {
            var _ = world.engine().unroute(version);
        }
    }

    private static void require(boolean gone, String name) {
        if (!gone) {
            throw new ProblemException(
                    new Problem(
                            "cleanUp.stays",
                            "%s is still there or still in use.".formatted(name),
                            "What serves goes on; what is not named was not touched.",
                            "See what uses it, then clean up again."));
        }
    }
}
