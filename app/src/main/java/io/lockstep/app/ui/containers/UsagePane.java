package io.lockstep.app.ui.containers;

import io.lockstep.app.containers.Usage;
import io.lockstep.app.ui.parts.Curve;
import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Moment;
import io.lockstep.app.ui.parts.Split;
import java.time.Duration;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Processors, memory and network of one container, now and over the last ten minutes.
final class UsagePane {
    private static final Duration SPAN = Duration.ofMinutes(10);
    private static final Duration GAP = Duration.ofSeconds(8);

    private final Deck deck;
    private final UsageTrail trail;
    private final Tile cpu;
    private final Tile memory;
    private final Tile network;
    private final Split root;

    UsagePane(Deck deck, UsageTrail trail) {
        this.deck = deck;
        this.trail = trail;
        cpu = new Tile("usage-cpu", deck.texts().get("containers.cpu"));
        memory = new Tile("usage-memory", deck.texts().get("containers.memory"));
        network = new Tile("usage-network", deck.texts().get("containers.network"));
        root = new Split(420, new double[] {1, 1, 1}, cpu.root, memory.root, network.root);
    }

    Region root() {
        return root;
    }

    void render(FleetItem.One one, Moment moment) {
        var id = one.container().id();
        var live = one.host().up() && one.container().running();
        var rates = live ? one.sighting().rates() : Usage.Rates.UNKNOWN;
        cpu.show(cores(rates), trail.cores(id), moment);
        memory.show(live ? memory(one) : unknown(), trail.memory(id), moment);
        network.show(network(rates), trail.network(id), moment);
    }

    private String cores(Usage.Rates rates) {
        return rates.cores().isPresent()
                ? deck.texts()
                        .get(
                                "containers.cores",
                                deck.figures().decimal(rates.cores().getAsDouble()))
                : unknown();
    }

    private String memory(FleetItem.One one) {
        return one.sighting()
                .usage()
                .map(usage ->
                        usage.memoryLimit() > 0
                                ? deck.texts()
                                        .get(
                                                "nodes.of",
                                                deck.figures().bytes(usage.memoryBytes()),
                                                deck.figures().bytes(usage.memoryLimit()))
                                : deck.figures().bytes(usage.memoryBytes()))
                .orElse(unknown());
    }

    private String network(Usage.Rates rates) {
        return rates.received().isPresent() && rates.sent().isPresent()
                ? deck.texts()
                        .get(
                                "containers.bothWays",
                                deck.figures().bytes(Math.round(rates.received().getAsDouble())),
                                deck.figures().bytes(Math.round(rates.sent().getAsDouble())))
                : unknown();
    }

    private String unknown() {
        return deck.texts().get("state.unknown");
    }

    /// A name, the figure of now, and how it came there.
    private static final class Tile {
        private final Label figure = new Label();
        private final Curve curve = new Curve(SPAN, GAP);
        private final VBox root;

        Tile(String id, String name) {
            var title = new Label(name);
            title.getStyleClass().add("panel-title");
            title.setMinWidth(Region.USE_PREF_SIZE);
            figure.setId(id);
            figure.setMinWidth(0);
            figure.getStyleClass().add("tile-figure");
            root = new VBox(title, figure, curve);
            root.getStyleClass().add("tile");
        }

        void show(String now, java.util.List<Curve.Point> points, Moment moment) {
            figure.setText(now);
            curve.show(points, moment.now());
        }
    }
}
