package io.lockstep.app.ui.nodes;

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
import javafx.scene.Parent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// Everything that runs on the host and what the API node makes of it.
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
    private final Parent root;

    public NodesPage(Deck deck) {
        this.deck = deck;
        var texts = deck.texts();
        rows = new NodeRows(texts, deck.figures());
        containers = containerSheet(texts);
        mlNodes =
                new Sheet(
                                Column.fixed(76).titled(texts.get("nodes.version")),
                                Column.fixed(110).titled(texts.get("nodes.state")),
                                Column.grow(1).titled(texts.get("nodes.problem")))
                        .named("mlnodes");
        apiNodes =
                new Sheet(
                                Column.fixed(64).titled(texts.get("nodes.entry")),
                                Column.grow(1).titled(texts.get("nodes.address")),
                                Column.fixed(96).titled(texts.get("nodes.status")),
                                Column.grow(1).titled(texts.get("nodes.models")),
                                Column.fixed(58).titled(texts.get("nodes.use")))
                        .named("api-nodes");
        gpus = new GpuList(texts, deck.figures());
        containersPanel = new Panel(texts.get("nodes.containers"), containers, noContainers);
        mlPanel = new Panel(texts.get("nodes.mlNodes"), mlNodes);
        apiPanel = new Panel(texts.get("nodes.apiNodes"), apiNodes);
        epochPanel = new Panel(texts.get("nodes.epochTitle"), epoch);
        hostPanel = new Panel(texts.get("nodes.hostTitle"), host);
        gpuPanel = new Panel(texts.get("overview.gpus"), gpus);
        var lower = new Split(FOLD, new double[] {1, 1, 1}, gpuPanel, hostPanel, epochPanel);
        VBox.setVgrow(lower, Priority.ALWAYS);
        var page =
                new VBox(
                        containersPanel,
                        new Split(FOLD, new double[] {1, 1.9}, mlPanel, apiPanel),
                        lower);
        page.getStyleClass().add("page");
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
}
