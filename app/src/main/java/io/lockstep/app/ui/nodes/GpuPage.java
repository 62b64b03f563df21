package io.lockstep.app.ui.nodes;

import io.lockstep.app.gpu.Gpu;
import io.lockstep.app.gpu.HostGpus;
import io.lockstep.app.samples.Chart;
import io.lockstep.app.samples.Measured;
import io.lockstep.app.samples.Measured.OfGpu;
import io.lockstep.app.snapshot.Reading;
import io.lockstep.app.ui.parts.Column;
import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Freshness;
import io.lockstep.app.ui.parts.Panel;
import io.lockstep.app.ui.parts.Paragraph;
import io.lockstep.app.ui.parts.Sheet;
import io.lockstep.app.ui.parts.Split;
import io.lockstep.app.ui.text.Texts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import javafx.scene.layout.VBox;

/// The cards of a host: how they are, who holds them, and what they did until now.
final class GpuPage {
    private static final double FOLD = 900;
    private static final List<OfGpu> KINDS =
            List.of(OfGpu.MEMORY_BYTES, OfGpu.BUSY_PERCENT, OfGpu.CELSIUS, OfGpu.WATTS);

    private final Deck deck;
    private final GpuRows rows;
    private final Curves curves;
    private final Sheet cards;
    private final Sheet holders;
    private final Sheet notes = new Sheet(Column.grow(1)).named("gpu-notes");
    private final GpuStrips strips;
    private final Paragraph way = new Paragraph("remark");
    private final Paragraph nobody = new Paragraph("remark");
    private final Panel cardsPanel;
    private final Panel holdersPanel;
    private final Map<OfGpu, ChartCard> charts = new EnumMap<>(OfGpu.class);
    private final VBox root = new VBox();

    GpuPage(Deck deck, Curves curves) {
        this.deck = deck;
        this.curves = curves;
        var texts = deck.texts();
        var figures = deck.figures();
        rows = new GpuRows(texts, figures);
        strips = new GpuStrips(deck);
        cards = cardSheet(texts);
        holders = holderSheet(texts);
        cardsPanel = new Panel(texts.get("overview.gpus"), cards, notes, way).named("gpu-cards");
        holdersPanel =
                new Panel(texts.get("nodes.holdersTitle"), holders, nobody).named("gpu-held");
        charts.put(OfGpu.MEMORY_BYTES, new ChartCard(deck, "nodes.chart.memory", rows::gigabytes));
        charts.put(
                OfGpu.BUSY_PERCENT,
                new ChartCard(deck, "nodes.chart.busy", v -> figures.percent(v / 100)));
        charts.put(
                OfGpu.CELSIUS,
                new ChartCard(deck, "nodes.chart.heat", v -> Math.round(v) + "\u00a0°C"));
        charts.put(
                OfGpu.WATTS,
                new ChartCard(
                        deck, "nodes.chart.power", v -> figures.whole(Math.round(v)) + "\u00a0W"));
        var strip = new Panel(texts.get("nodes.holders"), strips.root());
        root.getChildren()
                .addAll(
                        cardsPanel,
                        new Split(FOLD, new double[] {1, 1.15}, strip, holdersPanel),
                        pair(0),
                        pair(2));
        root.getStyleClass().add("page");
        root.setId("gpu-page");
    }

    private Split pair(int first) {
        return new Split(
                FOLD,
                new double[] {1, 1},
                chart(KINDS.get(first)).panel(),
                chart(KINDS.get(first + 1)).panel());
    }

    private ChartCard chart(OfGpu kind) {
        return Objects.requireNonNull(charts.get(kind));
    }

    private static Sheet cardSheet(Texts texts) {
        return new Sheet(
                        Column.fixed(36).titled(texts.get("nodes.gpu")),
                        Column.grow(1).titled(texts.get("nodes.name")),
                        Column.fixed(112).titled(texts.get("nodes.memory")),
                        Column.fixed(60).titled(texts.get("nodes.busy")),
                        Column.fixed(96).titled(texts.get("nodes.heat")),
                        Column.fixed(104).titled(texts.get("nodes.power")),
                        Column.fixed(96).titled(texts.get("nodes.clock")),
                        Column.fixed(64).titled(texts.get("nodes.pcie")))
                .named("gpu-sheet");
    }

    private static Sheet holderSheet(Texts texts) {
        return new Sheet(
                        Column.fixed(36).titled(texts.get("nodes.gpu")),
                        Column.fixed(88).titled(texts.get("nodes.roleHead")),
                        Column.fixed(72).titled(texts.get("nodes.memory")),
                        Column.grow(1.3).titled(texts.get("nodes.container")),
                        Column.grow(1).titled(texts.get("nodes.process")))
                .named("gpu-holders");
    }

    VBox root() {
        return root;
    }

    /// @param name of a series on that host
    void render(Reading<HostGpus> reading, UnaryOperator<String> name, Range range, Instant now) {
        cardsPanel.freshness(Freshness.of(reading, now, deck.texts(), deck.figures()));
        var host = reading.latest();
        var gpus = host.map(HostGpus::gpus).orElse(List.of());
        cards.show(gpus.stream().map(rows::card).toList());
        notes.show(host.map(rows::notes).orElse(List.of()));
        way.say(host.map(this::told).orElse(""));
        host.ifPresent(strips::show);
        var held = host.map(rows::holders).orElse(List.of());
        holders.show(held);
        holders.setVisible(!held.isEmpty());
        holders.setManaged(!held.isEmpty());
        nobody.say(held.isEmpty() ? deck.texts().get("nodes.holder.nobody") : "");
        curves.want(
                series(gpus).stream().map(name).toList(),
                range,
                now,
                answer -> draw(answer, gpus, range, now));
    }

    private String told(HostGpus host) {
        return deck.texts()
                .get(
                        "nodes.gpu.way",
                        host.way().program(),
                        host.way().place(),
                        host.driver().orElse(deck.texts().get("state.unknown")),
                        host.cuda().orElse(deck.texts().get("state.unknown")));
    }

    private static List<String> series(List<Gpu> gpus) {
        List<String> series = new ArrayList<>();
        KINDS.forEach(kind -> gpus.forEach(gpu -> series.add(Measured.series(gpu, kind))));
        return series;
    }

    private void draw(List<Chart> answer, List<Gpu> gpus, Range range, Instant now) {
        IntStream.range(0, KINDS.size())
                .forEach(kind ->
                        chart(KINDS.get(kind))
                                .show(
                                        answer.subList(
                                                kind * gpus.size(), (kind + 1) * gpus.size()),
                                        range,
                                        now,
                                        limit(KINDS.get(kind), gpus)));
    }

    /// The upper edge is what the card can do, so that a small change looks small.
    private static OptionalDouble limit(OfGpu kind, List<Gpu> gpus) {
        return switch (kind) {
            case MEMORY_BYTES ->
                    gpus.stream()
                            .filter(gpu -> gpu.memory().totalBytes().isPresent())
                            .mapToDouble(gpu -> gpu.memory().totalBytes().getAsLong())
                            .max();
            case BUSY_PERCENT -> OptionalDouble.of(100);
            case CELSIUS -> OptionalDouble.of(90);
            case WATTS ->
                    gpus.stream()
                            .filter(gpu -> gpu.load().power().limitWatts().isPresent())
                            .mapToDouble(gpu -> gpu.load().power().limitWatts().getAsDouble())
                            .max();
            case SM_MHZ -> OptionalDouble.empty();
        };
    }
}
