package io.lockstep.app.ui.upgrade;

import io.lockstep.app.host.HostLoad;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.ui.parts.Bar;
import io.lockstep.app.ui.parts.Cell;
import io.lockstep.app.ui.parts.Row;
import io.lockstep.app.ui.parts.Sign;
import io.lockstep.app.ui.parts.Tone;
import io.lockstep.app.ui.text.Figures;
import io.lockstep.app.ui.text.Texts;
import io.lockstep.app.upgrade.CleanUpList;
import io.lockstep.app.upgrade.CleanUpList.Item;
import io.lockstep.app.upgrade.CleanUpList.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/// What the clean-up would remove, what it leaves and what would be lost by it.
///
/// @param disk used, freed and free shares of the fullest relevant disk; empty when unknown
record CleanUpFacts(
        String freed, List<Row> goes, List<Row> stays, String wayBack, List<Bar.Part> disk) {

    static CleanUpFacts of(CleanUpList list, Snapshot snapshot, Texts texts, Figures figures) {
        return new CleanUpFacts(
                figures.bytes(list.bytesFreed()),
                list.goes().stream().map(item -> goes(item, texts, figures)).toList(),
                list.stays().stream().map(item -> stays(item, texts)).toList(),
                wayBack(list, texts, figures),
                disk(list.bytesFreed(), snapshot));
    }

    private static Row goes(Item item, Texts texts, Figures figures) {
        var bytes = item.bytes().isPresent() ? figures.bytes(item.bytes().getAsLong()) : "–";
        return Row.of(
                new Cell("", Tone.PLAIN, Sign.TICKED, false, false),
                Cell.muted(texts.of("upgrade.kind", item.kind())),
                Cell.plain(item.name()),
                Cell.muted(figures.spaced(item.reason())),
                Cell.plain(bytes));
    }

    private static Row stays(Item item, Texts texts) {
        return Row.of(
                Cell.empty(),
                Cell.muted(texts.of("upgrade.kind", item.kind())),
                Cell.plain(item.name()),
                Cell.muted(item.reason()));
    }

    private static String wayBack(CleanUpList list, Texts texts, Figures figures) {
        return list.goes().stream()
                .filter(item -> item.kind() == Kind.IMAGE)
                .findFirst()
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
