package io.lockstep.app.ui.nodes;

import io.lockstep.app.samples.Charts;
import io.lockstep.app.snapshot.Reading;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.ui.parts.Column;
import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Freshness;
import io.lockstep.app.ui.parts.GpuList;
import io.lockstep.app.ui.parts.Moment;
import io.lockstep.app.ui.parts.Panel;
import io.lockstep.app.ui.parts.Paragraph;
import io.lockstep.app.ui.parts.Scrolled;
import io.lockstep.app.ui.parts.Sheet;
import io.lockstep.app.ui.parts.Split;
import io.lockstep.app.ui.parts.View;
import io.lockstep.app.ui.text.Texts;
import io.lockstep.app.ui.upgrade.Stage;
import io.lockstep.engine.control.EngineStatus;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// Everything that runs on the host and what the API node makes of it; behind it the cards and the
/// load of the host, with what they did until now.
public final class NodesPage implements View {
    private static final double FOLD = 1000;

    private final Deck deck;
    private final NodeRows rows;
    private final Sheet containers;
    private final Sheet mlNodes;
    private final Sheet apiNodes;
    private final Sheet epoch = new Sheet(Column.fixed(110), Column.grow(1)).named("epoch");
    private final Sheet host = new Sheet(Column.fixed(110), Column.grow(1)).named("host");
    private final GpuList gpus;
    private final Paragraph noContainers = new Paragraph("remark");
    private final Panel containersPanel;
    private final Panel mlPanel;
    private final Panel apiPanel;
    private final Panel epochPanel;
    private final Panel hostPanel;
    private final Panel gpuPanel;
    private final Paragraph advice = new Paragraph("trouble");
    private final Button copyMove = new Button();
    private final GpuPage gpuPage;
    private final HostPage hostPage;
    private final Choice<Tab> tabs;
    private final Choice<Range> ranges;
    private final HostChoice hosts;
    private final StackPane body = new StackPane();
    private final VBox overview;
    private final Parent root;
    private Optional<Moment> shown = Optional.empty();

    private enum Tab {
        NODES,
        GPUS,
        HOST
    }

    /// @param charts of what was sampled, where something is
    public NodesPage(Deck deck, Optional<Charts> charts, Executor fxThread) {
        this.deck = deck;
        gpuPage = new GpuPage(deck, new Curves(charts, fxThread));
        hostPage = new HostPage(deck, new Curves(charts, fxThread));
        tabs =
                new Choice<>(
                        "nodes-tab",
                        List.of(Tab.values()),
                        tab -> deck.texts().of("nodes.tab", tab),
                        Enum::name,
                        _ -> again());
        hosts = new HostChoice(deck.texts().get("nodes.firstHost"), this::again);
        ranges =
                new Choice<>(
                        "nodes-range",
                        List.of(Range.values()),
                        range -> deck.texts().of("nodes.range", range),
                        Enum::name,
                        _ -> again());
        var texts = deck.texts();
        rows = new NodeRows(texts, deck.figures());
        containers = containerSheet(texts);
        mlNodes =
                new Sheet(
                                Column.fixed(66).titled(texts.get("nodes.version")),
                                Column.fixed(96).titled(texts.get("nodes.throughProxy")),
                                Column.fixed(96).titled(texts.get("nodes.directly")),
                                Column.grow(1).titled(texts.get("nodes.tells")))
                        .named("mlnodes");
        apiNodes =
                new Sheet(
                                Column.fixed(52).titled(texts.get("nodes.entry")),
                                Column.grow(1.1).titled(texts.get("nodes.address")),
                                Column.fixed(84).titled(texts.get("nodes.ports")),
                                Column.fixed(88).titled(texts.get("nodes.wayHead")),
                                Column.fixed(100).titled(texts.get("nodes.status")),
                                Column.grow(0.9).titled(texts.get("nodes.models")),
                                Column.fixed(66).titled(texts.get("nodes.use")))
                        .named("api-nodes");
        gpus = new GpuList(texts, deck.figures());
        containersPanel = new Panel(texts.get("nodes.containers"), containers, noContainers);
        mlPanel = new Panel(texts.get("nodes.mlNodes"), mlNodes);
        copyMove.setText(texts.get("nodes.copyMove"));
        copyMove.setId("copy-move");
        copyMove.getStyleClass().add("small-button");
        copyMove.setOnAction(_ -> moves().ifPresent(deck.copy()));
        apiPanel = new Panel(texts.get("nodes.apiNodes"), apiNodes, advice, copyMove);
        epochPanel = new Panel(texts.get("nodes.epochTitle"), epoch);
        hostPanel = new Panel(texts.get("nodes.hostTitle"), host);
        gpuPanel = new Panel(texts.get("overview.gpus"), gpus);
        var lower = new Split(FOLD, new double[] {1, 1, 1}, gpuPanel, hostPanel, epochPanel);
        VBox.setVgrow(lower, Priority.ALWAYS);
        overview =
                new VBox(
                        containersPanel,
                        new Split(FOLD, new double[] {1, 1.7}, mlPanel, apiPanel),
                        lower);
        overview.getStyleClass().add("page");
        body.getChildren().setAll(overview);
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var head = new HBox(tabs.root(), hosts.root(), space, ranges.root());
        head.getStyleClass().add("tabs-head");
        var page = new VBox(head, body);
        VBox.setVgrow(body, Priority.ALWAYS);
        root = Scrolled.of(page);
        root.setId("view-nodes");
    }

