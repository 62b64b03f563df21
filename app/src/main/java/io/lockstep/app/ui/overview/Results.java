package io.lockstep.app.ui.overview;

import io.lockstep.app.ui.parts.Cell;
import io.lockstep.app.ui.parts.Row;
import io.lockstep.app.ui.parts.Tone;
import io.lockstep.app.ui.text.Figures;
import io.lockstep.app.ui.text.Texts;
import io.lockstep.engine.cutover.CutoverRecord;
import java.util.List;

/// What a cutover cost, from the engine's own record.
public final class Results {
    private Results() {}

    public static List<Row> of(CutoverRecord cutover, Texts texts, Figures figures) {
        var refused = cutover.refused() > 0 ? Tone.LOOK : Tone.PROVEN;
        return List.of(
                row(
                        texts.get("overview.result.block"),
                        figures.wholeMillis(cutover.millisFromBlock())),
                row(texts.get("overview.result.bridged"), figures.whole(cutover.bridged())),
                row(texts.get("overview.result.held"), figures.whole(cutover.held())),
                Row.of(
                        Cell.plain(texts.get("overview.result.refused")),
                        Cell.plain(figures.whole(cutover.refused())).in(refused)),
                row(
                        texts.of("overview.gap", cutover.armed().policy()),
                        figures.wholeMillis(cutover.gapMillis())));
    }

    private static Row row(String name, String value) {
        return Row.of(Cell.plain(name), Cell.plain(value));
    }
}
