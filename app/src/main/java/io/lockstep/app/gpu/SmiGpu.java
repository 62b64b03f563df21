package io.lockstep.app.gpu;

import io.lockstep.app.gpu.Gpu.Clocks;
import io.lockstep.app.gpu.Gpu.Errors;
import io.lockstep.app.gpu.Gpu.Health;
import io.lockstep.app.gpu.Gpu.Link;
import io.lockstep.app.gpu.Gpu.Load;
import io.lockstep.app.gpu.Gpu.Memory;
import io.lockstep.app.gpu.Gpu.Mig;
import io.lockstep.app.gpu.Gpu.Modes;
import io.lockstep.app.gpu.Gpu.Power;
import io.lockstep.app.gpu.Gpu.RemappedRows;
import io.lockstep.app.gpu.Gpu.Temperature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Makes a card and its MIG devices of one `gpu` element.
///
/// Element names changed with the schemas: `power_readings` became `gpu_power_readings`,
/// `clocks_throttle_reasons` became `clocks_event_reasons`, error counts were split by kind of
/// memory. Each is looked for under every name it has had.
record SmiGpu(int index, SmiElement card) {

    List<Gpu> all() {
        var whole = whole();
        return Stream.concat(Stream.of(whole), migDevices(whole)).toList();
    }

    private Gpu whole() {
        return new Gpu(
                index,
                Optional.empty(),
                card.value("product_name").text().orElse("unknown GPU"),
                card.value("uuid").text(),
                card.value("pci/pci_bus_id").text(),
                memory(card),
                load(),
                link(),
                new Health(
                        card.value("ecc_mode/current_ecc").truth(),
                        errors("volatile"),
                        errors("aggregate"),
                        remapped(),
                        card.value("gpu_reset_status/reset_required").truth()),
                new Modes(
                        card.value("compute_mode").text(),
                        card.value("persistence_mode").truth(),
                        card.value("mig_mode/current_mig").truth(),
                        card.value("performance_state").text()),
                processes());
    }

    private static Memory memory(SmiElement of) {
        return new Memory(
                of.value("fb_memory_usage/used").mebibytes(),
                of.value("fb_memory_usage/total").mebibytes(),
                of.value("fb_memory_usage/reserved").mebibytes());
    }

    private Load load() {
        return new Load(
                card.value("utilization/gpu_util").percent(),
                card.value("utilization/memory_util").percent(),
                card.value("fan_speed").percent(),
                new Temperature(
                        card.value("temperature/gpu_temp").whole("C"),
                        card.value("temperature/memory_temp").whole("C"),
                        card.value("temperature/gpu_temp_slow_threshold").whole("C"),
                        card.value("temperature/gpu_temp_max_threshold").whole("C"),
                        card.value("temperature/gpu_temp_tlimit").whole("C")),
                power(),
                clocks());
    }

    private Power power() {
        var readings =
                card.at("gpu_power_readings")
                        .or(() -> card.at("power_readings"))
                        .orElse(new SmiElement("", "", List.of()));
        return new Power(
                readings.value("power_draw", "instant_power_draw", "average_power_draw").watts(),
                readings.value("current_power_limit", "power_limit").watts(),
                readings.value("default_power_limit").watts(),
                readings.value("max_power_limit").watts());
    }

    private Clocks clocks() {
        return new Clocks(
                card.value("clocks/graphics_clock").whole("MHz"),
                card.value("clocks/sm_clock").whole("MHz"),
                card.value("clocks/mem_clock").whole("MHz"),
                card.value("max_clocks/graphics_clock").whole("MHz"),
                card.value("max_clocks/sm_clock").whole("MHz"),
                card.value("max_clocks/mem_clock").whole("MHz"),
                throttled());
    }

    private Optional<List<String>> throttled() {
        return card.at("clocks_event_reasons")
                .or(() -> card.at("clocks_throttle_reasons"))
                .filter(reasons -> !reasons.children().isEmpty())
                .map(reasons ->
                        reasons.children().stream()
                                .filter(reason -> new SmiValue(reason.text()).truth().orElse(false))
                                .map(reason ->
                                        reason.name()
                                                .replaceFirst("clocks_(event|throttle)_reason_", "")
                                                .replace('_', ' '))
                                .toList());
    }

