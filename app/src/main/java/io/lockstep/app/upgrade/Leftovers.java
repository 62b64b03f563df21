package io.lockstep.app.upgrade;

import io.lockstep.app.containers.Container.Role;
import io.lockstep.app.containers.HostContainers;
import io.lockstep.app.containers.HostStock;
import io.lockstep.app.containers.HostStock.Box;
import io.lockstep.app.containers.HostStock.Build;
import io.lockstep.app.containers.HostStock.Picture;
import io.lockstep.app.containers.Labels;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.upgrade.CleanUpList.Guard;
import io.lockstep.app.upgrade.CleanUpList.Kind;
import io.lockstep.engine.control.EngineStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/// Decides of everything on a host whether it may go. A pure function.
///
/// What the upgrade itself leaves behind comes first and is held back as a whole while one of its
/// guards does not hold. Beyond that only what carries our label is ticked; of what does not, only
/// images nobody needs and the build cache are offered.
final class Leftovers {
    private static final int NAMED = 4;

    private final Snapshot snapshot;
    private final HostStock stock;
    private final ImageRule rule;
    private final Shelf shelf;
    private final Instant now;
    private final Set<String> versions;
    private final Sizes sizes;
    private final CleanUpDraft draft = new CleanUpDraft();

    private Leftovers(
            Snapshot snapshot, HostStock stock, ImageRule rule, Shelf shelf, Optional<Goal> goal) {
        this.snapshot = snapshot;
        this.stock = stock;
        this.rule = rule;
        this.shelf = shelf;
        this.now = snapshot.at();
        this.versions = versions(snapshot, goal);
        this.sizes = new Sizes(stock);
    }

    /// @param upgrade what the upgrade leaves behind, once its cutover is over
    static CleanUpList list(
            Snapshot snapshot,
            Inventory inventory,
            ImageRule rule,
            Shelf shelf,
            Optional<Goal> goal,
            Optional<CleanUpList> upgrade) {
        var made = new Leftovers(snapshot, inventory.host(), rule, shelf, goal);
        upgrade.ifPresent(made::upgrade);
        made.containers();
        made.stock.images().forEach(made::image);
        made.networks();
        made.volumes();
        made.builds();
        made.files(inventory);
        var guards = upgrade.map(CleanUpList::guards).orElse(List.of());
        return made.draft.list(made.stock, made.sizes, guards, shelf.waiting(snapshot.at()));
    }

    private static Set<String> versions(Snapshot snapshot, Optional<Goal> goal) {
        var named = new TreeSet<String>();
        goal.ifPresent(known -> {
            named.add(known.incumbent());
            named.add(known.upgrade().version());
        });
        snapshot.proxy()
                .latest()
                .ifPresent(engine -> {
                    engine.routes().forEach(route -> named.add(route.prefix()));
                    engine.upstreams().forEach(upstream -> named.add(upstream.name()));
                    engine.defaultUpstream().ifPresent(named::add);
                });
        return named;
    }

    private void upgrade(CleanUpList list) {
        var held = list.held().map(Guard::evidence);
        list.stays().forEach(item -> draft.stay(item.kind(), item.name(), item.reason()));
        for (var item : list.goes()) {
            if (held.isPresent()) {
                draft.stay(item.kind(), item.name(), "kept: " + held.get());
            } else {
                draft.go(item.kind(), item.name(), item.reason(), sizes.bytes(item));
            }
        }
    }

    private void containers() {
        List<String> foreign = new ArrayList<>();
        for (var box : stock.containers()) {
            if (!Labels.ours(box.labels())) {
                foreign.add(box.name());
            } else {
                container(box);
            }
        }
        foreign.removeIf(name -> draft.has(Kind.CONTAINER, name));
        if (!foreign.isEmpty()) {
            draft.stay(Kind.CONTAINER, some(foreign), "not ours");
        }
    }

    private void container(Box box) {
        var version = Optional.ofNullable(box.labels().get(Labels.VERSION));
        if (box.running()) {
            draft.stay(Kind.CONTAINER, box.name(), "it runs");
        } else if (Labels.role(box.labels()).filter(Role.ENGINE::equals).isPresent()
                || box.labels().containsKey(Labels.ANCHOR)) {
            draft.stay(Kind.CONTAINER, box.name(), "belongs to the engine");
        } else if (version.filter(versions::contains).isPresent()) {
            draft.stay(Kind.CONTAINER, box.name(), "stands for " + version.get());
        } else if (host().leadingTo(box.name()).isPresent()) {
            draft.stay(Kind.CONTAINER, box.name(), CleanUp.named(host(), box.name()));
        } else if (engine().isEmpty()) {
            draft.stay(Kind.CONTAINER, box.name(), "no engine tells what it routes to");
        } else {
            draft.go(
                    Kind.CONTAINER,
                    box.name(),
                    "ours, stopped, and nothing is routed to it",
                    OptionalLong.of(box.bytes()));
        }
    }

