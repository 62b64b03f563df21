package io.lockstep.app.cli;

import io.lockstep.app.upgrade.CleanUpList;
import io.lockstep.app.upgrade.CleanUpList.Guard;
import io.lockstep.app.upgrade.CleanUpList.Item;
import io.lockstep.app.upgrade.Shelf;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/// What may go, in lines or as JSON.
final class CleanUpText {
    private CleanUpText() {}

    /// @param bytes what removing it alone frees
    /// @param after what must be ticked, too
    private record Line(
            String id,
            String kind,
            String name,
            boolean goes,
            boolean ticked,
            String reason,
            OptionalLong bytes,
            Set<String> after) {

        static Line of(Item item, boolean goes, boolean ticked, CleanUpList list) {
            return new Line(
                    item.id(),
                    item.kind().name().toLowerCase(Locale.ROOT),
                    item.name(),
                    goes,
                    ticked,
                    item.reason(),
                    item.bytes(),
                    list.before(item.id()));
        }
    }

    /// @param bytesFreed by all that is ticked together
    private record Whole(
            long bytesFreed, List<Line> items, List<Guard> guards, List<Shelf.Entry> shelf) {}

    static List<String> of(CleanUpList list, Set<String> ticked, boolean json) {
        List<Line> lines = new ArrayList<>();
        Stream.concat(list.goes().stream(), list.offers().stream())
                .map(item -> Line.of(item, true, ticked.contains(item.id()), list))
                .forEach(lines::add);
        list.stays().forEach(item -> lines.add(Line.of(item, false, false, list)));
        var whole = new Whole(list.bytesFreed(ticked), lines, list.guards(), list.shelf());
        return json ? List.of(RecordJson.of(whole).toPrettyString()) : text(whole);
    }

    private static List<String> text(Whole whole) {
        List<String> out = new ArrayList<>();
        whole.guards().forEach(guard -> out.add(guard(guard)));
        whole.items().stream().filter(Line::goes).forEach(line -> out.add(line(line)));
        whole.items().stream()
                .filter(line -> !line.goes())
                .forEach(line -> out.add("    %s stays: %s".formatted(line.id(), line.reason())));
        var count = whole.items().stream().filter(Line::ticked).count();
        out.add(
                count == 0
                        ? "Nothing is ticked."
                        : "%d things are ticked, %s become free. Remove them with --yes."
                                .formatted(count, megabytes(whole.bytesFreed())));
        return out;
    }

    private static String guard(Guard guard) {
        return "%s %s: %s".formatted(guard.holds() ? "ok" : "no", guard.what(), guard.evidence());
    }

    private static String line(Line line) {
        return "[%s] %s, %s%s"
                .formatted(
                        line.ticked() ? "x" : " ",
                        line.id(),
                        line.reason(),
                        line.bytes().isPresent() && line.bytes().getAsLong() > 0
                                ? ", " + megabytes(line.bytes().getAsLong())
                                : "");
    }

    private static String megabytes(long bytes) {
        return bytes < 1_000_000
                ? "%d kB".formatted((bytes + 999) / 1000)
                : "%.1f MB".formatted(bytes / 1_000_000.0);
    }
}
