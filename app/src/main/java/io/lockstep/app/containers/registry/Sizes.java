package io.lockstep.app.containers.registry;

import java.time.Duration;
import java.util.Locale;

/// Bytes and durations in a few characters.
public final class Sizes {
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

    private Sizes() {}

    /// Such as `4.5 GB`; powers of a thousand, as registries and disks count.
    public static String text(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        var whole = unit == 0 || value >= 99.5;
        return String.format(Locale.ROOT, whole ? "%.0f %s" : "%.1f %s", value, UNITS[unit]);
    }

    /// Such as `3 min 20 s`.
    public static String text(Duration time) {
        var seconds = Math.max(1, time.toSeconds());
        return seconds < 60
                ? seconds + " s"
                : seconds < 3600
                        ? "%d min %d s".formatted(seconds / 60, seconds % 60)
                        : "%d h %d min".formatted(seconds / 3600, seconds / 60 % 60);
    }
}
