package io.lockstep.engine.observe;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/// Metrics as text, in OpenMetrics 1.0.0. Families come in the order they are begun, each sample
/// under the family before it.
public final class OpenMetrics {
    public static final String CONTENT_TYPE =
            "application/openmetrics-text; version=1.0.0; charset=utf-8";
    private static final int FIRST_BOUND = 16;
    private static final int LAST_BOUND = 40;

    private final StringBuilder text = new StringBuilder(8 << 10);
    private String family = "";

    /// Only rises while the process lives; its samples are written with `_total`.
    public OpenMetrics counter(String name, String help) {
        return begin(name, "counter", help);
    }

    public OpenMetrics gauge(String name, String help) {
        return begin(name, "gauge", help);
    }

    /// In seconds; the name says so.
    public OpenMetrics histogram(String name, String help) {
        return begin(name, "histogram", help);
    }

    public OpenMetrics info(String name, String help) {
        return begin(name, "info", help);
    }

    public OpenMetrics total(Map<String, String> labels, long value) {
        return sample("_total", labels, Long.toString(value));
    }

    public OpenMetrics value(Map<String, String> labels, long value) {
        return sample("", labels, Long.toString(value));
    }

    /// A moment, in seconds since 1970.
    public OpenMetrics value(Map<String, String> labels, Instant moment) {
        return sample("", labels, BigDecimal.valueOf(moment.toEpochMilli(), 3).toPlainString());
    }

    public OpenMetrics told(Map<String, String> labels) {
        return sample("_info", labels, "1");
    }

    /// Bounds are powers of two of a nanosecond, from 66 µs to 18 minutes.
    public OpenMetrics distribution(Map<String, String> labels, Histogram.Reading reading) {
        for (var exponent = FIRST_BOUND; exponent <= LAST_BOUND; exponent++) {
            var bound = BigDecimal.valueOf(1L << exponent, 9).toPlainString();
            bucket(labels, bound, reading.atMost(exponent));
        }
        bucket(labels, "+Inf", reading.count());
        sample("_count", labels, Long.toString(reading.count()));
        return sample("_sum", labels, BigDecimal.valueOf(reading.sumNanos(), 9).toPlainString());
    }

    /// Ends the text.
    public String text() {
        return text + "# EOF\n";
    }

    private void bucket(Map<String, String> labels, String bound, long count) {
        var all = new TreeMap<>(labels);
        all.put("le", bound);
        sample("_bucket", all, Long.toString(count));
    }

    private OpenMetrics begin(String name, String type, String help) {
        family = name;
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        if (name.endsWith("_seconds") || name.endsWith("_bytes")) {
            var unit = name.substring(name.lastIndexOf('_') + 1);
            text.append("# UNIT ").append(name).append(' ').append(unit).append('\n');
        }
        text.append("# HELP ").append(name).append(' ').append(escaped(help)).append('\n');
        return this;
    }

    private OpenMetrics sample(String suffix, Map<String, String> labels, String value) {
        text.append(family).append(suffix);
        if (!labels.isEmpty()) {
            var separator = '{';
            for (var label : new TreeMap<>(labels).entrySet()) {
                text.append(separator).append(label.getKey()).append("=\"");
                text.append(escaped(label.getValue())).append('"');
                separator = ',';
            }
            text.append('}');
        }
        text.append(' ').append(value).append('\n');
        return this;
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\"", "\\\"");
    }
}
