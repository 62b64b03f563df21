package io.lockstep.engine.observe;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads OpenMetrics 1.0.0 text and refuses what that standard forbids.
public final class Exposition {
    private static final Pattern META =
            Pattern.compile("# (TYPE|UNIT|HELP) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.*)");
    private static final Pattern SAMPLE =
            Pattern.compile(
                    "([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (-?[0-9.]+(?:[eE][-+]?\\d+)?)");
    private static final Pattern LABEL =
            Pattern.compile(
                    "\\G([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\n]|\\\\[\\\\\"n])*)\"(,(?!$)|$)");
    private static final Map<String, Set<String>> SUFFIXES =
            Map.of(
                    "counter", Set.of("_total"),
                    "gauge", Set.of(""),
                    "histogram", Set.of("_bucket", "_count", "_sum"),
                    "info", Set.of("_info"));

    private final Map<String, String> types = new LinkedHashMap<>();
    private final Map<String, Double> samples = new LinkedHashMap<>();
    private String family = "";

    private Exposition() {}

    public static Exposition of(String text) {
        if (!text.endsWith("\n# EOF\n") && !text.equals("# EOF\n")) {
            throw new AssertionError("it does not end with # EOF");
        }
        var read = new Exposition();
        var lines = List.of(text.split("\n", -1));
        lines.subList(0, lines.size() - 2).forEach(read::line);
        read.types.forEach((name, type) -> read.histogram(name, type));
        return read;
    }

    /// @param labels each as `name=value`, in the order of their names
    public double value(String name, String... labels) {
        var key = name + List.of(labels);
        var value = samples.get(key);
        if (value == null) {
            throw new AssertionError("there is no " + key + " in " + samples.keySet());
        }
        return value;
    }

    public boolean has(String name) {
        return samples.keySet().stream().anyMatch(key -> key.startsWith(name + "["));
    }

    /// Over all label sets.
    public double sum(String name) {
        return samples.entrySet().stream()
                .filter(sample -> sample.getKey().startsWith(name + "["))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    public Map<String, String> types() {
        return types;
    }

    private void line(String line) {
        var meta = META.matcher(line);
        if (meta.matches()) {
            meta(meta.group(1), meta.group(2), meta.group(3));
            return;
        }
        var sample = SAMPLE.matcher(line);
        if (!sample.matches()) {
            throw new AssertionError("no line of OpenMetrics: " + line);
        }
        sample(line, sample.group(1), sample.group(2), Double.parseDouble(sample.group(3)));
    }

    private void meta(String what, String name, String told) {
        if (what.equals("TYPE")) {
            family = name;
            if (!SUFFIXES.containsKey(told) || types.put(name, told) != null) {
                throw new AssertionError("bad or second TYPE of " + name + ": " + told);
            }
        }
        if (!name.equals(family)) {
            throw new AssertionError(what + " of " + name + " within " + family);
        }
        if (what.equals("UNIT") && !name.endsWith("_" + told)) {
            throw new AssertionError(name + " does not end with its unit " + told);
        }
    }

    private void sample(String line, String name, @Nullable String labels, double value) {
        var type = types.getOrDefault(family, "");
        var suffix = name.startsWith(family) ? name.substring(family.length()) : "?";
        if (!SUFFIXES.getOrDefault(type, Set.of()).contains(suffix)) {
            throw new AssertionError("within the " + type + " " + family + ": " + line);
        }
        if (type.equals("counter") && value < 0) {
            throw new AssertionError("a counter below nothing: " + line);
        }
        if (samples.put(name + labels(line, labels == null ? "" : labels), value) != null) {
            throw new AssertionError("twice: " + line);
        }
    }

    private static List<String> labels(String line, String text) {
        var read = new TreeMap<String, String>();
        var label = LABEL.matcher(text);
        var end = 0;
        while (end < text.length() && label.find()) {
            if (read.put(label.group(1), label.group(2)) != null) {
                throw new AssertionError("a label twice: " + line);
            }
            end = label.end();
        }
        if (end != text.length()) {
            throw new AssertionError("bad labels: " + line);
        }
        return read.entrySet().stream().map(one -> one.getKey() + "=" + one.getValue()).toList();
    }

    /// Buckets rise to the count, which `+Inf` is.
    private void histogram(String name, String type) {
        if (!type.equals("histogram")) {
            return;
        }
        var before = new TreeMap<String, Double>();
        var ended = new HashSet<String>();
        var all = new ArrayList<>(samples.entrySet());
        for (var sample : all) {
            if (sample.getKey().startsWith(name + "_bucket[")) {
                var rest = sample.getKey().replaceFirst("(, )?le=[^,\\]]*(, )?", "");
                if (sample.getValue() < before.getOrDefault(rest, 0.0)) {
                    throw new AssertionError("falls: " + sample.getKey());
                }
                before.put(rest, sample.getValue());
                if (sample.getKey().contains("le=+Inf")) {
                    ended.add(rest);
                }
            }
        }
        before.forEach((key, last) -> {
            var count = samples.get(key.replace("_bucket[", "_count["));
            if (!ended.contains(key) || !last.equals(count)) {
                throw new AssertionError(key + " ends with " + last + " and counts " + count);
            }
        });
    }
}
