package io.lockstep.app.upgrade;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a clean-up removes and what it leaves, each with its reason. Exactly what is ticked of it
/// is removed.
///
/// @param goes ticked unless somebody takes the tick away: belongs to the upgrade or carries our
///   label, and nothing needs it
/// @param offers safe to remove and not ours: only with a tick
/// @param together what becomes free only once several of them are gone
/// @param after what an item needs to be gone first, by ids
/// @param guards what must hold before anything of the incumbent goes
/// @param shelf what waits for a way back, in `stays`, too
/// @param counted whether the whole host was looked at; before that it is the upgrade's own list
public record CleanUpList(
        List<Item> goes,
        List<Item> stays,
        List<Item> offers,
        List<Together> together,
        Map<String, Set<String>> after,
        List<Guard> guards,
        List<Shelf.Entry> shelf,
        boolean counted) {

    public CleanUpList(List<Item> goes, List<Item> stays) {
        this(goes, stays, List.of(), List.of(), Map.of(), List.of(), List.of(), true);
    }

    /// @param name as the host or the engine knows it
    /// @param bytes what removing it alone frees, where that is known
    public record Item(Kind kind, String name, String reason, OptionalLong bytes) {

        /// How it is named when it is ticked, such as `image:mlnode:3.0.8`.
        public String id() {
            return kind.name().toLowerCase(Locale.ROOT) + ":" + name;
        }
    }

    public enum Kind {
        CONTAINER,
        IMAGE,
        NETWORK,
        VOLUME,
        ROUTE,
        BUILD,
        FILE
    }

    /// @param ids of the items that share it
    public record Together(Set<String> ids, long bytes) {}

    /// @param evidence why it holds or what it waits for, a short sentence
    public record Guard(String what, boolean holds, String evidence) {}

    /// With all that is ticked from the start.
    public long bytesFreed() {
        return bytesFreed(ticked());
    }

    /// Counted from layers that nothing else uses; layers that only ticked images share count once.
    public long bytesFreed(Set<String> ticked) {
        return Stream.concat(
                        chosen(ticked).stream().map(item -> item.bytes().orElse(0)),
                        together.stream()
                                .filter(some -> ticked.containsAll(some.ids()))
                                .map(Together::bytes))
                .mapToLong(Long::longValue)
                .sum();
    }

    /// The items of those ids that may go, in their order.
    public List<Item> chosen(Set<String> ticked) {
        return Stream.concat(goes.stream(), offers.stream())
                .filter(item -> ticked.contains(item.id()))
                .toList();
    }

    /// What is ticked and may not go, is not here, or is needed by something that is not ticked.
    public Set<String> refused(Set<String> ticked) {
        var left = new TreeSet<>(ticked);
        left.removeIf(id -> mayGo(id) && ticked.containsAll(before(id)));
        return left;
    }

    private boolean mayGo(String id) {
        return !chosen(Set.of(id)).isEmpty();
    }

    /// What must be ticked, too.
    public Set<String> before(String id) {
        return after.getOrDefault(id, Set.of());
    }

    /// The first guard that does not hold.
    public Optional<Guard> held() {
        return guards.stream().filter(guard -> !guard.holds()).findFirst();
    }

    /// What is ticked from the start.
    public Set<String> ticked() {
        return ids(goes.stream());
    }

    private static Set<String> ids(Stream<Item> items) {
        return items.map(Item::id).collect(Collectors.toSet());
    }

    CleanUpList with(List<Guard> found) {
        return new CleanUpList(goes, stays, offers, together, after, found, shelf, counted);
    }

    CleanUpList uncounted() {
        return new CleanUpList(goes, stays, offers, together, after, guards, shelf, false);
    }
}
