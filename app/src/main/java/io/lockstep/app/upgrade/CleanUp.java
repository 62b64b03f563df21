package io.lockstep.app.upgrade;

import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.HostContainers;
import io.lockstep.app.containers.HostContainers.Image;
import io.lockstep.app.containers.Labels;
import io.lockstep.app.upgrade.CleanUpList.Item;
import io.lockstep.app.upgrade.CleanUpList.Kind;
import io.lockstep.engine.control.EngineStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/// Decides what an upgrade leaves behind that nothing needs. A pure function, so that what is
/// shown, what is removed and what counts as done are one list.
///
/// A container goes only when the engine routed to it or our label names it: another MLNode of the
/// same version on the same host is left alone.
public final class CleanUp {
    private final HostContainers host;
    private final EngineStatus engine;
    private final Goal goal;
    private final ImageRule images;
    private final Shelf shelf;
    private final Instant now;
    private final List<Item> goes = new ArrayList<>();
    private final List<Item> stays = new ArrayList<>();

    private CleanUp(
            HostContainers host,
            EngineStatus engine,
            Goal goal,
            ImageRule images,
            Shelf shelf,
            Instant now) {
        this.host = host;
        this.engine = engine;
        this.goal = goal;
        this.images = images;
        this.shelf = shelf;
        this.now = now;
    }

    /// @param bytes what removing an image of that id frees, where it is known
    /// @param shelf images that are kept until `now` has come so far
    public static CleanUpList list(
            HostContainers host,
            EngineStatus engine,
            Goal goal,
            ImageRule images,
            Function<String, OptionalLong> bytes,
            Shelf shelf,
            Instant now) {
        var made = new CleanUp(host, engine, goal, images, shelf, now);
        var leaving = made.containers();
        made.images(leaving, bytes);
        made.route();
        return new CleanUpList(List.copyOf(made.goes), List.copyOf(made.stays));
    }

    private List<Container> containers() {
        var routed = Roles.behind(host, Optional.of(engine), goal.incumbent());
        List<Container> leaving = new ArrayList<>();
        for (var container : host.containers()) {
            if (container.role() == Container.Role.ENGINE) {
                stay(Kind.CONTAINER, container.name(), "serves every request");
            } else if (Roles.stands(container, goal.upgrade().version())) {
                stay(Kind.CONTAINER, container.name(), "serves " + goal.upgrade().version());
                container.networks().forEach(name -> stay(Kind.NETWORK, name, "is in use"));
            } else if (host.leadingTo(container.name()).isPresent()) {
                stay(Kind.CONTAINER, container.name(), named(host, container.name()));
            } else if (routed.filter(container::equals).isPresent() || ours(container)) {
                leaving.add(container);
                go(
                        Kind.CONTAINER,
                        container.name(),
                        "ran " + goal.incumbent(),
                        OptionalLong.empty());
            } else if (Roles.stands(container, goal.incumbent())) {
                stay(Kind.CONTAINER, container.name(), "the engine never routed to it");
            }
        }
        return leaving;
    }

    private boolean ours(Container container) {
        return goal.incumbent().equals(container.labels().get(Labels.VERSION));
    }

    private void images(List<Container> leaving, Function<String, OptionalLong> bytes) {
        var reference = images.reference(goal.incumbent());
        for (var image : host.images()) {
            var belongs =
                    image.references().contains(reference)
                            || leaving.stream().anyMatch(c -> c.imageId().equals(image.id()));
            if (!belongs) {
                continue;
            }
            var user =
                    host.containers().stream()
                            .filter(c -> c.imageId().equals(image.id()) && !leaving.contains(c))
                            .findFirst();
            var waits = shelf.until(image.id(), now);
            if (waits.isPresent()) {
                stay(Kind.IMAGE, name(image), shelved(waits.get()));
            } else if (user.isPresent()) {
                stay(Kind.IMAGE, name(image), user.get().name() + " runs it");
            } else {
                go(
                        Kind.IMAGE,
                        name(image),
                        "only %s needed it".formatted(goal.incumbent()),
                        bytes.apply(image.id()));
            }
        }
    }

    /// The route goes last: while it is there, the clean-up is not done.
    private void route() {
        var routed =
                engine.routes().stream().anyMatch(route -> route.prefix().equals(goal.incumbent()));
        if (routed && engine.defaultUpstream().filter(goal.incumbent()::equals).isEmpty()) {
            go(Kind.ROUTE, "/" + goal.incumbent(), "leads nowhere", OptionalLong.empty());
        }
    }

    /// Why a container that an nginx would be without is kept.
    static String named(HostContainers host, String container) {
        return host.leadingTo(container)
                .map(front ->
                        "the configuration of %s still leads to it".formatted(front.container()))
                .orElse("");
    }

    static String shelved(Instant until) {
        return "on the rollback shelf until %s".formatted(until.truncatedTo(ChronoUnit.MINUTES));
    }

    private static String name(Image image) {
        return image.references().stream().findFirst().orElse(image.id());
    }

    private void go(Kind kind, String name, String reason, OptionalLong bytes) {
        goes.add(new Item(kind, name, reason, bytes));
    }

    private void stay(Kind kind, String name, String reason) {
        var item = new Item(kind, name, reason, OptionalLong.empty());
        if (!stays.contains(item)) {
            stays.add(item);
        }
    }
}
