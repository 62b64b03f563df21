package io.lockstep.app.ui.nodes;

import io.lockstep.app.host.HostLoad;
import io.lockstep.app.ui.parts.Cell;
import io.lockstep.app.ui.parts.Row;
import io.lockstep.app.ui.parts.Sign;
import io.lockstep.app.ui.text.Figures;
import io.lockstep.app.ui.text.Texts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;

/// The load of a host as rows.
record HostRows(Texts texts, Figures figures) {
    /// Beyond this, blocks and timeouts are judged wrongly.
    private static final Duration OFF = Duration.ofSeconds(5);

    List<Row> facts(HostLoad load) {
        var rows = new ArrayList<Row>();
        rows.add(line("nodes.host", Cell.plain(load.name() + " · " + load.place())));
        rows.add(
                line(
                        "nodes.cpu",
                        Cell.plain(
                                texts.get(
                                        "nodes.cpuOf",
                                        known(load.cpu().share(), figures::percent),
                                        load.cpu().processors(),
                                        loads(load.cpu())))));
        rows.add(
                line(
                        "nodes.memory",
                        Cell.plain(used(load.memory().usedBytes(), load.memory().totalBytes()))));
        rows.add(
                line(
                        "nodes.swap",
                        Cell.plain(
                                used(
                                        load.memory().swapUsedBytes(),
                                        load.memory().swapTotalBytes()))));
        rows.add(
                line(
                        "nodes.uptime",
                        Cell.plain(
                                load.uptime()
                                        .map(figures::duration)
                                        .orElse(texts.get("state.unknown")))));
        rows.add(line("nodes.clockOffset", clock(load.clockOffset())));
        hottest(load).ifPresent(words -> rows.add(line("nodes.heat", Cell.plain(words))));
        return List.copyOf(rows);
    }

    private String loads(HostLoad.Cpu cpu) {
        return known(cpu.load1(), figures::decimal)
                + ", "
                + known(cpu.load5(), figures::decimal)
                + ", "
                + known(cpu.load15(), figures::decimal);
    }

    private Cell clock(Optional<Duration> offset) {
        return offset.map(off ->
                        Cell.signed(
                                off.abs().compareTo(OFF) > 0 ? Sign.LOOK : Sign.NONE,
                                texts.get(
                                        off.isNegative() ? "nodes.clockBehind" : "nodes.clockAhead",
                                        figures.wholeMillis(off.abs().toMillis()))))
                .orElse(Cell.muted(texts.get("state.unknown")));
    }

    private static Optional<String> hottest(HostLoad load) {
        return load.temperatures().stream()
                .max((one, other) -> Double.compare(one.celsius(), other.celsius()))
                .map(sensor ->
                        "%s %d\u00a0°C".formatted(sensor.name(), Math.round(sensor.celsius())));
    }

    List<Row> disks(HostLoad load) {
        return load.disks().stream()
                .map(disk ->
                        Row.of(
                                Cell.mono(disk.mount()),
                                Cell.plain(
                                        texts.get(
                                                "nodes.freeOf",
                                                figures.bytes(disk.freeBytes()),
                                                figures.bytes(disk.totalBytes()))),
                                Cell.muted(
                                        disk.holds().stream()
                                                .map(use -> texts.of("nodes.holds", use))
                                                .collect(Collectors.joining(", ")))))
                .toList();
    }

    List<Row> networks(HostLoad load) {
        return load.networks().stream()
                .map(network ->
                        Row.of(
                                Cell.mono(network.name()),
                                Cell.plain(rate(network.receivedPerSecond())),
                                Cell.plain(rate(network.sentPerSecond()))))
                .toList();
    }

    private String rate(OptionalDouble perSecond) {
        return known(perSecond, v -> figures.bytes(Math.round(v)) + "/s");
    }

    private String used(OptionalLong used, OptionalLong total) {
        return texts.get("nodes.of", bytes(used), bytes(total));
    }

    private String bytes(OptionalLong bytes) {
        return bytes.isPresent() ? figures.bytes(bytes.getAsLong()) : texts.get("state.unknown");
    }

    private String known(OptionalDouble value, DoubleFunction<String> figure) {
        return value.isPresent() ? figure.apply(value.getAsDouble()) : texts.get("state.unknown");
    }

    private Row line(String key, Cell value) {
        return Row.of(Cell.muted(texts.get(key)), value);
    }
}
