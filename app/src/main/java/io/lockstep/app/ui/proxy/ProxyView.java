package io.lockstep.app.ui.proxy;

import io.lockstep.app.hand.HandDesk;
import io.lockstep.app.ui.parts.Column;
import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Freshness;
import io.lockstep.app.ui.parts.Icons;
import io.lockstep.app.ui.parts.Moment;
import io.lockstep.app.ui.parts.Panel;
import io.lockstep.app.ui.parts.Paragraph;
import io.lockstep.app.ui.parts.Place;
import io.lockstep.app.ui.parts.Scrolled;
import io.lockstep.app.ui.parts.Sheet;
import io.lockstep.app.ui.parts.Sign;
import io.lockstep.app.ui.parts.Spark;
import io.lockstep.app.ui.parts.Split;
import io.lockstep.app.ui.parts.View;
import io.lockstep.app.ui.text.Foreign;
import io.lockstep.app.ui.text.Texts;
import io.lockstep.engine.control.EngineStatus;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The engine: what it listens on, where it sends what, what clients ask for, how its table came
/// about, and the way to change it.
public final class ProxyView implements View {
    private final Deck deck;
    private final ProxyRows rows;
    private final Sheet engine = new Sheet(Column.fixed(104), Column.grow(1)).named("engine");
    private final Sheet traffic =
            new Sheet(Column.grow(1), Column.fixed(128).toTheRight()).named("traffic-numbers");
    private final Spark spark;
    private final Sheet versions;
    private final Paragraph use = new Paragraph("remark");
    private final Paragraph kept = new Paragraph("trouble");
    private final Paragraph outcome = new Paragraph("outcome");
    private final Sheet cutover =
            new Sheet(Column.grow(1), Column.fixed(72).toTheRight()).named("cutover");
    private final Paragraph armed = new Paragraph("armed");
    private final Paragraph policy = new Paragraph("remark");
    private final GenerationList generations;
    private final Button change = new Button();
    private final boolean mayAct;
    private final ChangePane changing;
    private final Panel enginePanel;
    private final Paragraph away = new Paragraph("trouble");
    private final Label noneTitle = new Label();
    private final VBox none;
    private final Split upper;
    private final Region middle;
    private final Split lower;
    private final VBox page = new VBox();
    private final Parent root;
    private Optional<Moment> shown = Optional.empty();
    private boolean open;

    /// @param hands where the table is changed; empty for a window that only shows
    public ProxyView(Deck deck, Optional<Supplier<HandDesk>> hands, Executor fxThread) {
        this.deck = deck;
        mayAct = hands.isPresent();
        var texts = deck.texts();
        rows = new ProxyRows(texts, deck.figures());
        versions = versionSheet(texts);
        generations = new GenerationList(deck, this::back);
        changing = new ChangePane(deck, hands, fxThread, this::leave, this::done);
        enginePanel = new Panel(texts.get("proxy.engine"), engine);
        spark = new Spark(texts.get("state.noSamples"));
        VBox.setVgrow(spark, Priority.ALWAYS);
        upper =
                new Split(
                        900,
                        new double[] {1, 1, 1},
                        enginePanel,
                        new Panel(texts.get("proxy.traffic"), traffic),
                        new Panel(texts.get("overview.rateTitle"), spark));
        middle = versionsPanel();
        VBox.setVgrow(generations.root(), Priority.ALWAYS);
        lower =
                new Split(
                        900,
                        new double[] {1.6, 1},
                        new Panel(texts.get("proxy.generations"), generations.root()),
                        new Panel(texts.get("proxy.cutover"), armed, policy, cutover));
        VBox.setVgrow(lower, Priority.ALWAYS);
        VBox.setVgrow(changing.root(), Priority.ALWAYS);
        none = none();
        page.getStyleClass().add("page");
        root = Scrolled.of(page);
        root.setId("view-proxy");
    }

