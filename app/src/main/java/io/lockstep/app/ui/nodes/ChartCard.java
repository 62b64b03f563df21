package io.lockstep.app.ui.nodes;

import io.lockstep.app.samples.Chart;
import io.lockstep.app.samples.Chart.Point;
import io.lockstep.app.ui.parts.ChartPane;
import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Panel;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;

/// One kind of measure over time: its name, the present highest in the corner, the lines.
final class ChartCard {
    private static final double ROOM = 1.15;

    private final Deck deck;
    private final DoubleFunction<String> words;
    private final ChartPane pane;
    private final Panel panel;

    /// @param words a value with its unit
    ChartCard(Deck deck, String titleKey, DoubleFunction<String> words) {
        this.deck = deck;
        this.words = words;
        this.pane = new ChartPane(deck.texts().get("nodes.chart.empty"));
        this.panel = new Panel(deck.texts().get(titleKey), pane);
        panel.getStyleClass().add("chart-card");
    }

    Panel panel() {
        return panel;
    }

    /// @param limit what the upper edge should show, where that is known
    void show(List<Chart> charts, Range range, Instant now, OptionalDouble limit) {
        var from = now.minus(range.back());
        var most = points(charts).stream().mapToDouble(Point::high).max().orElse(0);
        var top = most <= limit.orElse(0) ? limit.orElse(0) : most * ROOM;
        pane.show(
                new ChartPane.Drawn(charts, from, now, top > 0 ? top : 1),
                words.apply(top > 0 ? top : 1),
                range == Range.TEN_MINUTES ? deck.figures().minute(from) : deck.figures().day(from),
                deck.texts().get("nodes.chart.now"));
        panel.aside(latest(charts));
    }

    private static List<Point> points(List<Chart> charts) {
        return charts.stream()
                .flatMap(chart -> chart.runs().stream())
                .flatMap(run -> run.points().stream())
                .toList();
    }

    private String latest(List<Chart> charts) {
        var last =
                charts.stream()
                        .filter(chart -> !chart.empty())
                        .mapToDouble(chart -> chart.runs().getLast().points().getLast().mean())
                        .summaryStatistics();
        if (last.getCount() == 0) {
            return "";
        }
        var low = words.apply(last.getMin());
        var high = words.apply(last.getMax());
        return low.equals(high) ? high : low + " – " + high;
    }
}
