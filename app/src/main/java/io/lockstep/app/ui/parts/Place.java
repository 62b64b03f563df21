package io.lockstep.app.ui.parts;

/// The views of the console, in the order of the rail and of Ctrl+1 to Ctrl+8.
public enum Place {
    OVERVIEW(1, "bi-grid-1x2"),
    UPGRADE(2, "bi-arrow-90deg-right"),
    GOVERNANCE(3, "bi-patch-check"),
    NODES(4, "bi-hdd-stack"),
    CONTAINERS(5, "bi-box-seam"),
    PROXY(6, "bi-share"),
    ACTIVITY(7, "fth-activity"),
    SETTINGS(8, "bi-gear");

    private final int digit;
    private final String icon;

    Place(int digit, String icon) {
        this.digit = digit;
        this.icon = icon;
    }

    /// The key that opens it, together with Ctrl.
    public int digit() {
        return digit;
    }

    public String icon() {
        return icon;
    }
}
