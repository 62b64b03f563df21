package io.lockstep.app.gpu;

import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.app.gpu.Gpu.Clocks;
import io.lockstep.app.gpu.Gpu.Link;
import io.lockstep.app.gpu.Gpu.Load;
import io.lockstep.app.gpu.Gpu.Memory;
import io.lockstep.app.gpu.Gpu.Power;
import io.lockstep.app.gpu.Gpu.Temperature;
import io.lockstep.app.gpu.HostGpus.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Reads AMD's `amd-smi metric --json`, which follows `rocm-smi` on newer systems: a list of GPUs,
/// in later releases below `gpu_data`, each value an object with `value` and `unit`.
final class AmdSmi {
    static final List<String> COMMAND = List.of("amd-smi", "metric", "--json");

    static final Way WAY = new Way("a document", "amd-smi", 0);

    private AmdSmi() {}

    static HostGpus parse(String printed) {
        var document = AmdJson.read(printed, WAY.program());
        var list = document.isArray() ? document : document.path("gpu_data");
        List<Gpu> gpus = new ArrayList<>();
        list.forEach(one -> gpus.add(gpu(gpus.size(), one)));
        if (gpus.isEmpty()) {
            throw GpuProblems.unreadable(WAY.program());
        }
        return new HostGpus(
                Optional.empty(),
                Optional.empty(),
                List.copyOf(gpus),
                Optional.empty(),
                List.of(),
                WAY);
    }

    private static Gpu gpu(int place, JsonNode gpu) {
        return new Gpu(
                gpu.path("gpu").asInt(place),
                Optional.empty(),
                text(gpu.at("/asic/market_name")).orElse("AMD GPU"),
                text(gpu.at("/asic/asic_serial")),
                text(gpu.at("/bus/bdf")),
                new Memory(
                        megabytes(gpu.at("/mem_usage/used_vram")),
                        megabytes(gpu.at("/mem_usage/total_vram")),
                        OptionalLong.empty()),
                load(gpu),
                new Link(
                        value(gpu.at("/pcie/pcie_interface_version"), "Gen ").whole(""),
                        OptionalInt.empty(),
                        value(gpu.at("/pcie/width"), "").whole(""),
                        OptionalInt.empty(),
                        Optional.empty(),
                        Optional.empty()),
                Unknown.HEALTH,
                Unknown.MODES,
                Optional.empty());
    }

    private static Load load(JsonNode gpu) {
        return new Load(
                with(gpu.at("/usage/gfx_activity"), "%").percent(),
                with(gpu.at("/usage/umc_activity"), "%").percent(),
                with(gpu.at("/fan/usage"), "%").percent(),
                new Temperature(
                        value(gpu.at("/temperature/hotspot"), "").whole(""),
                        value(gpu.at("/temperature/mem"), "").whole(""),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        OptionalInt.empty()),
                new Power(
                        with(gpu.at("/power/socket_power"), "W").watts(),
                        with(gpu.at("/power/power_limit"), "W").watts(),
                        Unknown.POWER.defaultLimitWatts(),
                        Unknown.POWER.maxLimitWatts()),
                new Clocks(
                        value(gpu.at("/clock/gfx_0/clk"), "").whole(""),
                        OptionalInt.empty(),
                        value(gpu.at("/clock/mem_0/clk"), "").whole(""),
                        value(gpu.at("/clock/gfx_0/max_clk"), "").whole(""),
                        OptionalInt.empty(),
                        value(gpu.at("/clock/mem_0/max_clk"), "").whole(""),
                        Optional.empty()));
    }

    private static OptionalLong megabytes(JsonNode node) {
        return new SmiValue(value(node, "").raw() + "MB").bytes("MB", 1 << 20);
    }

    private static SmiValue with(JsonNode node, String unit) {
        return new SmiValue(value(node, "").raw() + unit);
    }

    private static SmiValue value(JsonNode node, String prefix) {
        var plain = node.isObject() ? node.path("value") : node;
        return new SmiValue(plain.asText("").replaceFirst("^" + prefix, ""));
    }

    private static Optional<String> text(JsonNode node) {
        return new SmiValue(node.asText("")).text();
    }
}
