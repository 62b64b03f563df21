package io.lockstep.app.ui.proxy;

import io.lockstep.app.ui.parts.Column;
import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Freshness;
import io.lockstep.app.ui.parts.Moment;
import io.lockstep.app.ui.parts.Panel;
import io.lockstep.app.ui.parts.Paragraph;
import io.lockstep.app.ui.parts.Scrolled;
import io.lockstep.app.ui.parts.Sheet;
import io.lockstep.app.ui.parts.Spark;
import io.lockstep.app.ui.parts.Split;
import io.lockstep.app.ui.parts.View;
import io.lockstep.app.ui.text.Texts;
import io.lockstep.engine.control.EngineStatus;
import java.util.List;
import javafx.scene.Parent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The engine: what it listens on, where it sends what, and what it has done.
public final class ProxyView implements View {
    private final Deck deck;
    private final ProxyRows rows;
    private final Sheet engine = new Sheet(Column.fixed(120), Column.grow(1)).named("engine");
    private final Sheet traffic =
            new Sheet(Column.grow(1), Column.fixed(116).toTheRight()).named("traffic-numbers");
    private final Spark spark = new Spark();
    private final Sheet routes;
    private final Sheet upstreams;
    private final Sheet cutover =
            new Sheet(Column.grow(1), Column.fixed(72).toTheRight()).named("cutover");
    private final Paragraph noCutover = new Paragraph("remark");
    private final Panel enginePanel;
    private final Parent root;

    public ProxyView(Deck deck) {
        this.deck = deck;
        var texts = deck.texts();
        rows = new ProxyRows(texts, deck.figures());
        routes =
                new Sheet(
                                Column.grow(1).titled(texts.get("proxy.path")),
                                Column.grow(1).titled(texts.get("proxy.upstream")),
                                Column.fixed(120).titled(texts.get("proxy.how")))
                        .named("routes");
        upstreams = upstreamSheet(texts);
        enginePanel = new Panel(texts.get("proxy.engine"), engine);
        var rate = new Panel(texts.get("overview.rateTitle"), spark);
        VBox.setVgrow(spark, Priority.ALWAYS);
        var lower =
                new Split(
                        900,
                        new double[] {1, 2.03},
                        new Panel(texts.get("proxy.routes"), routes),
                        new Panel(texts.get("proxy.cutover"), cutover, noCutover));
        VBox.setVgrow(lower, Priority.ALWAYS);
        var page =
                new VBox(
                        new Split(
                                900,
                                new double[] {1, 1, 1},
                                enginePanel,
                                new Panel(texts.get("proxy.traffic"), traffic),
                                rate),
                        new Panel(texts.get("proxy.upstreams"), upstreams),
                        lower);
        page.getStyleClass().add("page");
        root = Scrolled.of(page);
        root.setId("view-proxy");
    }

    private static Sheet upstreamSheet(Texts texts) {
        return new Sheet(
                        Column.fixed(130).titled(texts.get("proxy.upstream")),
                        Column.grow(1).titled(texts.get("proxy.address")),
                        Column.fixed(90).titled(texts.get("proxy.inFlight")).toTheRight(),
                        Column.fixed(110).titled(texts.get("proxy.requests")).toTheRight(),
                        Column.fixed(80).titled(texts.get("proxy.errors")).toTheRight())
                .named("upstreams");
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void render(Moment moment) {
        var reading = moment.snapshot().proxy();
        enginePanel.freshness(Freshness.of(reading, moment.now(), deck.texts(), deck.figures()));
        var status = reading.latest();
        engine.show(status.map(known -> rows.engine(known, moment.now())).orElse(List.of()));
        traffic.show(status.map(known -> rows.traffic(known.traffic())).orElse(List.of()));
        routes.show(status.map(rows::routes).orElse(List.of()));
        upstreams.show(status.map(rows::upstreams).orElse(List.of()));
        var record = status.flatMap(EngineStatus::cutover);
        cutover.show(record.map(rows::cutover).orElse(List.of()));
        noCutover.say(record.isPresent() ? "" : deck.texts().get("proxy.noCutover"));
        spark.show(moment.trail());
    }
}
