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
import io.lockstep.app.upgrade.CleanUpList.Item;
import io.lockstep.app.upgrade.CleanUpList.Kind;
import io.lockstep.app.upgrade.CleanUpList.Together;
import io.lockstep.engine.control.EngineStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    private final Map<Set<String>, Long> freed;
    private final List<Item> goes = new ArrayList<>();
    private final List<Item> stays = new ArrayList<>();
    private final List<Item> offers = new ArrayList<>();
    private final Map<String, Set<String>> after = new HashMap<>();
    private final Set<String> told = new TreeSet<>();

    private Leftovers(
            Snapshot snapshot, HostStock stock, ImageRule rule, Shelf shelf, Optional<Goal> goal) {
        this.snapshot = snapshot;
        this.stock = stock;
        this.rule = rule;
        this.shelf = shelf;
        this.now = snapshot.at();
        this.versions = versions(snapshot, goal);
        this.freed = stock.bytesByUsers();
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
        made.order();
        var guards = upgrade.map(CleanUpList::guards).orElse(List.of());
        return new CleanUpList(
                List.copyOf(made.goes),
                List.copyOf(made.stays),
                List.copyOf(made.offers),
                made.together(),
                Map.copyOf(made.after),
                guards,
                shelf.waiting(snapshot.at()),
                true);
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
        list.stays().forEach(item -> stay(item.kind(), item.name(), item.reason()));
        for (var item : list.goes()) {
            if (held.isPresent()) {
                stay(item.kind(), item.name(), "kept: " + held.get());
            } else {
                go(item.kind(), item.name(), item.reason(), bytes(item));
            }
        }
    }

    private OptionalLong bytes(Item item) {
        return switch (item.kind()) {
            case CONTAINER ->
                    stock.containers().stream()
                            .filter(box -> box.name().equals(item.name()))
                            .map(box -> OptionalLong.of(box.bytes()))
                            .findFirst()
                            .orElse(item.bytes());
            case IMAGE ->
                    stock.images().stream()
                            .filter(image -> named(image, item.name()))
                            .map(image -> OptionalLong.of(own(image)))
                            .findFirst()
                            .orElse(item.bytes());
            case NETWORK, VOLUME, ROUTE, BUILD, FILE -> item.bytes();
        };
    }

    private static boolean named(Picture image, String name) {
        return image.id().equals(name) || image.references().contains(name);
    }

    /// What nothing else shares.
    private long own(Picture image) {
        return freed.getOrDefault(Set.of(image.id()), 0L);
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
        foreign.removeIf(name -> told.contains(id(Kind.CONTAINER, name)));
        if (!foreign.isEmpty()) {
            stay(Kind.CONTAINER, some(foreign), "not ours");
        }
    }

    private void container(Box box) {
        var version = Optional.ofNullable(box.labels().get(Labels.VERSION));
        if (box.running()) {
            stay(Kind.CONTAINER, box.name(), "it runs");
        } else if (Labels.role(box.labels()).filter(Role.ENGINE::equals).isPresent()
                || box.labels().containsKey(Labels.ANCHOR)) {
            stay(Kind.CONTAINER, box.name(), "belongs to the engine");
        } else if (version.filter(versions::contains).isPresent()) {
            stay(Kind.CONTAINER, box.name(), "stands for " + version.get());
        } else if (host().leadingTo(box.name()).isPresent()) {
            stay(Kind.CONTAINER, box.name(), CleanUp.named(host(), box.name()));
        } else if (engine().isEmpty()) {
            stay(Kind.CONTAINER, box.name(), "no engine tells what it routes to");
        } else {
            go(
                    Kind.CONTAINER,
                    box.name(),
                    "ours, stopped, and nothing is routed to it",
                    OptionalLong.of(box.bytes()));
        }
    }

    private void image(Picture image) {
        var name = imageName(image);
        var waits = shelf.until(image.id(), now);
        var over = shelf.over(image.id(), now);
        var bytes = OptionalLong.of(own(image));
        var users = remaining(image.users());
        if (waits.isPresent()) {
            stay(Kind.IMAGE, name, CleanUp.shelved(waits.get()));
        } else if (!users.isEmpty()) {
            usedImage(image, name, users);
        } else if (image.parent()) {
            return;
        } else if (over.isPresent()) {
            var end = over.get().truncatedTo(ChronoUnit.MINUTES);
            go(Kind.IMAGE, name, "its time on the rollback shelf ended " + end, bytes);
        } else if (image.references().isEmpty()) {
            offer(Kind.IMAGE, name, "no name and no user: a build or a pull left it", bytes);
        } else if (rule.covers(name)) {
            mlNodeImage(name, bytes);
        }
    }

    private void usedImage(Picture image, String name, List<String> users) {
        if (rule.covers(name) || Labels.ours(image.labels())) {
            stay(Kind.IMAGE, name, users.getFirst() + " runs it");
        }
    }

    private void mlNodeImage(String name, OptionalLong bytes) {
        var needed = versions.stream().filter(v -> rule.reference(v).equals(name)).findFirst();
        if (needed.isPresent()) {
            stay(Kind.IMAGE, name, "stands for " + needed.get());
        } else {
            offer(Kind.IMAGE, name, "an MLNode image that no container uses", bytes);
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
        var left = remaining(users);
        if (!left.isEmpty()) {
            stay(kind, name, some(left) + (left.size() == 1 ? " uses it" : " use it"));
        } else if (engine().isEmpty()) {
            stay(kind, name, "an engine that is not here may need it");
        } else {
            go(kind, name, "ours, and no container uses it", bytes);
        }
    }

    /// What a container that goes still uses goes after it.
    private void order() {
        stock.images().forEach(one -> after(Kind.IMAGE, imageName(one), one.users()));
        stock.networks().forEach(one -> after(Kind.NETWORK, one.name(), one.users()));
        stock.volumes().forEach(one -> after(Kind.VOLUME, one.name(), one.users()));
    }

    private void after(Kind kind, String name, List<String> users) {
        var first =
                users.stream()
                        .map(user -> id(Kind.CONTAINER, user))
                        .collect(Collectors.toUnmodifiableSet());
        if (!first.isEmpty() && told.contains(id(kind, name))) {
            after.put(id(kind, name), first);
        }
    }

    private static String imageName(Picture image) {
        return image.references().stream().findFirst().orElse(image.id());
    }

    private List<String> remaining(List<String> users) {
        var leaving =
                goes.stream()
                        .filter(item -> item.kind() == Kind.CONTAINER)
                        .map(Item::name)
                        .collect(Collectors.toSet());
        return users.stream().filter(user -> !leaving.contains(user)).toList();
    }

    private void builds() {
        var free = stock.freeBuilds();
        if (!free.isEmpty()) {
            offer(
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
                offer(Kind.FILE, name, file.reason(), OptionalLong.of(file.bytes()));
            } else {
                go(Kind.FILE, name, file.reason(), OptionalLong.of(file.bytes()));
            }
        }
    }

    /// Layers that only images on this list share.
    private List<Together> together() {
        var ids =
                Stream.concat(goes.stream(), offers.stream())
                        .filter(item -> item.kind() == Kind.IMAGE)
                        .collect(Collectors.toMap(this::image, Item::id, (a, _) -> a));
        return freed.entrySet().stream()
                .filter(entry -> entry.getKey().size() > 1 && entry.getValue() > 0)
                .filter(entry -> ids.keySet().containsAll(entry.getKey()))
                .map(entry ->
                        new Together(
                                entry.getKey().stream()
                                        .map(id -> ids.getOrDefault(id, id))
                                        .collect(Collectors.toUnmodifiableSet()),
                                entry.getValue()))
                .toList();
    }

    private String image(Item item) {
        return stock.images().stream()
                .filter(image -> named(image, item.name()))
                .map(Picture::id)
                .findFirst()
                .orElse(item.name());
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

    private static String id(Kind kind, String name) {
        return new Item(kind, name, "", OptionalLong.empty()).id();
    }

    private void go(Kind kind, String name, String reason, OptionalLong bytes) {
        add(goes, new Item(kind, name, reason, bytes));
    }

    private void stay(Kind kind, String name, String reason) {
        add(stays, new Item(kind, name, reason, OptionalLong.empty()));
    }

    private void offer(Kind kind, String name, String reason, OptionalLong bytes) {
        add(offers, new Item(kind, name, reason, bytes));
    }

    /// What was told first counts: the upgrade's own word comes before ours.
    private void add(List<Item> list, Item item) {
        if (told.add(item.id())) {
            list.add(item);
        }
    }
}
