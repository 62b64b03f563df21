package io.lockstep.app.ui.nodes;

import io.lockstep.app.host.HostLoad;
import io.lockstep.app.samples.Chart;
import io.lockstep.app.samples.Measured;
import io.lockstep.app.samples.Measured.OfHost;
import io.lockstep.app.snapshot.Reading;
import io.lockstep.app.ui.parts.Bar;
import io.lockstep.app.ui.parts.Column;
import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Freshness;
import io.lockstep.app.ui.parts.Panel;
import io.lockstep.app.ui.parts.Paragraph;
import io.lockstep.app.ui.parts.Sheet;
import io.lockstep.app.ui.parts.Split;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import javafx.scene.layout.TilePane;
import javafx.scene.layout.VBox;

/// The load of a host: now, by core, and until now.
final class HostPage {
    private static final double FOLD = 900;
    private static final List<OfHost> SERIES =
            List.of(
                    OfHost.CPU_SHARE,
                    OfHost.MEMORY_BYTES,
                    OfHost.RECEIVED_PER_SECOND,
                    OfHost.SENT_PER_SECOND,
                    OfHost.DOCKER_FREE_BYTES);

    private final Deck deck;
    private final HostRows rows;
    private final Curves curves;
    private final Sheet facts = new Sheet(Column.fixed(120), Column.grow(1)).named("host-facts");
    private final Sheet disks;
    private final Sheet flows;
    private final TilePane cores = new TilePane(6, 6);
    private final Paragraph noCores = new Paragraph("remark");
    private final Panel factsPanel;
    private final ChartCard cpu;
    private final ChartCard memory;
    private final ChartCard network;
    private final ChartCard disk;
    private final VBox root = new VBox();

    HostPage(Deck deck, Curves curves) {
        this.deck = deck;
        this.curves = curves;
        var texts = deck.texts();
        var figures = deck.figures();
        rows = new HostRows(texts, figures);
        disks =
                new Sheet(
                                Column.grow(1).titled(texts.get("nodes.disk")),
                                Column.fixed(190).titled(texts.get("nodes.free")),
                                Column.grow(0.8).titled(texts.get("nodes.holdsHead")))
                        .named("host-disks");
        flows =
                new Sheet(
                                Column.grow(1).titled(texts.get("nodes.network")),
                                Column.fixed(110).titled(texts.get("nodes.received")),
                                Column.fixed(110).titled(texts.get("nodes.sent")))
                        .named("host-networks");
        cpu = new ChartCard(deck, "nodes.chart.cpu", figures::percent);
        memory = new ChartCard(deck, "nodes.chart.ram", v -> figures.bytes(Math.round(v)));
        network =
                new ChartCard(
                        deck, "nodes.chart.network", v -> figures.bytes(Math.round(v)) + "/s");
        disk = new ChartCard(deck, "nodes.chart.disk", v -> figures.bytes(Math.round(v)));
        factsPanel = new Panel(texts.get("nodes.hostTitle"), facts).named("host-panel");
        cores.setPrefTileWidth(54);
        root.getChildren()
                .addAll(
                        new Split(
                                FOLD,
                                new double[] {1, 1.2},
                                factsPanel,
                                new Panel(texts.get("nodes.disks"), disks, flows)),
                        new Panel(texts.get("nodes.cores"), cores, noCores),
                        new Split(FOLD, new double[] {1, 1}, cpu.panel(), memory.panel()),
                        new Split(FOLD, new double[] {1, 1}, network.panel(), disk.panel()));
        root.getStyleClass().add("page");
        root.setId("host-page");
    }

    VBox root() {
        return root;
    }

    /// @param name of a series on that host
    void render(Reading<HostLoad> reading, UnaryOperator<String> name, Range range, Instant now) {
        factsPanel.freshness(Freshness.of(reading, now, deck.texts(), deck.figures()));
        var load = reading.latest();
        facts.show(load.map(rows::facts).orElse(List.of()));
        disks.show(load.map(rows::disks).orElse(List.of()));
        flows.show(load.map(rows::networks).orElse(List.of()));
        cores(load.map(known -> known.cpu().cores()).orElse(List.of()));
        curves.want(
                SERIES.stream().map(Measured::series).map(name).toList(),
                range,
                now,
                answer -> draw(answer, load, range, now));
    }

    private void cores(List<Double> shares) {
        while (cores.getChildren().size() > shares.size()) {
            cores.getChildren().removeLast();
        }
        while (cores.getChildren().size() < shares.size()) {
            var bar = new Bar();
            bar.setPrefWidth(54);
            cores.getChildren().add(bar);
        }
        for (var core = 0; core < shares.size(); core++) {
            if (cores.getChildren().get(core) instanceof Bar bar) {
                bar.show(shares.get(core), "part-incumbent");
                bar.setAccessibleText(deck.figures().percent(shares.get(core)));
            }
        }
        noCores.say(shares.isEmpty() ? deck.texts().get("nodes.cores.unknown") : "");
    }

    private void draw(List<Chart> answer, Optional<HostLoad> load, Range range, Instant now) {
        var none = OptionalDouble.empty();
        var ram = load.map(known -> known.memory().totalBytes()).orElse(OptionalLong.empty());
        cpu.show(answer.subList(0, 1), range, now, OptionalDouble.of(1));
        memory.show(
                answer.subList(1, 2),
                range,
                now,
                ram.isPresent() ? OptionalDouble.of((double) ram.getAsLong()) : none);
        network.show(answer.subList(2, 4), range, now, none);
        disk.show(answer.subList(4, 5), range, now, none);
    }
}
