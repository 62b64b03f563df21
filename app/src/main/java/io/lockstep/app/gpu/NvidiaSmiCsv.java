package io.lockstep.app.gpu;

import io.lockstep.app.gpu.Gpu.Clocks;
import io.lockstep.app.gpu.Gpu.Errors;
import io.lockstep.app.gpu.Gpu.Health;
import io.lockstep.app.gpu.Gpu.Link;
import io.lockstep.app.gpu.Gpu.Load;
import io.lockstep.app.gpu.Gpu.Memory;
import io.lockstep.app.gpu.Gpu.Modes;
import io.lockstep.app.gpu.Gpu.Power;
import io.lockstep.app.gpu.Gpu.Temperature;
import io.lockstep.app.gpu.HostGpus.Way;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// Reads `nvidia-smi --query-gpu=… --format=csv`, the fall-back for a driver whose document cannot
/// be read. The first line names the columns, so their order and number do not matter.
final class NvidiaSmiCsv {
    /// Every driver since 418 knows these.
    static final String QUERY =
            "index,name,uuid,pci.bus_id,driver_version,memory.used,memory.total,utilization.gpu,"
                    + "utilization.memory,fan.speed,temperature.gpu,power.draw,power.limit,"
                    + "clocks.gr,clocks.sm,clocks.mem,pcie.link.gen.current,pcie.link.gen.max,"
                    + "pcie.link.width.current,pcie.link.width.max,ecc.mode.current,"
                    + "persistence_mode,compute_mode,pstate";

    static final Way WAY = new Way("a document", "nvidia-smi --query-gpu", 0);

    private NvidiaSmiCsv() {}

    static boolean looksLike(String printed) {
        var first = printed.lines().findFirst().orElse("");
        return first.contains(",") && (first.contains("uuid") || first.contains("name"));
    }

    static HostGpus parse(String printed) {
        var lines = printed.lines().filter(line -> !line.isBlank()).toList();
        if (lines.isEmpty() || !looksLike(printed)) {
            throw GpuProblems.unreadable(WAY.program());
        }
        var columns = cells(lines.getFirst()).stream().map(NvidiaSmiCsv::column).toList();
        var rows =
                lines.stream()
                        .skip(1)
                        .map(NvidiaSmiCsv::cells)
                        .filter(cells -> cells.size() == columns.size())
                        .map(cells -> row(columns, cells))
                        .toList();
        return new HostGpus(
                rows.stream().flatMap(r -> r.value("driver_version").text().stream()).findFirst(),
                Optional.empty(),
                IntStream.range(0, rows.size())
                        .mapToObj(place -> gpu(place, rows.get(place)))
                        .toList(),
                Optional.empty(),
                List.of(),
                WAY);
    }

    private record Row(Map<String, String> cells) {
        SmiValue value(String column) {
            return new SmiValue(cells.getOrDefault(column, ""));
        }
    }

    private static Row row(List<String> columns, List<String> cells) {
        Map<String, String> row = new HashMap<>();
        for (var place = 0; place < columns.size(); place++) {
            row.putIfAbsent(columns.get(place), cells.get(place));
        }
        return new Row(row);
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.split(",", -1)).map(String::strip).toList();
    }

    /// `memory.used [MiB]` is the column `memory.used`; cells repeat the unit.
    private static String column(String title) {
        return title.replaceFirst(" \\[.*", "")
                .replace("clocks.current.graphics", "clocks.gr")
                .replace("clocks.current.sm", "clocks.sm")
                .replace("clocks.current.memory", "clocks.mem");
    }

    private static Gpu gpu(int place, Row row) {
        return new Gpu(
                row.value("index").whole("").orElse(place),
                Optional.empty(),
                row.value("name").text().orElse("unknown GPU"),
                row.value("uuid").text(),
                row.value("pci.bus_id").text(),
                new Memory(
                        row.value("memory.used").mebibytes(),
                        row.value("memory.total").mebibytes(),
                        row.value("memory.reserved").mebibytes()),
                load(row),
                new Link(
                        row.value("pcie.link.gen.current").whole(""),
                        row.value("pcie.link.gen.max").whole(""),
                        row.value("pcie.link.width.current").whole(""),
                        row.value("pcie.link.width.max").whole(""),
                        Optional.empty(),
                        Optional.empty()),
                new Health(
                        row.value("ecc.mode.current").truth(),
                        new Errors(
                                row.value("ecc.errors.corrected.volatile.total").count(),
                                row.value("ecc.errors.uncorrected.volatile.total").count()),
                        Unknown.ERRORS,
                        Unknown.ROWS,
                        Optional.empty()),
                new Modes(
                        row.value("compute_mode").text(),
                        row.value("persistence_mode").truth(),
                        row.value("mig.mode.current").truth(),
                        row.value("pstate").text()),
                Optional.empty());
    }

    private static Load load(Row row) {
        return new Load(
                row.value("utilization.gpu").percent(),
                row.value("utilization.memory").percent(),
                row.value("fan.speed").percent(),
                new Temperature(
                        row.value("temperature.gpu").whole(""),
                        row.value("temperature.memory").whole(""),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        OptionalInt.empty()),
                new Power(
                        row.value("power.draw").watts(),
                        row.value("power.limit").watts(),
                        row.value("power.default_limit").watts(),
                        row.value("power.max_limit").watts()),
                new Clocks(
                        row.value("clocks.gr").whole("MHz"),
                        row.value("clocks.sm").whole("MHz"),
                        row.value("clocks.mem").whole("MHz"),
                        row.value("clocks.max.graphics").whole("MHz"),
                        row.value("clocks.max.sm").whole("MHz"),
                        row.value("clocks.max.memory").whole("MHz"),
                        Optional.empty()));
    }
}
