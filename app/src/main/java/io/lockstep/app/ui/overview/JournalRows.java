package io.lockstep.app.ui.overview;

import io.lockstep.app.ui.parts.Cell;
import io.lockstep.app.ui.parts.Row;
import io.lockstep.app.ui.parts.Tone;
import io.lockstep.app.ui.text.Figures;
import io.lockstep.app.upgrade.JournalEntry;
import java.util.List;

/// The newest journal entries, short.
public final class JournalRows {
    private JournalRows() {}

    public static List<Row> of(List<JournalEntry> entries, int limit, Figures figures) {
        return entries.stream().limit(limit).map(entry -> row(entry, figures)).toList();
    }

    private static Row row(JournalEntry entry, Figures figures) {
        var text = Cell.plain(figures.sentence(entry.text()));
        return Row.of(
                        Cell.muted(figures.minute(entry.at())),
                        entry.kind() == JournalEntry.Kind.FAILURE ? text.in(Tone.ACT) : text)
                .named("journal-" + entry.number());
    }
}
