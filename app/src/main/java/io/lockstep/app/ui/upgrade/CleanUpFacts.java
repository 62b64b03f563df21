package io.lockstep.app.ui.upgrade;

import io.lockstep.app.host.HostLoad;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.ui.parts.Bar;
import io.lockstep.app.ui.parts.Cell;
import io.lockstep.app.ui.parts.Row;
import io.lockstep.app.ui.parts.Sign;
import io.lockstep.app.ui.text.Figures;
import io.lockstep.app.ui.text.Texts;
import io.lockstep.app.upgrade.CleanUpList;
import io.lockstep.app.upgrade.CleanUpList.Guard;
import io.lockstep.app.upgrade.CleanUpList.Item;
import io.lockstep.app.upgrade.CleanUpList.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// What the clean-up would remove, what it leaves and what would be lost by it.
///
/// @param offers safe to remove and not ours
/// @param old the image of the version that was left, where it is ticked
/// @param disk used, freed and free shares of the fullest relevant disk; empty when unknown
record CleanUpFacts(
        String freed,
        List<TickList.Thing> goes,
        List<TickList.Thing> offers,
        List<Row> stays,
        List<Row> guards,
        String wayBack,
        Optional<String> old,
        List<Bar.Part> disk) {

    static CleanUpFacts of(
            CleanUpList list, Set<String> ticked, Snapshot snapshot, Texts texts, Figures figures) {
        var freed = list.bytesFreed(ticked);
        return new CleanUpFacts(
                figures.bytes(freed),
                list.goes().stream().map(item -> thing(item, texts, figures)).toList(),
                list.offers().stream().map(item -> thing(item, texts, figures)).toList(),
                list.stays().stream().map(item -> stays(item, texts)).toList(),
                list.guards().stream().map(guard -> guard(guard, figures)).toList(),
                wayBack(list, ticked, texts, figures),
                image(list, ticked).map(Item::name),
                disk(freed, snapshot));
    }

    private static TickList.Thing thing(Item item, Texts texts, Figures figures) {
        return new TickList.Thing(
                item.id(),
                texts.of("upgrade.kind", item.kind()),
                item.name(),
                figures.spaced(item.reason()),
                item.bytes().isPresent() ? figures.bytes(item.bytes().getAsLong()) : "–");
    }

    private static Row guard(Guard guard, Figures figures) {
        return Row.evidence(
                guard.holds() ? Sign.PROVEN : Sign.ACT,
                figures.sentence(guard.what()),
                figures.spaced(guard.evidence()));
    }

    private static Optional<Item> image(CleanUpList list, Set<String> ticked) {
        return list.goes().stream()
                .filter(item -> item.kind() == Kind.IMAGE && ticked.contains(item.id()))
                .findFirst();
    }

    private static Row stays(Item item, Texts texts) {
        return Row.of(
                Cell.empty(),
                Cell.muted(texts.of("upgrade.kind", item.kind())),
                Cell.plain(item.name()),
                Cell.muted(item.reason()));
    }

    private static String wayBack(
            CleanUpList list, Set<String> ticked, Texts texts, Figures figures) {
        return image(list, ticked)
                .map(image ->
                        image.bytes().isPresent()
                                ? texts.get(
                                        "upgrade.pullAgainBytes",
                                        image.name(),
                                        figures.bytes(image.bytes().getAsLong()))
                                : texts.get("upgrade.pullAgain", image.name()))
                .orElseGet(() -> texts.get("upgrade.imageStays"));
    }

    private static List<Bar.Part> disk(long freed, Snapshot snapshot) {
        var largest =
                snapshot.host().latest().stream()
                        .flatMap(host -> host.disks().stream())
                        .max(Comparator.comparingLong(HostLoad.Disk::totalBytes));
        return largest.filter(disk -> disk.totalBytes() > 0)
                .map(disk -> {
                    var total = (double) disk.totalBytes();
                    var used = disk.totalBytes() - disk.freeBytes();
                    var gone = Math.min(freed, used);
                    return List.of(
                            new Bar.Part((used - gone) / total, "part-used"),
                            new Bar.Part(Math.max(0.004, gone / total), "part-incumbent"));
                })
                .orElse(List.of());
    }

    /// The settled distance, for the page's first line.
    static OptionalLong blocksSince(Snapshot snapshot, long height) {
        var applied =
                snapshot.chain()
                        .latest()
                        .flatMap(view -> view.head())
                        .map(head -> head.appliedHeight());
        return applied.isPresent() && applied.get() >= height
                ? OptionalLong.of(applied.get() - height)
                : OptionalLong.empty();
    }
}
