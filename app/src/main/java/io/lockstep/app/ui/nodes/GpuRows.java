package io.lockstep.app.ui.nodes;

import io.lockstep.app.gpu.Gpu;
import io.lockstep.app.gpu.Holding.Holder;
import io.lockstep.app.gpu.Holding.Standing;
import io.lockstep.app.gpu.HostGpus;
import io.lockstep.app.ui.parts.Cell;
import io.lockstep.app.ui.parts.Row;
import io.lockstep.app.ui.parts.Sign;
import io.lockstep.app.ui.parts.Tone;
import io.lockstep.app.ui.text.Figures;
import io.lockstep.app.ui.text.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Cards, what is noteworthy about them, and who holds their memory, as rows.
record GpuRows(Texts texts, Figures figures) {
    private static final List<String> NO_MATTER =
            List.of("gpu idle", "applications clocks setting");

    Row card(Gpu gpu) {
        var load = gpu.load();
        return Row.of(
                        Cell.strong(gpu.label()),
                        Cell.plain(gpu.name().replace("NVIDIA ", "")),
                        Cell.plain(memory(gpu)),
                        Cell.plain(known(load.gpuPercent(), "\u00a0%")),
                        Cell.plain(
                                pair(
                                        load.temperature().celsius(),
                                        load.temperature().slowdownCelsius(),
                                        "\u00a0°C")),
                        Cell.plain(watts(load.power().watts(), load.power().limitWatts())),
                        Cell.plain(known(load.clocks().smMhz(), "\u00a0MHz")),
                        Cell.muted(pcie(gpu)))
                .named("gpu-" + gpu.label());
    }

    private String memory(Gpu gpu) {
        var used = gpu.memory().usedBytes();
        var total = gpu.memory().totalBytes();
        return used.isPresent() && total.isPresent()
                ? figures.memory(used.getAsLong(), total.getAsLong())
                : texts.get("state.unknown");
    }

    private String pcie(Gpu gpu) {
        var link = gpu.link();
        return link.generation().isPresent() && link.width().isPresent()
                ? "%d × %d".formatted(link.generation().getAsInt(), link.width().getAsInt())
                : texts.get("state.unknown");
    }

    private String known(OptionalInt value, String unit) {
        return value.isPresent() ? value.getAsInt() + unit : texts.get("state.unknown");
    }

    private String pair(OptionalInt value, OptionalInt limit, String unit) {
        return value.isPresent() && limit.isPresent()
                ? value.getAsInt() + " / " + limit.getAsInt() + unit
                : known(value, unit);
    }

    private String watts(OptionalDouble value, OptionalDouble limit) {
        if (value.isEmpty()) {
            return texts.get("state.unknown");
        }
        var now = figures.whole(Math.round(value.getAsDouble()));
        return limit.isPresent()
                ? now + " / " + figures.whole(Math.round(limit.getAsDouble())) + "\u00a0W"
                : now + "\u00a0W";
    }

    /// One row for each container and part, however many cards and processes it has.
    List<Row> holders(HostGpus host) {
        Map<List<Object>, List<Held>> groups = new LinkedHashMap<>();
        for (var holding : host.holdings()) {
            for (var holder : holding.holders()) {
                List<Object> key =
                        List.of(
                                holder.standing(),
                                holder.container().orElse("process " + holder.process().pid()),
                                holder.free().orElse(""));
                groups.computeIfAbsent(key, _ -> new ArrayList<>())
                        .add(new Held(holding.gpu(), holder));
            }
        }
        return groups.values().stream().map(this::row).toList();
    }

    private record Held(String gpu, Holder holder) {}

