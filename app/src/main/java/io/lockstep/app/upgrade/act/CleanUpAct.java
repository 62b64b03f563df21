package io.lockstep.app.upgrade.act;

import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.ContainerHost;
import io.lockstep.app.containers.HostContainers.Image;
import io.lockstep.app.upgrade.Act;
import io.lockstep.app.upgrade.CleanUpList;
import io.lockstep.app.upgrade.CleanUpList.Item;
import io.lockstep.app.upgrade.CleanUpList.Kind;
import io.lockstep.app.upgrade.CleanUpRecord;
import io.lockstep.app.upgrade.CleanUpRecord.Entry;
import io.lockstep.app.upgrade.Goal;
import io.lockstep.app.upgrade.Goals;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Removes exactly what the clean-up list names, one thing after the other, each proven gone. The
/// route goes last, so that a clean-up that was cut short is seen as not done.
///
/// The list stands in the journal, too: an image can no longer be told from the host once the
/// container that ran it is gone.
final class CleanUpAct implements Act {
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final World world;
    private final Goal goal;
    private final CleanUpList list;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /// @param earlier a clean-up that was begun before, as the journal has it
    CleanUpAct(World world, Goal goal, CleanUpList list, Optional<CleanUpRecord> earlier) {
        this.world = world;
        this.goal = goal;
        this.list = list;
        earlier.filter(begun -> begun.upgrade().equals(Goals.label(goal.upgrade())))
                .ifPresent(begun -> begun.goes().forEach(e -> entries.put(e.name(), e)));
        list.goes().forEach(item -> entries.putIfAbsent(item.name(), entry(item)));
    }

    private static Entry entry(Item item) {
        return new Entry(item.kind(), item.name(), item.bytes().orElse(0));
    }

    @Override
    public String intent() {
        return "remove %d things that only %s needed"
                .formatted(list.goes().size(), goal.incumbent());
    }

    /// Measures before anything goes: afterwards nobody can.
    @Override
    public String detail() {
        entries.replaceAll((_, entry) -> measured(entry));
        return record().write();
    }

    private CleanUpRecord record() {
        return new CleanUpRecord(Goals.label(goal.upgrade()), List.copyOf(entries.values()));
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
        requireCandidateServes();
        for (var kind : List.of(Kind.CONTAINER, Kind.IMAGE, Kind.ROUTE)) {
            for (var entry : entries.values()) {
                if (entry.kind() == kind) {
                    progress.accept("removing " + entry.name());
                    remove(entry);
                }
            }
        }
        var freed = record().bytesFreed();
        return "removed %d things".formatted(entries.size())
                + (freed > 0 ? ", %d bytes freed".formatted(freed) : "");
    }

    private void requireCandidateServes() {
        var serving = world.engine().status().defaultUpstream();
        if (serving.filter(goal.upgrade().version()::equals).isEmpty()) {
            throw new ProblemException(
                    new Problem(
                            "cleanUp.notServing",
                            "The default route does not lead to %s."
                                    .formatted(goal.upgrade().version()),
                            "Nothing was removed.",
                            "Look at the cutover."));
        }
    }

    private void remove(Entry entry) {
        switch (entry.kind()) {
            case CONTAINER -> container(world.host(), entry.name());
            case IMAGE -> image(world.host(), entry.name());
            case ROUTE -> route(entry.name().substring(1));
            case NETWORK, VOLUME, FILE -> {}
        }
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
                            "The candidate serves; what is not named was not touched.",
                            "See what uses it, then clean up again."));
        }
    }
}
