package io.lockstep.engine.change;

import io.lockstep.engine.route.RoutingTable;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/// What lies between two tables, their numbers apart.
///
/// @param upstreams by version, with their addresses
/// @param routes by prefix, with what happens to their requests in words
public record TableDiff(List<Entry> upstreams, List<Entry> routes, Optional<Entry> defaultRoute) {

    /// Added where nothing was before, removed where nothing is after.
    public record Entry(String name, Optional<String> before, Optional<String> after) {}

    public static TableDiff between(RoutingTable before, RoutingTable after) {
        return new TableDiff(
                entries(before.upstreams(), after.upstreams(), URI::toString),
                entries(before.routes(), after.routes(), Words::of),
                entry("default", before.defaultRoute(), after.defaultRoute(), Words::of));
    }

    public boolean changesNothing() {
        return upstreams.isEmpty() && routes.isEmpty() && defaultRoute.isEmpty();
    }

    /// For people: `+` is added, `-` removed, `~` changed.
    public List<String> lines() {
        var lines = new ArrayList<String>();
        upstreams.forEach(entry -> lines.add(line("upstream " + entry.name() + " at", entry)));
        routes.forEach(entry -> lines.add(line("/" + entry.name() + "/", entry)));
        defaultRoute.ifPresent(entry -> lines.add(line("default", entry)));
        return List.copyOf(lines);
    }

    private static String line(String name, Entry entry) {
        if (entry.after().isEmpty()) {
            return "- %s %s".formatted(name, entry.before().orElseThrow());
        }
        return entry.before()
                .map(before -> "~ %s %s (was: %s)".formatted(name, entry.after().get(), before))
                .orElseGet(() -> "+ %s %s".formatted(name, entry.after().get()));
    }

    private static <T> List<Entry> entries(
            Map<String, T> before, Map<String, T> after, Function<T, String> words) {
        var names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        return names.stream()
                .map(name ->
                        entry(
                                name,
                                Optional.ofNullable(before.get(name)),
                                Optional.ofNullable(after.get(name)),
                                words))
                .flatMap(Optional::stream)
                .toList();
    }

    private static <T> Optional<Entry> entry(
            String name, Optional<T> before, Optional<T> after, Function<T, String> words) {
        return before.equals(after)
                ? Optional.empty()
                : Optional.of(new Entry(name, before.map(words), after.map(words)));
    }
}