    private Row row(List<Held> held) {
        var holder = held.getFirst().holder();
        var told = held.stream().map(h -> h.holder().process().memoryBytes()).toList();
        return Row.of(
                Cell.strong(cards(held)),
                Cell.signed(
                                holder.standing() == Standing.ORPHAN ? Sign.ACT : Sign.NONE,
                                texts.of("nodes.holder", holder.standing()))
                        .in(tone(holder.standing())),
                Cell.plain(
                        told.stream().allMatch(OptionalLong::isPresent)
                                ? gigabytes(
                                        (double) told.stream().mapToLong(b -> b.orElse(0)).sum())
                                : texts.get("state.unknown")),
                Cell.plain(
                        holder.container().orElse(texts.get("nodes.holder.outside"))
                                + holder.version().map(v -> ", " + v).orElse("")),
                holder.free()
                        .map(Cell::mono)
                        .orElseGet(() ->
                                Cell.muted(
                                        held.size() == 1
                                                ? texts.get(
                                                        "nodes.holder.process",
                                                        Long.toString(holder.process().pid()),
                                                        program(holder))
                                                : texts.get(
                                                        "nodes.holder.processes", held.size()))));
    }

    private static String cards(List<Held> held) {
        var cards = held.stream().map(Held::gpu).distinct().toList();
        return cards.size() < 3
                ? String.join(", ", cards)
                : cards.getFirst() + "–" + cards.getLast();
    }

    /// Binary, as cards are sold.
    String gigabytes(double bytes) {
        return figures.decimal(bytes / (1L << 30)) + "\u00a0GB";
    }

    private static String program(Holder holder) {
        return holder.process().program().replaceFirst(".*/", "");
    }

    private static Tone tone(Standing standing) {
        return switch (standing) {
            case INCUMBENT -> Tone.INCUMBENT;
            case CANDIDATE -> Tone.CANDIDATE;
            case ORPHAN -> Tone.ACT;
            case FOREIGN -> Tone.LOOK;
        };
    }

    /// What an operator should know of the cards, worst first where the driver says so.
    List<Row> notes(HostGpus host) {
        List<Row> rows = new ArrayList<>();
        host.gpus().forEach(gpu -> notes(gpu, rows));
        host.xids()
                .orElse(List.of())
                .forEach(xid ->
                        rows.add(
                                note(
                                        Sign.ACT,
                                        texts.get(
                                                "nodes.gpu.xid",
                                                Integer.toString(xid.code()),
                                                xid.bus(),
                                                xid.meaning()))));
        if (host.way().abandoned() > 0) {
            rows.add(note(Sign.LOOK, texts.get("nodes.gpu.hangs", host.way().abandoned())));
        }
        return List.copyOf(rows);
    }

    private void notes(Gpu gpu, List<Row> rows) {
        var health = gpu.health();
        count(rows, gpu, health.ever().uncorrected(), "nodes.gpu.uncorrected");
        count(rows, gpu, health.remapped().uncorrected(), "nodes.gpu.remapped");
        flag(rows, gpu, health.remapped().failed(), "nodes.gpu.replace");
        flag(rows, gpu, health.remapped().pending(), "nodes.gpu.pending");
        flag(rows, gpu, health.resetRequired(), "nodes.gpu.reset");
        var held =
                gpu.load().clocks().throttled().orElse(List.of()).stream()
                        .filter(reason -> !NO_MATTER.contains(reason.toLowerCase(Locale.ROOT)))
                        .toList();
        if (!held.isEmpty()) {
            rows.add(
                    note(
                            Sign.LOOK,
                            texts.get(
                                    "nodes.gpu.throttled", gpu.label(), String.join(", ", held))));
        }
    }

    private void count(List<Row> rows, Gpu gpu, OptionalLong count, String key) {
        if (count.isPresent() && count.getAsLong() > 0) {
            rows.add(
                    note(Sign.LOOK, texts.get(key, gpu.label(), figures.whole(count.getAsLong()))));
        }
    }

    private void flag(List<Row> rows, Gpu gpu, Optional<Boolean> said, String key) {
        if (said.orElse(false)) {
            rows.add(note(Sign.ACT, texts.get(key, gpu.label())));
        }
    }

    private static Row note(Sign sign, String words) {
        return Row.of(Cell.signed(sign, words));
    }
}
