package io.lockstep.app.cli;

import io.lockstep.app.gpu.Gpu;
import io.lockstep.app.gpu.Holding;
import io.lockstep.app.gpu.Holding.Holder;
import io.lockstep.app.gpu.HostGpus;
import io.lockstep.app.gpu.Xid;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// GPUs for people: a line for each card, below it what is noteworthy. What is not known is a
/// question mark.
final class GpuText {
    private static final String ROW = "%-5s %-26s %-20s %-6s %-14s %-16s %-5s %-14s %s";

    private GpuText() {}

    static List<String> of(HostGpus host) {
        List<String> lines = new ArrayList<>();
        lines.add(title(host));
        if (!host.gpus().isEmpty()) {
            lines.add(
                    ROW.formatted(
                            "GPU",
                            "NAME",
                            "MEMORY MiB",
                            "BUSY",
                            "CELSIUS",
                            "WATTS",
                            "FAN",
                            "PCIE",
                            "SM MHz"));
        }
        for (var gpu : host.gpus()) {
            lines.add(row(gpu).stripTrailing());
            notes(gpu).forEach(note -> lines.add("      " + note));
            holders(host, gpu).forEach(holder -> lines.add("      " + holder));
        }
        lines.addAll(xids(host));
        return lines;
    }

    private static String title(HostGpus host) {
        var way = host.way();
        return "%d GPU%s; driver %s, CUDA %s; told by %s on %s%s."
                .formatted(
                        host.cards().size(),
                        host.cards().size() == 1 ? "" : "s",
                        host.driver().orElse("?"),
                        host.cuda().orElse("?"),
                        way.program(),
                        way.place(),
                        way.abandoned() == 0
                                ? ""
                                : ", %d of its processes hang".formatted(way.abandoned()));
    }

    private static String row(Gpu gpu) {
        var load = gpu.load();
        return ROW.formatted(
                gpu.label(),
                gpu.name(),
                mebibytes(gpu.memory().usedBytes()) + " of " + mebibytes(gpu.memory().totalBytes()),
                known(load.gpuPercent(), " %"),
                known(load.temperature().celsius(), "")
                        + limit(load.temperature().slowdownCelsius()),
                watts(load.power().watts()) + " of " + watts(load.power().limitWatts()),
                known(load.fanPercent(), " %"),
                "%s x%s of %s x%s"
                        .formatted(
                                known(gpu.link().generation(), ""),
                                known(gpu.link().width(), ""),
                                known(gpu.link().maxGeneration(), ""),
                                known(gpu.link().maxWidth(), "")),
                known(load.clocks().smMhz(), ""));
    }

    private static List<String> notes(Gpu gpu) {
        List<String> notes = new ArrayList<>();
        var health = gpu.health();
        gpu.load()
                .clocks()
                .throttled()
                .filter(reasons -> !reasons.isEmpty())
                .ifPresent(reasons -> notes.add("clocks held by: " + String.join(", ", reasons)));
        errors("corrected memory errors", health.ever().corrected()).ifPresent(notes::add);
        errors("uncorrected memory errors", health.ever().uncorrected()).ifPresent(notes::add);
        errors("rows remapped for errors", health.remapped().uncorrected()).ifPresent(notes::add);
        note(health.remapped().pending(), "a row is remapped at the next reset", notes);
        note(health.remapped().failed(), "a row could not be remapped: replace the card", notes);
        note(health.resetRequired(), "the card asks for a reset", notes);
        gpu.link()
                .nvLinks()
                .ifPresent(links ->
                        notes.add(
                                "NVLinks: %d of %d up"
                                        .formatted(
                                                links.stream()
                                                        .filter(link ->
                                                                link.gigabytesPerSecond()
                                                                        .isPresent())
                                                        .count(),
                                                links.size())));
        return notes;
    }

    private static void note(Optional<Boolean> said, String words, List<String> notes) {
        if (said.orElse(false)) {
            notes.add(words);
        }
    }

    private static Optional<String> errors(String what, OptionalLong count) {
        return count.isPresent() && count.getAsLong() > 0
                ? Optional.of("%d %s".formatted(count.getAsLong(), what))
                : Optional.empty();
    }

    private static List<String> holders(HostGpus host, Gpu gpu) {
        var known =
                host.holdings().stream()
                        .filter(holding -> holding.gpu().equals(gpu.label()))
                        .findFirst();
        if (known.isPresent()) {
            return known.get().holders().stream().map(GpuText::holder).toList();
        }
        return gpu.processes().orElse(List.of()).stream()
                .map(process ->
                        "process %d, %s MiB, %s"
                                .formatted(
                                        process.pid(),
                                        mebibytes(process.memoryBytes()),
                                        process.program()))
                .toList();
    }

    private static String holder(Holding.Holder holder) {
        return "%s: process %d, %s MiB, %s%s%s"
                .formatted(
                        holder.standing().name().toLowerCase(Locale.ROOT),
                        holder.process().pid(),
                        mebibytes(holder.process().memoryBytes()),
                        holder.process().program(),
                        container(holder),
                        holder.free().map("; free it with: "::concat).orElse(""));
    }

    private static String container(Holder holder) {
        return holder.container()
                .map(name -> " in " + name + holder.version().map(v -> " (" + v + ")").orElse(""))
                .orElse("");
    }

    private static List<String> xids(HostGpus host) {
        return host.xids().orElse(List.of()).stream().map(GpuText::xid).toList();
    }

    private static String xid(Xid xid) {
        return "Xid %d at %s%s: %s."
                .formatted(
                        xid.code(),
                        xid.bus(),
                        xid.sinceBoot()
                                .map(since -> ", %d s after boot".formatted(since.toSeconds()))
                                .orElse(""),
                        xid.meaning());
    }

    private static String limit(OptionalInt celsius) {
        return celsius.isPresent() ? " of " + celsius.getAsInt() : "";
    }

    private static String known(OptionalInt value, String unit) {
        return value.isPresent() ? value.getAsInt() + unit : "?";
    }

    private static String watts(OptionalDouble value) {
        return value.isPresent() ? Long.toString(Math.round(value.getAsDouble())) : "?";
    }

    private static String mebibytes(OptionalLong bytes) {
        return bytes.isPresent() ? Long.toString(bytes.getAsLong() >> 20) : "?";
    }
}
