package io.lockstep.app.gpu;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// One GPU, or one MIG device of it. What the driver does not tell is empty, never zero.
///
/// @param index the card's place in the driver's list; MIG devices share it with their card
/// @param mig which part of the card this is, when it is a MIG device
/// @param bus PCI address as the driver writes it, such as `00000000:3B:00.0`
/// @param processes empty when the driver does not tell, which is not the same as none
public record Gpu(
        int index,
        Optional<Mig> mig,
        String name,
        Optional<String> uuid,
        Optional<String> bus,
        Memory memory,
        Load load,
        Link link,
        Health health,
        Modes modes,
        Optional<List<GpuProcess>> processes) {

    /// @param device its place among the devices of the card
    public record Mig(int device, OptionalInt gpuInstance, OptionalInt computeInstance) {}

    /// @param reservedBytes what the driver keeps for itself; not part of what is used
    public record Memory(
            OptionalLong usedBytes, OptionalLong totalBytes, OptionalLong reservedBytes) {}

    public record Load(
            OptionalInt gpuPercent,
            OptionalInt memoryPercent,
            OptionalInt fanPercent,
            Temperature temperature,
            Power power,
            Clocks clocks) {}

    /// @param leftCelsius how far below its limit the card is, where newer drivers tell only that
    public record Temperature(
            OptionalInt celsius,
            OptionalInt memoryCelsius,
            OptionalInt slowdownCelsius,
            OptionalInt shutdownCelsius,
            OptionalInt leftCelsius) {}

    public record Power(
            OptionalDouble watts,
            OptionalDouble limitWatts,
            OptionalDouble defaultLimitWatts,
            OptionalDouble maxLimitWatts) {}

    /// @param throttled why clocks are held down now, in the driver's words; an idle card says `gpu
    ///   idle`
    public record Clocks(
            OptionalInt graphicsMhz,
            OptionalInt smMhz,
            OptionalInt memoryMhz,
            OptionalInt maxGraphicsMhz,
            OptionalInt maxSmMhz,
            OptionalInt maxMemoryMhz,
            Optional<List<String>> throttled) {}

    /// How data reaches the card.
    ///
    /// @param fabric state of the NVSwitch fabric, where there is one
    public record Link(
            OptionalInt generation,
            OptionalInt maxGeneration,
            OptionalInt width,
            OptionalInt maxWidth,
            Optional<List<NvLink>> nvLinks,
            Optional<String> fabric) {}

    /// @param gigabytesPerSecond empty when the link is down
    public record NvLink(int link, OptionalDouble gigabytesPerSecond) {}

    /// @param now errors since the driver was loaded
    /// @param ever errors over the life of the card
    public record Health(
            Optional<Boolean> ecc,
            Errors now,
            Errors ever,
            RemappedRows remapped,
            Optional<Boolean> resetRequired) {}

    public record Errors(OptionalLong corrected, OptionalLong uncorrected) {}

    /// @param pending a row is remapped at the next reset
    /// @param failed a row could not be remapped: the card should be replaced
    public record RemappedRows(
            OptionalLong corrected,
            OptionalLong uncorrected,
            Optional<Boolean> pending,
            Optional<Boolean> failed) {}

    public record Modes(
            Optional<String> compute,
            Optional<Boolean> persistence,
            Optional<Boolean> mig,
            Optional<String> performance) {}

    /// As CUDA names it: `0` for a card, `0:3` for its fourth MIG device.
    public String label() {
        return mig.map(part -> index + ":" + part.device()).orElse(Integer.toString(index));
    }

    /// Whether this is a whole card, so that adding memory up counts nothing twice.
    public boolean card() {
        return mig.isEmpty();
    }

    Gpu withNvLinks(List<NvLink> links) {
        return new Gpu(
                index,
                mig,
                name,
                uuid,
                bus,
                memory,
                load,
                new Link(
                        link.generation,
                        link.maxGeneration,
                        link.width,
                        link.maxWidth,
                        Optional.of(links),
                        link.fabric),
                health,
                modes,
                processes);
    }
}
