package io.lockstep.app.ui.parts;

import java.util.List;

/// One line of a [Sheet].
///
/// @param id a name for tests and for the keyboard; empty when nobody needs it
public record Row(String id, List<Cell> cells) {

    public static Row of(Cell... cells) {
        return new Row("", List.of(cells));
    }

    public Row named(String name) {
        return new Row(name, cells);
    }

    /// A claim and, on the right, its age or source.
    public static Row evidence(Sign sign, String claim, String aside) {
        return of(Cell.signed(sign, claim), Cell.muted(aside));
    }
}
