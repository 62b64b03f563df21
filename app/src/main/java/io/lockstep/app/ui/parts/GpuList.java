package io.lockstep.app.ui.parts;

import io.lockstep.app.gpu.Gpu;
import io.lockstep.app.gpu.Holding;
import io.lockstep.app.gpu.HostGpus;
import io.lockstep.app.snapshot.Reading;
import io.lockstep.app.ui.text.Figures;
import io.lockstep.app.ui.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// GPUs with memory, temperature and power, or the sentence that says why there are none to show.
public final class GpuList extends VBox {
    private final Texts texts;
    private final Figures figures;
    private final Paragraph remark = new Paragraph("remark");
    private Optional<Reading<HostGpus>> shown = Optional.empty();

    public GpuList(Texts texts, Figures figures) {
        this.texts = texts;
        this.figures = figures;
        getStyleClass().add("gpu-list");
    }

    public void show(Reading<HostGpus> reading) {
        if (shown.filter(reading::equals).isPresent()) {
            return;
        }
        shown = Optional.of(reading);
        var gpus = reading.latest().map(HostGpus::cards).orElse(List.of());
        remark.say(remark(reading, gpus));
        List<Node> rows = new ArrayList<>();
        reading.latest().ifPresent(host -> gpus.forEach(gpu -> rows.add(row(gpu, host))));
        rows.add(remark);
        getChildren().setAll(rows);
    }

    /// What the corner of the panel says.
    public String summary(Reading<HostGpus> reading) {
        return reading.latest()
                .filter(host -> !host.cards().isEmpty())
                .map(host ->
                        texts.get(
                                "state.gpuSummary",
                                host.cards().size(),
                                host.cards().getFirst().name().replace("NVIDIA ", "")))
                .orElse("");
    }

    private String remark(Reading<HostGpus> reading, List<Gpu> gpus) {
        if (!gpus.isEmpty()) {
            return reading.latest()
                    .map(host ->
                            Stream.concat(held(host).stream(), driver(host).stream())
                                    .collect(Collectors.joining(" ")))
                    .orElse("");
        }
        return switch (reading) {
            case Reading.Pending<?> _ -> texts.get("state.gpuPending");
            case Reading.Live(var host, _, _) ->
                    texts.get(host.driver().isPresent() ? "state.gpuNoCards" : "state.gpuNoDriver");
            case Reading.Failed(var problem, _) ->
                    problem.code().equals("gpu.noDriver")
                            ? texts.get("state.gpuNoDriver")
                            : problem.sentence();
            case Reading.Stale(_, _, _, var problem) -> problem.sentence();
        };
    }

    /// The colours of the bars in words.
    private Optional<String> held(HostGpus host) {
        var by =
                host.holdings().stream()
                        .flatMap(holding -> holding.holders().stream())
                        .map(Holding.Holder::standing)
                        .distinct()
                        .sorted()
                        .map(standing -> texts.of("nodes.holder", standing))
                        .toList();
        return Optional.of(by)
                .filter(known -> !known.isEmpty())
                .map(known -> texts.get("state.gpuHeld", String.join(", ", known)));
    }

    private Optional<String> driver(HostGpus host) {
        return host.driver().map(driver -> texts.get("state.gpuDriver", driver));
    }

    private HBox row(Gpu gpu, HostGpus host) {
        var name = new Label(texts.get("overview.gpu", gpu.index()));
        name.setMinWidth(USE_PREF_SIZE);
        var bar = new Bar().show(HeldMemory.parts(gpu, host), List.of());
        HBox.setHgrow(bar, Priority.ALWAYS);
        var heat =
                figure(
                        gpu.load().temperature().celsius().isPresent()
                                ? gpu.load().temperature().celsius().getAsInt() + "\u00a0°C"
                                : texts.get("state.unknown"));
        var power =
                figure(
                        gpu.load().power().watts().isPresent()
                                ? figures.whole(
                                                Math.round(
                                                        gpu.load().power().watts().getAsDouble()))
                                        + "\u00a0W"
                                : texts.get("state.unknown"));
        var row = new HBox(name, bar, heat, power);
        row.getStyleClass().add("gpu-row");
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static Label figure(String text) {
        var label = new Label(text);
        label.getStyleClass().add("gpu-figure");
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }
}