    private Link link() {
        return new Link(
                card.value("pci/pci_gpu_link_info/pcie_gen/current_link_gen").whole(""),
                card.value("pci/pci_gpu_link_info/pcie_gen/max_link_gen").whole(""),
                card.value("pci/pci_gpu_link_info/link_widths/current_link_width").whole("x"),
                card.value("pci/pci_gpu_link_info/link_widths/max_link_width").whole("x"),
                Optional.empty(),
                card.value("fabric/state").text());
    }

    /// A sum with an unknown part is unknown.
    private Errors errors(String when) {
        var counts = card.at("ecc_errors/" + when).orElse(new SmiElement("", "", List.of()));
        var corrected =
                sum(
                        counts.value("sram_correctable").count(),
                        counts.value("dram_correctable").count());
        var sram = counts.value("sram_uncorrectable").count();
        var uncorrected =
                sum(
                        sram.isPresent()
                                ? sram
                                : sum(
                                        counts.value("sram_uncorrectable_parity").count(),
                                        counts.value("sram_uncorrectable_secded").count()),
                        counts.value("dram_uncorrectable").count());
        return new Errors(
                corrected.isPresent() ? corrected : counts.value("single_bit/total").count(),
                uncorrected.isPresent() ? uncorrected : counts.value("double_bit/total").count());
    }

    private static OptionalLong sum(OptionalLong one, OptionalLong other) {
        return one.isPresent() && other.isPresent()
                ? OptionalLong.of(one.getAsLong() + other.getAsLong())
                : OptionalLong.empty();
    }

    private RemappedRows remapped() {
        return new RemappedRows(
                card.value("remapped_rows/remapped_row_corr").count(),
                card.value("remapped_rows/remapped_row_unc").count(),
                card.value("remapped_rows/remapped_row_pending").truth(),
                card.value("remapped_rows/remapped_row_failure").truth());
    }

    /// An element that says `N/A` hides the processes; one that says `None`, or nothing, has none.
    private Optional<List<GpuProcess>> processes() {
        return card.at("processes")
                .filter(list ->
                        !list.children().isEmpty()
                                || list.text().isEmpty()
                                || list.text().equals("None"))
                .map(list -> list.all("process_info").stream().flatMap(SmiGpu::process).toList());
    }

    private static Stream<GpuProcess> process(SmiElement info) {
        var pid = info.value("pid").count();
        return pid.isEmpty()
                ? Stream.empty()
                : Stream.of(
                        new GpuProcess(
                                pid.getAsLong(),
                                info.value("process_name").text().orElse("unknown program"),
                                info.value("type").text(),
                                info.value("used_memory").mebibytes(),
                                info.value("gpu_instance_id").whole("")));
    }

    private Stream<Gpu> migDevices(Gpu whole) {
        List<Gpu> devices = new ArrayList<>();
        for (var device :
                card.at("mig_devices").stream()
                        .flatMap(l -> l.all("mig_device").stream())
                        .toList()) {
            devices.add(migDevice(whole, devices.size(), device));
        }
        return devices.stream();
    }

    /// Only what is told of the part itself: the card's own temperature or power are not repeated.
    private static Gpu migDevice(Gpu whole, int place, SmiElement device) {
        var instance = device.value("gpu_instance_id").whole("");
        return new Gpu(
                whole.index(),
                Optional.of(
                        new Mig(
                                device.value("index").whole("").orElse(place),
                                instance,
                                device.value("compute_instance_id").whole(""))),
                whole.name() + " MIG",
                device.value("uuid").text(),
                whole.bus(),
                memory(device),
                Unknown.LOAD,
                Unknown.LINK,
                new Health(
                        whole.health().ecc(),
                        new Errors(
                                OptionalLong.empty(),
                                device.value("ecc_error_count/volatile_count/sram_uncorrectable")
                                        .count()),
                        Unknown.ERRORS,
                        Unknown.ROWS,
                        Optional.empty()),
                Unknown.MODES,
                whole.processes().map(all -> on(instance, all)));
    }

    private static List<GpuProcess> on(OptionalInt instance, List<GpuProcess> all) {
        return all.stream()
                .filter(process -> instance.isPresent() && process.gpuInstance().equals(instance))
                .toList();
    }
}
