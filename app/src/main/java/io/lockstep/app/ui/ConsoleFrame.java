package io.lockstep.app.ui;

import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.ui.acting.ActSheet;
import io.lockstep.app.ui.acting.OpenSends;
import io.lockstep.app.ui.activity.ActivityView;
import io.lockstep.app.ui.containers.ContainersView;
import io.lockstep.app.ui.governance.GovernanceView;
import io.lockstep.app.ui.nodes.NodesPage;
import io.lockstep.app.ui.overview.OverviewView;
import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Moment;
import io.lockstep.app.ui.parts.Place;
import io.lockstep.app.ui.parts.Trail;
import io.lockstep.app.ui.parts.View;
import io.lockstep.app.ui.proxy.ProxyView;
import io.lockstep.app.ui.settings.SettingsView;
import io.lockstep.app.ui.text.Figures;
import io.lockstep.app.ui.text.Texts;
import io.lockstep.app.ui.upgrade.UpgradeView;
import io.lockstep.app.upgrade.Intents;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;

/// The window's content: frame, views and palette. Everything in it is touched on the JavaFX thread
/// only.
final class ConsoleFrame {
    private final Texts texts = Texts.load();
    private final ConsoleContext context;
    private final Deck deck;
    private final StatusLine status;
    private final Rail rail;
    private final FootLine foot = new FootLine();
    private final Map<Place, View> views = new EnumMap<>(Place.class);
    private final UpgradeView upgrade;
    private final ContainersView containers;
    private final Palette palette;
    private final ActSheet sheet;
    private final Commands commands;
    private final BorderPane frame = new BorderPane();
    private final StackPane root;
    private Place place;
    private Optional<Moment> shown = Optional.empty();

    /// @param fxThread where findings of tests are drawn
    /// @param copy puts a text on the clipboard
    /// @param pick asks the person for a file
    ConsoleFrame(
            Intents intents,
            ConsoleContext context,
            Executor fxThread,
            Consumer<String> copy,
            Supplier<Optional<Path>> pick) {
        this.context = context;
        deck =
                new Deck(
                        texts,
                        new Figures(context.zone()),
                        intents,
                        this::go,
                        this::ask,
                        copy,
                        pick,
                        this::act,
                        context.reducedMotion());
        status = new StatusLine(deck, this::openPalette);
        rail = new Rail(deck);
        upgrade = new UpgradeView(deck);
        containers = new ContainersView(deck, context.hands(), fxThread);
        palette = new Palette(texts);
        sheet = new ActSheet(deck, context.desk(), fxThread, frame::setDisable);
        commands = new Commands(deck, copy, this::wear);
        views.put(Place.OVERVIEW, new OverviewView(deck));
        views.put(Place.UPGRADE, upgrade);
        views.put(
                Place.GOVERNANCE,
                new GovernanceView(deck, new OpenSends(deck, context.desk(), fxThread)));
        views.put(Place.NODES, new NodesPage(deck, context.charts(), fxThread));
        views.put(Place.CONTAINERS, containers);
        views.put(Place.PROXY, new ProxyView(deck, context.hands(), fxThread));
        views.put(Place.ACTIVITY, new ActivityView(deck));
        views.put(
                Place.SETTINGS,
                new SettingsView(deck, context.firstRun(), fxThread, context.theme(), this::wear));
        frame.setTop(status.root());
        frame.setLeft(rail.root());
        frame.setBottom(foot.root());
        root = new StackPane(frame, palette.root(), sheet.root());
        root.getStyleClass().add("console");
        place = Place.OVERVIEW;
        go(context.firstRun().current().rpcs().isEmpty() ? Place.SETTINGS : Place.OVERVIEW);
    }

    Parent root() {
        return root;
    }

    /// Ctrl+K and Ctrl+1 to Ctrl+8, or Command on a Mac.
    void keys(Scene scene) {
        scene.getAccelerators()
                .put(
                        new KeyCodeCombination(KeyCode.K, KeyCombination.SHORTCUT_DOWN),
                        this::openPalette);
        for (var each : Place.values()) {
            var digit = KeyCode.getKeyCode(Integer.toString(each.digit()));
            scene.getAccelerators()
                    .put(
                            new KeyCodeCombination(digit, KeyCombination.SHORTCUT_DOWN),
                            () -> go(each));
        }
    }

    /// Draws the frame and the view that is open; the others are drawn when they are opened.
    void render(Snapshot snapshot) {
        var trail = shown.map(Moment::trail).orElse(Trail.EMPTY).with(snapshot);
        var moment = new Moment(snapshot, context.clock().instant(), trail);
        shown = Optional.of(moment);
        containers.sample(snapshot);
        var facts = FrameFacts.of(moment, texts, deck.figures());
        status.render(facts);
        rail.render(facts);
        foot.render(facts);
        view().render(moment);
        sheet.render(moment);
    }

    /// Lets the clocks and ages go on while nothing else changes.
    void tick() {
        shown.ifPresent(moment -> render(moment.snapshot()));
    }

    void go(Place next) {
        place = next;
        rail.select(next);
        shown.ifPresent(view()::render);
        frame.setCenter(view().root());
    }

    private View view() {
        return views.getOrDefault(place, upgrade);
    }

    private void ask(Deck.Question question) {
        go(Place.UPGRADE);
        upgrade.ask(question);
    }

    /// Opens the sheet in which that is done.
    void act(Deck.Wanted wanted) {
        shown.ifPresent(moment -> sheet.open(wanted, moment));
    }

    private void openPalette() {
        shown.ifPresent(moment -> palette.open(commands.of(moment)));
    }

    private void wear(Theme theme) {
        Optional.ofNullable(root.getScene()).ifPresent(scene -> Look.wear(scene, theme));
        context.remember().accept(theme);
    }
}
