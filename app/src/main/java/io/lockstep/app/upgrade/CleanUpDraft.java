package io.lockstep.app.upgrade;

import io.lockstep.app.containers.HostStock;
import io.lockstep.app.upgrade.CleanUpList.Guard;
import io.lockstep.app.upgrade.CleanUpList.Item;
import io.lockstep.app.upgrade.CleanUpList.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A clean-up's list in the making. Each thing stands on it once, where it was put first.
final class CleanUpDraft {
    private final List<Item> goes = new ArrayList<>();
    private final List<Item> stays = new ArrayList<>();
    private final List<Item> offers = new ArrayList<>();
    private final Set<String> told = new TreeSet<>();

    void go(Kind kind, String name, String reason, OptionalLong bytes) {
        add(goes, new Item(kind, name, reason, bytes));
    }

    void stay(Kind kind, String name, String reason) {
        add(stays, new Item(kind, name, reason, OptionalLong.empty()));
    }

    void offer(Kind kind, String name, String reason, OptionalLong bytes) {
        add(offers, new Item(kind, name, reason, bytes));
    }

    /// What was told first counts: the upgrade's own word comes before ours.
    private void add(List<Item> list, Item item) {
        if (told.add(item.id())) {
            list.add(item);
        }
    }

    boolean has(Kind kind, String name) {
        return told.contains(id(kind, name));
    }

    /// Those of the users that are not containers that go.
    List<String> remaining(List<String> users) {
        var leaving =
                goes.stream()
                        .filter(item -> item.kind() == Kind.CONTAINER)
                        .map(Item::name)
                        .collect(Collectors.toSet());
        return users.stream().filter(user -> !leaving.contains(user)).toList();
    }

    /// @param stock what it was made of
    CleanUpList list(HostStock stock, Sizes sizes, List<Guard> guards, List<Shelf.Entry> shelf) {
        var going = Stream.concat(goes.stream(), offers.stream()).toList();
        return new CleanUpList(
                List.copyOf(goes),
                List.copyOf(stays),
                List.copyOf(offers),
                sizes.together(going),
                order(stock),
                guards,
                shelf,
                true);
    }

    /// What a container that goes still uses goes after it.
    private Map<String, Set<String>> order(HostStock stock) {
        var after = new HashMap<String, Set<String>>();
        stock.images().forEach(one -> put(after, Kind.IMAGE, Sizes.name(one), one.users()));
        stock.networks().forEach(one -> put(after, Kind.NETWORK, one.name(), one.users()));
        stock.volumes().forEach(one -> put(after, Kind.VOLUME, one.name(), one.users()));
        return Map.copyOf(after);
    }

    private void put(Map<String, Set<String>> after, Kind kind, String name, List<String> users) {
        var first =
                users.stream()
                        .map(user -> id(Kind.CONTAINER, user))
                        .collect(Collectors.toUnmodifiableSet());
        if (!first.isEmpty() && has(kind, name)) {
            after.put(id(kind, name), first);
        }
    }

    private static String id(Kind kind, String name) {
        return new Item(kind, name, "", OptionalLong.empty()).id();
    }
}
