package io.lockstep.app.cli;

import io.lockstep.app.host.HostLoad;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// The load of a machine for people. What is not known is a question mark.
final class HostText {
    private HostText() {}

    static List<String> of(HostLoad load) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "%s (%s)%s."
                        .formatted(
                                load.name(),
                                load.place(),
                                load.uptime().map(HostText::up).orElse("")));
        lines.add(cpu(load.cpu()));
        lines.add(memory(load.memory()));
        load.disks().forEach(disk -> lines.add(disk(disk)));
        load.networks().forEach(network -> lines.add(network(network)));
        load.temperatures()
                .forEach(sensor ->
                        lines.add(
                                "Sensor %s: %.0f °C.".formatted(sensor.name(), sensor.celsius())));
        load.clockOffset().ifPresent(offset -> lines.add(clock(offset)));
        return lines;
    }

    private static String up(Duration uptime) {
        return ", up %d days %d hours".formatted(uptime.toDays(), uptime.toHoursPart());
    }

    private static String cpu(HostLoad.Cpu cpu) {
        var cores =
                cpu.cores().stream()
                        .map(share -> Long.toString(Math.round(100 * share)))
                        .collect(Collectors.joining(" "));
        return "Processors: %d, %s %% busy (by core: %s), load %s %s %s."
                .formatted(
                        cpu.processors(),
                        cpu.share().isPresent()
                                ? Long.toString(Math.round(100 * cpu.share().getAsDouble()))
                                : "?",
                        cores.isEmpty() ? "?" : cores,
                        decimal(cpu.load1()),
                        decimal(cpu.load5()),
                        decimal(cpu.load15()));
    }

    private static String memory(HostLoad.Memory memory) {
        return "Memory: %s of %s MiB in use, swap %s of %s MiB."
                .formatted(
                        mebibytes(memory.usedBytes()),
                        mebibytes(memory.totalBytes()),
                        mebibytes(memory.swapUsedBytes()),
                        mebibytes(memory.swapTotalBytes()));
    }

    private static String disk(HostLoad.Disk disk) {
        var holds =
                disk.holds().stream()
                        .map(use -> use.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(" and "));
        return "Disk %s: %d of %d GiB free%s."
                .formatted(
                        disk.mount(),
                        disk.freeBytes() >> 30,
                        disk.totalBytes() >> 30,
                        holds.isEmpty() ? "" : ", holds " + holds);
    }

    private static String network(HostLoad.Network network) {
        return "Network %s: %s KiB/s in, %s KiB/s out."
                .formatted(
                        network.name(),
                        kibibytes(network.receivedPerSecond()),
                        kibibytes(network.sentPerSecond()));
    }

    private static String clock(Duration offset) {
        return "Clock: %d ms %s block time."
                .formatted(
                        Math.abs(offset.toMillis()), offset.isNegative() ? "behind" : "ahead of");
    }

    private static String decimal(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.2f", value.getAsDouble()) : "?";
    }

    private static String kibibytes(OptionalDouble bytes) {
        return bytes.isPresent() ? Long.toString(Math.round(bytes.getAsDouble() / 1024)) : "?";
    }

    private static String mebibytes(OptionalLong bytes) {
        return bytes.isPresent() ? Long.toString(bytes.getAsLong() >> 20) : "?";
    }
}
