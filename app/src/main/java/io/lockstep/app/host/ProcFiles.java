package io.lockstep.app.host;

import io.lockstep.app.host.HostLoad.Cpu;
import io.lockstep.app.host.HostLoad.Disk;
import io.lockstep.app.host.HostLoad.Memory;
import io.lockstep.app.host.HostLoad.Network;
import io.lockstep.app.host.HostLoad.Sensor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// Makes a load of what a Linux machine's `/proc` says. It remembers the counters of the reading
/// before, so it serves one machine.
final class ProcFiles {
    private static final int TICKS = 8;
    private static final int LOAD_WORDS = 5;
    private static final int NETWORK_WORDS = 16;
    private static final int UPTIME_WORDS = 2;
    private static final Pattern DEVICE = Pattern.compile("\\s*([^:\\s]+):\\s*(.+)");

    private final Rates rates = new Rates();
    private final Map<String, List<Long>> ticks = new HashMap<>();

    synchronized HostLoad load(String place, String printed, Instant now) {
        var parts = parts(printed);
        return new HostLoad(
                first(parts, "sys/kernel/hostname").orElse("unknown"),
                place,
                cpu(parts),
                memory(parts),
                Uses.of(String.join("\n", lines(parts, "daemon")), first(parts, "models"))
                        .marked(disks(parts)),
                networks(parts, now),
                sensors(parts),
                seconds(words(first(parts, "uptime"), UPTIME_WORDS)),
                seconds(words(first(parts, "date"), 1))
                        .map(time -> time.minusMillis(now.toEpochMilli())),
                Optional.empty());
    }

    /// Lines by the title above them.
    private static Map<String, List<String>> parts(String printed) {
        Map<String, List<String>> parts = new HashMap<>();
        var title = "";
        for (var line : printed.lines().toList()) {
            if (line.startsWith("==> ") && line.endsWith(" <==")) {
                title = line.substring(4, line.length() - 4);
            } else {
                parts.computeIfAbsent(title, _ -> new ArrayList<>()).add(line);
            }
        }
        return parts;
    }

    private static List<String> lines(Map<String, List<String>> parts, String title) {
        return parts.getOrDefault(title, List.of());
    }

    private static Optional<String> first(Map<String, List<String>> parts, String title) {
        return lines(parts, title).stream().map(String::strip).findFirst();
    }

    private Cpu cpu(Map<String, List<String>> parts) {
        var total = OptionalDouble.empty();
        List<Double> cores = new ArrayList<>();
        var processors = 0;
        for (var line : lines(parts, "stat")) {
            var words = line.strip().split("\\s+", -1);
            if (!words[0].startsWith("cpu")) {
                continue;
            }
            var share = share(words);
            if (words[0].equals("cpu")) {
                total = share;
            } else {
                processors++;
                share.ifPresent(cores::add);
            }
        }
        var load = words(first(parts, "loadavg"), LOAD_WORDS);
        return new Cpu(
                processors,
                total,
                cores.size() == processors ? List.copyOf(cores) : List.of(),
                number(load, 0),
                number(load, 1),
                number(load, 2));
    }

    /// Fields are user, nice, system, idle, iowait, irq, softirq, steal; later ones are part of
    /// user. Idle and iowait are idle.
    private OptionalDouble share(String[] words) {
        var now = ticks(words);
        var before = now.isEmpty() ? null : ticks.put(words[0], now);
        if (before == null || before.size() != now.size() || now.size() < TICKS) {
            return OptionalDouble.empty();
        }
        var all = sum(now) - sum(before);
        var idle = now.get(3) + now.get(4) - before.get(3) - before.get(4);
        return all > 0 && idle >= 0 && idle <= all
                ? OptionalDouble.of((double) (all - idle) / all)
                : OptionalDouble.empty();
    }

    /// None when one of them is no number.
    private static List<Long> ticks(String[] words) {
        List<Long> counts = new ArrayList<>();
        for (var i = 1; i < words.length; i++) {
            var count = count(words[i]);
            if (count.isEmpty()) {
                return List.of();
            }
            counts.add(count.getAsLong());
        }
        return List.copyOf(counts);
    }

    private static long sum(List<Long> ticks) {
        return ticks.stream().limit(TICKS).mapToLong(Long::longValue).sum();
    }

