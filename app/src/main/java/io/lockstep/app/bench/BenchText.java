package io.lockstep.app.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// A report as a person reads it: medians of each work, then how the aims came out.
public final class BenchText {
    private static final int NAME = 30;
    private static final int NUMBER = 15;

    private BenchText() {}

    public static String of(BenchReport report) {
        var lines = new ArrayList<String>();
        lines.add(conditions(report));
        report.works().forEach(work -> table(work, lines));
        lines.add("");
        lines.add("Aims");
        report.verdicts().forEach(verdict -> lines.add(line(verdict)));
        Aim.all().stream()
                .filter(aim -> report.plan().works().contains(aim.work()))
                .filter(aim -> report.verdicts().stream().noneMatch(aim::isOf))
                .forEach(aim -> lines.add(line(aim)));
        lines.addAll(report.notMeasured());
        return String.join(System.lineSeparator(), lines);
    }

    private static String conditions(BenchReport report) {
        return "Medians of %d rounds of %.1f s; %s; load %.2f at the start, %.2f at the end; %s."
                .formatted(
                        report.plan().rounds(),
                        report.plan().span().toMillis() / 1e3,
                        report.machine(),
                        report.load().getFirst(),
                        report.load().getLast(),
                        report.pinned()
                                ? "proxies on a processor of their own"
                                : "proxies share the processors with the load");
    }

    private static void table(WorkResult result, List<String> lines) {
        var metrics =
                Arrays.stream(Metric.values())
                        .filter(metric ->
                                result.series().values().stream()
                                        .anyMatch(one -> one.medians().containsKey(metric)))
                        .toList();
        lines.add("");
        lines.add(result.work().title());
        lines.add(row("", metrics.stream().map(Metric::title).toList()));
        result.series()
                .forEach((name, _) ->
                        lines.add(
                                row(
                                        name,
                                        metrics.stream()
                                                .map(metric -> cell(result, name, metric))
                                                .toList())));
    }

    private static String cell(WorkResult result, String name, Metric metric) {
        var value = result.median(name, metric);
        return value.isEmpty()
                ? "-"
                : String.format(Locale.ROOT, "%." + metric.decimals() + "f", value.getAsDouble());
    }

    private static String row(String name, List<String> cells) {
        var line = new StringBuilder("  ").append(name);
        line.repeat(' ', Math.max(0, NAME - name.length()));
        for (var cell : cells) {
            line.repeat(' ', Math.max(1, NUMBER - cell.length())).append(cell);
        }
        return line.toString().stripTrailing();
    }

    private static String line(Aim.Verdict verdict) {
        return String.format(
                Locale.ROOT,
                "  %-48s %-52s %8.2f   aim %s %.2f   %s",
                verdict.work().title(),
                verdict.what(),
                verdict.value(),
                verdict.atMost() ? "<=" : ">=",
                verdict.limit(),
                verdict.met() ? "met" : "MISSED");
    }

    private static String line(Aim aim) {
        return String.format(
                Locale.ROOT,
                "  %-48s %-52s %8s   aim %s %.2f   not measured",
                aim.work().title(),
                aim.what(),
                "-",
                aim.atMost() ? "<=" : ">=",
                aim.limit());
    }
}
