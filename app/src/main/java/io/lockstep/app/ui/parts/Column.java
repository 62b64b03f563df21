package io.lockstep.app.ui.parts;

/// A column of a [Sheet].
///
/// @param width in pixels when `grow` is zero, else the least width
/// @param grow its share of what is left
public record Column(String title, double width, double grow, boolean right) {

    public static Column fixed(double width) {
        return new Column("", width, 0, false);
    }

    public static Column grow(double share) {
        return new Column("", 0, share, false);
    }

    public Column titled(String name) {
        return new Column(name, width, grow, right);
    }

    public Column toTheRight() {
        return new Column(title, width, grow, true);
    }
}