    private static Sheet containerSheet(Texts texts) {
        return new Sheet(
                        Column.grow(1.2).titled(texts.get("nodes.name")),
                        Column.fixed(84).titled(texts.get("nodes.roleHead")),
                        Column.fixed(72).titled(texts.get("nodes.version")),
                        Column.grow(0.8).titled(texts.get("nodes.state")),
                        Column.grow(1.5).titled(texts.get("nodes.image")),
                        Column.grow(1).titled(texts.get("nodes.address")))
                .named("containers");
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void render(Moment moment) {
        shown = Optional.of(moment);
        ranges.root().setVisible(tabs.chosen() != Tab.NODES);
        hosts.show(moment.snapshot(), tabs.chosen() != Tab.NODES);
        switch (tabs.chosen()) {
            case NODES -> nodes(moment);
            case GPUS -> {
                put(gpuPage.root());
                gpuPage.render(
                        hosts.gpus(moment.snapshot()),
                        hosts::series,
                        ranges.chosen(),
                        moment.now());
            }
            case HOST -> {
                put(hostPage.root());
                hostPage.render(
                        hosts.load(moment.snapshot()),
                        hosts::series,
                        ranges.chosen(),
                        moment.now());
            }
        }
    }

    private void again() {
        shown.ifPresent(this::render);
    }

    private void put(Node page) {
        if (!body.getChildren().contains(page)) {
            body.getChildren().setAll(page);
        }
    }

    private void nodes(Moment moment) {
        put(overview);
        var snapshot = moment.snapshot();
        var serving = servesAlone(snapshot);
        var shown = snapshot.containers().latest().map(host -> rows.containers(host, serving));
        containers.show(shown.orElse(List.of()));
        noContainers.say(
                shown.filter(List::isEmpty).isPresent()
                        ? deck.texts().get("nodes.noContainers")
                        : "");
        age(containersPanel, snapshot.containers(), moment);
        mlNodes.show(snapshot.nodes().latest().map(rows::mlNodes).orElse(List.of()));
        apiNodes.show(snapshot.nodes().latest().map(rows::apiNodes).orElse(List.of()));
        advice.say(snapshot.nodes().latest().map(rows::advice).orElse(""));
        copyMove.setVisible(moves().isPresent());
        copyMove.setManaged(copyMove.isVisible());
        epoch.show(snapshot.nodes().latest().map(rows::epoch).orElse(List.of()));
        age(mlPanel, snapshot.nodes(), moment);
        age(apiPanel, snapshot.nodes(), moment);
        age(epochPanel, snapshot.nodes(), moment);
        host.show(snapshot.host().latest().map(rows::host).orElse(List.of()));
        age(hostPanel, snapshot.host(), moment);
        gpus.show(snapshot.gpus());
        gpuPanel.aside(gpus.summary(snapshot.gpus()));
    }

    /// Between upgrades the version that serves is the incumbent of the next one.
    private static Optional<String> servesAlone(Snapshot snapshot) {
        return Stage.of(snapshot) instanceof Stage.Quiet
                ? snapshot.proxy().latest().flatMap(EngineStatus::defaultUpstream)
                : Optional.empty();
    }

    private void age(Panel panel, Reading<?> reading, Moment moment) {
        panel.freshness(Freshness.of(reading, moment.now(), deck.texts(), deck.figures()));
    }

    /// The commands that bring back behind the proxy what is reached past it.
    private Optional<String> moves() {
        return shown.flatMap(moment -> moment.snapshot().nodes().latest())
                .map(rows::moves)
                .filter(commands -> !commands.isEmpty());
    }
}
