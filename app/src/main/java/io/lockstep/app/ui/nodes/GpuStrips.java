package io.lockstep.app.ui.nodes;

import io.lockstep.app.gpu.Gpu;
import io.lockstep.app.gpu.Holding.Standing;
import io.lockstep.app.gpu.HostGpus;
import io.lockstep.app.ui.parts.Bar;
import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.HeldMemory;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The boot-strip of each card's memory by holder, under one legend.
final class GpuStrips {
    private static final double NAME = 30;

    private final Deck deck;
    private final VBox root = new VBox();
    private List<Gpu> shown = List.of();

    GpuStrips(Deck deck) {
        this.deck = deck;
        root.getStyleClass().add("gpu-list");
    }

    VBox root() {
        return root;
    }

    void show(HostGpus host) {
        if (host.gpus().equals(shown)) {
            return;
        }
        shown = host.gpus();
        List<Node> strips = new ArrayList<>();
        strips.add(legend());
        host.gpus().forEach(gpu -> strips.add(strip(gpu, host)));
        root.getChildren().setAll(strips);
    }

    private HBox strip(Gpu gpu, HostGpus host) {
        var bar = new Bar().show(HeldMemory.parts(gpu, host), List.of());
        bar.getStyleClass().add("tall-bar");
        HBox.setHgrow(bar, Priority.ALWAYS);
        bar.setAccessibleText(gpu.label());
        var row = new HBox(name(gpu.label()), bar);
        row.getStyleClass().add("gpu-row");
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static Label name(String words) {
        var label = new Label(words);
        label.setMinWidth(NAME);
        label.setPrefWidth(NAME);
        return label;
    }

    /// A colour never stands alone: each has its word.
    private HBox legend() {
        var legend = new HBox();
        legend.getStyleClass().add("legend");
        for (var standing : Standing.values()) {
            legend(legend, HeldMemory.style(standing), deck.texts().of("nodes.holder", standing));
        }
        legend(legend, "part-used", deck.texts().get("nodes.holder.unseen"));
        legend.setAlignment(Pos.CENTER_LEFT);
        return legend;
    }

    private static void legend(HBox legend, String style, String words) {
        var mark = new Region();
        mark.getStyleClass().addAll("legend-mark", style);
        var word = new Label(words);
        word.getStyleClass().add("tone-muted");
        legend.getChildren().addAll(mark, word);
    }
}