    private void image(Picture image) {
        var name = Sizes.name(image);
        var waits = shelf.until(image.id(), now);
        var over = shelf.over(image.id(), now);
        var bytes = OptionalLong.of(sizes.own(image));
        var users = draft.remaining(image.users());
        if (waits.isPresent()) {
            draft.stay(Kind.IMAGE, name, CleanUp.shelved(waits.get()));
        } else if (!users.isEmpty()) {
            usedImage(image, name, users);
        } else if (image.parent()) {
            return;
        } else if (over.isPresent()) {
            var end = over.get().truncatedTo(ChronoUnit.MINUTES);
            draft.go(Kind.IMAGE, name, "its time on the rollback shelf ended " + end, bytes);
        } else if (image.references().isEmpty()) {
            draft.offer(Kind.IMAGE, name, "no name and no user: a build or a pull left it", bytes);
        } else if (rule.covers(name)) {
            mlNodeImage(name, bytes);
        }
    }

    private void usedImage(Picture image, String name, List<String> users) {
        if (rule.covers(name) || Labels.ours(image.labels())) {
            draft.stay(Kind.IMAGE, name, users.getFirst() + " runs it");
        }
    }

    private void mlNodeImage(String name, OptionalLong bytes) {
        var needed = versions.stream().filter(v -> rule.reference(v).equals(name)).findFirst();
        if (needed.isPresent()) {
            draft.stay(Kind.IMAGE, name, "stands for " + needed.get());
        } else {
            draft.offer(Kind.IMAGE, name, "an MLNode image that no container uses", bytes);
        }
    }

    private void networks() {
        for (var network : stock.networks()) {
            if (Labels.ours(network.labels())) {
                unless(Kind.NETWORK, network.name(), network.users(), OptionalLong.empty());
            }
        }
    }

    private void volumes() {
        for (var volume : stock.volumes()) {
            var bytes = volume.bytes() < 0 ? OptionalLong.empty() : OptionalLong.of(volume.bytes());
            if (Labels.ours(volume.labels()) && !volume.labels().containsKey(Labels.LOCK)) {
                unless(Kind.VOLUME, volume.name(), volume.users(), bytes);
            }
        }
    }

    /// Ours, and empty once the containers that go are gone. An engine that is not there may come
    /// back for what it kept.
    private void unless(Kind kind, String name, List<String> users, OptionalLong bytes) {
        var left = draft.remaining(users);
        if (!left.isEmpty()) {
            draft.stay(kind, name, some(left) + (left.size() == 1 ? " uses it" : " use it"));
        } else if (engine().isEmpty()) {
            draft.stay(kind, name, "an engine that is not here may need it");
        } else {
            draft.go(kind, name, "ours, and no container uses it", bytes);
        }
    }

    private void builds() {
        var free = stock.freeBuilds();
        if (!free.isEmpty()) {
            draft.offer(
                    Kind.BUILD,
                    stock.buildsName(),
                    "%d pieces that the next build makes again".formatted(free.size()),
                    OptionalLong.of(free.stream().mapToLong(Build::bytes).sum()));
        }
    }

    private void files(Inventory inventory) {
        for (var file : inventory.files()) {
            var name = file.path().toString();
            if (file.keeps()) {
                draft.offer(Kind.FILE, name, file.reason(), OptionalLong.of(file.bytes()));
            } else {
                draft.go(Kind.FILE, name, file.reason(), OptionalLong.of(file.bytes()));
            }
        }
    }

    private HostContainers host() {
        return snapshot.containers()
                .latest()
                .orElseGet(() -> new HostContainers("", "", List.of(), List.of()));
    }

    private Optional<EngineStatus> engine() {
        return snapshot.proxy().live();
    }

    private static String some(List<String> names) {
        var first = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
        return names.size() <= NAMED
                ? first
                : "%s and %d more".formatted(first, names.size() - NAMED);
    }
}
