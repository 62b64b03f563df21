package io.lockstep.app.upgrade.act;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.ContainerHost;
import io.lockstep.app.upgrade.Act;
import io.lockstep.app.upgrade.CleanUpList;
import io.lockstep.app.upgrade.CleanUpList.Item;
import io.lockstep.app.upgrade.CleanUpList.Kind;
import io.lockstep.app.upgrade.Goal;
import io.lockstep.app.upgrade.Goals;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Removes exactly what the clean-up list names, one thing after the other, each proven gone. The
/// route goes last, so that a clean-up that was cut short is seen as not done.
///
/// The list stands in the journal, too: an image can no longer be told from the host once the
/// container that ran it is gone.
final class CleanUpAct implements Act {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final World world;
    private final Goal goal;
    private final CleanUpList list;
    private final Set<Entry> entries = new LinkedHashSet<>();

    /// @param earlier the list of a clean-up that was begun before, as the journal has it
    CleanUpAct(World world, Goal goal, CleanUpList list, Optional<String> earlier) {
        this.world = world;
        this.goal = goal;
        this.list = list;
        earlier.map(CleanUpAct::read)
                .filter(begun -> begun.upgrade().equals(Goals.label(goal.upgrade())))
                .ifPresent(begun -> entries.addAll(begun.goes()));
        list.goes().stream().map(Entry::of).forEach(entries::add);
    }

    /// What the journal keeps of a list.
    record Begun(String upgrade, List<Entry> goes) {}

    record Entry(Kind kind, String name) {
        static Entry of(Item item) {
            return new Entry(item.kind(), item.name());
        }
    }

    @Override
    public String intent() {
        return "remove %d things that only %s needed"
                .formatted(list.goes().size(), goal.incumbent());
    }

    @Override
    public String detail() {
        try {
            return JSON.writeValueAsString(
                    new Begun(Goals.label(goal.upgrade()), List.copyOf(entries)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a list of names is always JSON", e);
        }
    }

    @Override
    public String carryOut(Consumer<String> progress) {
        requireCandidateServes();
        var freed = 0L;
        for (var kind : List.of(Kind.CONTAINER, Kind.IMAGE, Kind.ROUTE)) {
            for (var entry : entries) {
                if (entry.kind() == kind) {
                    progress.accept("removing " + entry.name());
                    freed += remove(entry);
                }
            }
        }
        return "removed %d things, %d bytes freed".formatted(entries.size(), freed);
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

    /// Tells how many bytes that freed.
    private long remove(Entry entry) {
        switch (entry.kind()) {
            case CONTAINER -> container(world.host(), entry.name());
            case IMAGE -> {
                return image(world.host(), entry.name());
            }
            case ROUTE -> route(entry.name().substring(1));
            case NETWORK, VOLUME, FILE -> {}
        }
        return 0;
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

    private static long image(ContainerHost host, String name) {
        var image = host.image(name);
        if (image.isEmpty()) {
            return 0;
        }
        var id = image.get().id();
        require(host.read().containers().stream().noneMatch(c -> c.imageId().equals(id)), name);
        var bytes = host.bytesFreedBy(id);
        host.removeImage(id);
        require(host.image(name).isEmpty(), name);
        return bytes;
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

    private static Begun read(String detail) {
        try {
            return JSON.readValue(detail, Begun.class);
        } catch (JsonProcessingException e) {
            return new Begun("", List.of());
        }
    }
}
