package io.lockstep.app.gpu;

import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.app.gpu.Gpu.Clocks;
import io.lockstep.app.gpu.Gpu.Load;
import io.lockstep.app.gpu.Gpu.Memory;
import io.lockstep.app.gpu.Gpu.Power;
import io.lockstep.app.gpu.Gpu.Temperature;
import io.lockstep.app.gpu.HostGpus.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// Reads AMD's `rocm-smi … --json`: an object for each card, whose keys are the titles of its
/// table. Titles differ between releases, so each is found by the words in it.
final class RocmSmi {
    static final List<String> COMMAND =
            List.of(
                    "rocm-smi",
                    "--showproductname",
                    "--showuniqueid",
                    "--showbus",
                    "--showmeminfo",
                    "vram",
                    "--showuse",
                    "--showmemuse",
                    "--showtemp",
                    "--showpower",
                    "--showmaxpower",
                    "--showfan",
                    "--showclocks",
                    "--showpids",
                    "--showdriverversion",
                    "--json");

    static final Way WAY = new Way("a document", "rocm-smi", 0);

    private static final Pattern CARD = Pattern.compile("card([0-9]{1,3})");
    private static final Pattern MHZ = Pattern.compile("\\(?([0-9]{1,6})Mhz\\)?");

    private RocmSmi() {}

    static HostGpus parse(String printed) {
        var document = AmdJson.read(printed, WAY.program());
        List<Gpu> gpus = new ArrayList<>();
        for (var entry : document.properties()) {
            var card = CARD.matcher(entry.getKey());
            if (card.matches()) {
                gpus.add(gpu(Integer.parseInt(card.group(1)), entry.getValue()));
            }
        }
        if (gpus.isEmpty()) {
            throw GpuProblems.unreadable(WAY.program());
        }
        return new HostGpus(
                value(document.path("system"), "driver version").text(),
                Optional.empty(),
                List.copyOf(gpus),
                Optional.empty(),
                List.of(),
                WAY);
    }

    private static Gpu gpu(int index, JsonNode card) {
        return new Gpu(
                index,
                Optional.empty(),
                value(card, "card series")
                        .text()
                        .or(() -> value(card, "device name").text())
                        .orElse("unknown GPU"),
                value(card, "unique id").text(),
                value(card, "pci bus").text(),
                new Memory(
                        value(card, "vram total used memory").count(),
                        value(card, "vram total memory").count(),
                        OptionalLong.empty()),
                load(card),
                Unknown.LINK,
                Unknown.HEALTH,
                Unknown.MODES,
                Optional.empty());
    }

    private static Load load(JsonNode card) {
        return new Load(
                percent(value(card, "gpu use")),
                percent(value(card, "gpu memory allocated")),
                percent(value(card, "fan speed (%)")),
                new Temperature(
                        value(card, "temperature (sensor junction)").whole(""),
                        value(card, "temperature (sensor memory)").whole(""),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        OptionalInt.empty()),
                new Power(
                        value(card, "graphics package power (w)", "max").number(""),
                        value(card, "max graphics package power").number(""),
                        Unknown.POWER.defaultLimitWatts(),
                        Unknown.POWER.maxLimitWatts()),
                new Clocks(
                        megahertz(value(card, "sclk clock speed")),
                        OptionalInt.empty(),
                        megahertz(value(card, "mclk clock speed")),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        Optional.empty()));
    }

    private static OptionalInt percent(SmiValue value) {
        return new SmiValue(value.raw() + "%").percent();
    }

    private static OptionalInt megahertz(SmiValue value) {
        var clock = MHZ.matcher(value.raw().strip());
        return clock.matches()
                ? OptionalInt.of(Integer.parseInt(clock.group(1)))
                : OptionalInt.empty();
    }

    private static SmiValue value(JsonNode of, String words) {
        return value(of, words, "\u0000");
    }

    private static SmiValue value(JsonNode of, String words, String without) {
        return new SmiValue(
                of.properties().stream()
                        .filter(entry -> title(entry).contains(words))
                        .filter(entry -> !title(entry).contains(without))
                        .map(entry -> entry.getValue().asText(""))
                        .findFirst()
                        .orElse(""));
    }

    private static String title(Entry<String, JsonNode> entry) {
        return entry.getKey().toLowerCase(Locale.ROOT);
    }
}