    private static Memory memory(Map<String, List<String>> parts) {
        Map<String, Long> kibibytes = new HashMap<>();
        for (var line : lines(parts, "meminfo")) {
            var words = line.split("[:\\s]+", -1);
            if (words.length >= 2 && words[1].matches("[0-9]{1,15}")) {
                kibibytes.put(words[0], Long.parseLong(words[1]));
            }
        }
        return new Memory(
                bytes(kibibytes, "MemTotal"),
                difference(kibibytes, "MemTotal", "MemAvailable"),
                bytes(kibibytes, "SwapTotal"),
                difference(kibibytes, "SwapTotal", "SwapFree"));
    }

    private static OptionalLong bytes(Map<String, Long> kibibytes, String name) {
        var found = kibibytes.get(name);
        return found == null ? OptionalLong.empty() : OptionalLong.of(found << 10);
    }

    private static OptionalLong difference(Map<String, Long> kibibytes, String all, String left) {
        var whole = bytes(kibibytes, all);
        var rest = bytes(kibibytes, left);
        return whole.isPresent() && rest.isPresent() && rest.getAsLong() <= whole.getAsLong()
                ? OptionalLong.of(whole.getAsLong() - rest.getAsLong())
                : OptionalLong.empty();
    }

    private static List<Disk> disks(Map<String, List<String>> parts) {
        List<Disk> disks = new ArrayList<>();
        for (var line : lines(parts, "df")) {
            var words = line.split("\\s+", 6);
            if (words.length == 6 && words[0].startsWith("/dev/") && words[4].endsWith("%")) {
                var total = count(words[1]);
                var free = count(words[3]);
                if (total.orElse(0) > 0 && free.orElse(Long.MAX_VALUE) <= total.orElse(0)) {
                    disks.add(
                            new Disk(
                                    words[5],
                                    total.orElse(0) << 10,
                                    free.orElse(0) << 10,
                                    List.of()));
                }
            }
        }
        return disks;
    }

    private List<Network> networks(Map<String, List<String>> parts, Instant now) {
        List<Network> networks = new ArrayList<>();
        for (var line : lines(parts, "net/dev")) {
            var device = DEVICE.matcher(line);
            if (device.matches() && !device.group(1).equals("lo")) {
                var name = device.group(1);
                var counts = words(Optional.of(device.group(2)), NETWORK_WORDS);
                networks.add(
                        new Network(
                                name,
                                rate("in " + name, counts, 0, now),
                                rate("out " + name, counts, 8, now)));
            }
        }
        return networks;
    }

    private OptionalDouble rate(String counter, String[] counts, int place, Instant now) {
        var count = place < counts.length ? count(counts[place]) : OptionalLong.empty();
        return count.isPresent()
                ? rates.perSecond(counter, count.getAsLong(), now)
                : OptionalDouble.empty();
    }

    private static List<Sensor> sensors(Map<String, List<String>> parts) {
        List<Sensor> sensors = new ArrayList<>();
        parts.keySet().stream()
                .filter(title -> title.startsWith("heat "))
                .sorted()
                .forEach(title ->
                        lines(parts, title).stream()
                                .filter(line -> line.matches("-?[0-9]{1,7}"))
                                .map(line -> Long.parseLong(line) / 1000.0)
                                .forEach(celsius ->
                                        sensors.add(
                                                new Sensor(title.substring(5).strip(), celsius))));
        return sensors;
    }

    /// The words of a line that has so many; with another number, none of them is where it should
    /// be.
    private static String[] words(Optional<String> line, int number) {
        var words = line.orElse("").strip().split("\\s+", -1);
        return words.length == number ? words : new String[0];
    }

    private static Optional<Duration> seconds(String[] words) {
        var seconds = number(words, 0);
        return seconds.isPresent()
                ? Optional.of(Duration.ofMillis(Math.round(1000 * seconds.getAsDouble())))
                : Optional.empty();
    }

    private static OptionalDouble number(String[] words, int place) {
        return place < words.length && words[place].matches("[0-9]{1,12}(\\.[0-9]{1,9})?")
                ? OptionalDouble.of(Double.parseDouble(words[place]))
                : OptionalDouble.empty();
    }

    private static OptionalLong count(String digits) {
        return digits.matches("[0-9]{1,15}")
                ? OptionalLong.of(Long.parseLong(digits))
                : OptionalLong.empty();
    }
}