    private Panel versionsPanel() {
        use.setId("prefix-use");
        kept.setId("prefix-kept");
        kept.setGraphic(Icons.of(Sign.LOOK));
        kept.say("");
        outcome.setId("proxy-outcome");
        outcome.say("");
        change.setText(deck.texts().get("proxy.change"));
        change.setId("change-routes");
        change.getStyleClass().add("small-button");
        change.setOnAction(_ -> begin());
        return new Panel(deck.texts().get("proxy.versions"), versions, kept, use, outcome)
                .corner(change);
    }

    private static Sheet versionSheet(Texts texts) {
        return new Sheet(
                        Column.fixed(84).titled(texts.get("proxy.versionHead")),
                        Column.grow(0.9).titled(texts.get("proxy.takes")),
                        Column.grow(1.3).titled(texts.get("proxy.address")),
                        Column.fixed(60).titled(texts.get("proxy.inFlight")).toTheRight(),
                        Column.fixed(84).titled(texts.get("proxy.requests")).toTheRight(),
                        Column.fixed(56).titled(texts.get("proxy.errors")).toTheRight(),
                        Column.grow(1).titled(texts.get("proxy.used")).toTheRight())
                .named("upstreams");
    }

    /// In place of everything while nothing was ever read of an engine.
    private VBox none() {
        noneTitle.getStyleClass().add("headline");
        noneTitle.setId("proxy-none");
        away.setId("proxy-away");
        away.setGraphic(Icons.of(Sign.LOOK));
        var what = new Paragraph("tone-muted");
        what.say(deck.texts().get("proxy.noneWhat"));
        var remedy = new Button(deck.texts().get("proxy.openUpgrade"));
        remedy.setId("proxy-remedy");
        remedy.setOnAction(_ -> deck.go().accept(Place.UPGRADE));
        var box = new VBox(noneTitle, what, away, new HBox(remedy));
        box.getStyleClass().addAll("panel", "empty", "proxy-none");
        return box;
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void render(Moment moment) {
        shown = Optional.of(moment);
        var reading = moment.snapshot().proxy();
        enginePanel.freshness(Freshness.of(reading, moment.now(), deck.texts(), deck.figures()));
        reading.latest().ifPresentOrElse(status -> show(status, moment), () -> unread(moment));
    }

    private void unread(Moment moment) {
        var problem = moment.snapshot().proxy().trouble();
        noneTitle.setText(
                deck.texts().get(problem.isPresent() ? "proxy.none" : "proxy.notReadYet"));
        away.say(problem.map(known -> Foreign.lines(known.sentence(), 800)).orElse(""));
        arrange(List.of(none));
    }

    private void show(EngineStatus status, Moment moment) {
        engine.show(rows.engine(status, moment.now()));
        traffic.show(rows.traffic(status.traffic()));
        versions.show(rows.versions(status, moment.snapshot().plan(), moment.now()));
        kept.say(rows.kept(status));
        use.say(rows.use(status, moment.now()));
        cutover.show(status.cutover().map(rows::cutover).orElse(List.of()));
        armed.say(status.cutover().map(rows::armed).orElse(""));
        policy.say(status.cutover().map(rows::policy).orElse(deck.texts().get("proxy.noCutover")));
        generations.render(status);
        change.setDisable(!mayAct || open);
        spark.show(moment.trail());
        arrange(List.of(upper, middle, open ? changing.root() : lower));
    }

    private void arrange(List<? extends Region> parts) {
        if (!page.getChildren().equals(parts)) {
            page.getChildren().setAll(parts);
        }
    }

    private void begin() {
        shown.flatMap(moment -> moment.snapshot().proxy().latest())
                .ifPresent(status -> opened(() -> changing.edit(status.generation())));
    }

    private void back(long generation) {
        if (mayAct) {
            opened(() -> changing.back(generation));
        }
    }

    private void opened(Runnable then) {
        open = true;
        outcome.say("");
        shown.ifPresent(this::render);
        then.run();
    }

    private void leave() {
        open = false;
        shown.ifPresent(this::render);
        change.requestFocus();
    }

    private void done(String words) {
        leave();
        outcome.say(Foreign.lines(words, 400));
    }
}
