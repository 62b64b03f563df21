package io.lockstep.app.ui.containers;

import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.watch.HostSight;
import io.lockstep.app.hand.HandDesk;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.ui.parts.Column;
import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Icons;
import io.lockstep.app.ui.parts.Moment;
import io.lockstep.app.ui.parts.Panel;
import io.lockstep.app.ui.parts.Paragraph;
import io.lockstep.app.ui.parts.Place;
import io.lockstep.app.ui.parts.Scrolled;
import io.lockstep.app.ui.parts.Sheet;
import io.lockstep.app.ui.parts.Sign;
import io.lockstep.app.ui.parts.Split;
import io.lockstep.app.ui.parts.View;
import io.lockstep.app.ui.text.Foreign;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// Every host with its containers and, beside them, the chosen one in full.
public final class ContainersView implements View {
    private static final double ROW = 48;

    private final Deck deck;
    private final FleetWords words;
    private final UsageTrail trail = new UsageTrail();
    private final ListView<FleetItem> list = new ListView<>();
    private final ContainerDetail detail;
    private final Paragraph trouble = new Paragraph("trouble");
    private final Paragraph remark = new Paragraph("remark");
    private final Button remedy = new Button();
    private final Label name = new Label();
    private final Sheet about = new Sheet(Column.fixed(104), Column.grow(1)).named("host-about");
    private final VBox note = new VBox(name, trouble, about, remark, remedy);
    private final Panel listPanel;
    private final StackPane beside;
    private final Parent root;
    private Optional<Moment> shown = Optional.empty();
    private List<FleetItem> offered = List.of();
    private boolean filling;

    public ContainersView(Deck deck, Optional<Supplier<HandDesk>> hands, Executor fxThread) {
        this.deck = deck;
        words = new FleetWords(deck.texts(), deck.figures());
        detail = new ContainerDetail(deck, hands, trail, fxThread);
        list.setId("fleet");
        list.setFixedCellSize(ROW);
        list.setMinHeight(ROW * 3);
        list.setPrefHeight(320);
        list.getStyleClass().addAll("proposals", "fleet");
        list.setAccessibleText(deck.texts().get("containers.hosts"));
        list.setCellFactory(_ -> new FleetCell(deck, () -> shown));
        list.getSelectionModel().selectedItemProperty().addListener((_, _, _) -> chosen());
        VBox.setVgrow(list, Priority.ALWAYS);
        listPanel = new Panel(deck.texts().get("containers.hosts"), list);
        trouble.setId("host-trouble");
        trouble.setGraphic(Icons.of(Sign.LOOK));
        name.getStyleClass().add("step-heading");
        name.setId("host-name");
        name.managedProperty().bind(name.visibleProperty());
        remark.setId("host-remark");
        remedy.setId("host-remedy");
        remedy.setText(deck.texts().get("containers.openSettings"));
        remedy.setOnAction(_ -> deck.go().accept(Place.SETTINGS));
        remedy.managedProperty().bind(remedy.visibleProperty());
        note.getStyleClass().addAll("panel", "host-note");
        note.setId("host-note");
        beside = new StackPane(note, detail.root());
        var split = new Split(820, new double[] {1, 2.55}, listPanel, beside);
        VBox.setVgrow(split, Priority.ALWAYS);
        var page = new VBox(split);
        page.getStyleClass().add("page");
        root = Scrolled.of(page);
        root.setId("view-containers");
        root.sceneProperty()
                .addListener((_, _, scene) -> {
                    if (scene == null) {
                        detail.leaveLog();
                    }
                });
    }

    @Override
    public Parent root() {
        return root;
    }

    /// Takes note of what containers use, whether the view is open or not.
    public void sample(Snapshot snapshot) {
        trail.with(snapshot.fleet());
    }

    @Override
    public void render(Moment moment) {
        shown = Optional.of(moment);
        var fleet = moment.snapshot().fleet();
        fill(FleetItem.of(fleet));
        listPanel.aside(summary(fleet));
        chosen();
    }

    private String summary(List<HostSight> fleet) {
        var up = fleet.stream().filter(HostSight::up).count();
        return fleet.isEmpty()
                ? ""
                : deck.texts()
                        .get(
                                "containers.hostsUp",
                                deck.figures().whole(up),
                                deck.figures().whole(fleet.size()));
    }

    /// The chosen one stays chosen while its figures change, or is made anew.
    private void fill(List<FleetItem> items) {
        if (items.equals(offered)) {
            list.refresh();
            return;
        }
        var before = Optional.ofNullable(list.getSelectionModel().getSelectedItem());
        var next = before.flatMap(item -> item.among(items)).or(() -> first(items));
        offered = items;
        filling = true;
        list.getItems().setAll(items);
        next.ifPresentOrElse(
                item -> list.getSelectionModel().select(item),
                () -> list.getSelectionModel().clearSelection());
        filling = false;
    }

    /// What runs as the incumbent is what one most likely came for.
    private static Optional<FleetItem> first(List<FleetItem> items) {
        return items.stream()
                .filter(item ->
                        item instanceof FleetItem.One one
                                && one.container().running()
                                && one.container().role() == Container.Role.INCUMBENT)
                .findFirst()
                .or(() -> items.stream().filter(FleetItem.One.class::isInstance).findFirst())
                .or(() -> items.stream().findFirst());
    }

    private void chosen() {
        if (filling) {
            return;
        }
        var item = Optional.ofNullable(list.getSelectionModel().getSelectedItem());
        var container = item.filter(FleetItem.One.class::isInstance).map(FleetItem.One.class::cast);
        detail.root().setVisible(container.isPresent());
        note.setVisible(container.isEmpty());
        shown.ifPresent(moment ->
                container.ifPresentOrElse(
                        one -> detail.render(one, moment),
                        () -> note(item.map(FleetItem::host), moment)));
        if (container.isEmpty()) {
            detail.leaveLog();
        }
    }

    /// What is to be said where no container is chosen.
    private void note(Optional<HostSight> host, Moment moment) {
        name.setVisible(host.isPresent());
        name.setText(host.map(one -> Foreign.line(one.host(), 80)).orElse(""));
        about.show(host.map(one -> words.about(one, moment.now())).orElse(List.of()));
        var problem =
                host.map(HostSight::standing)
                        .filter(HostSight.Standing.Down.class::isInstance)
                        .map(HostSight.Standing.Down.class::cast)
                        .map(HostSight.Standing.Down::problem);
        trouble.say(problem.map(known -> Foreign.lines(known.sentence(), 600)).orElse(""));
        remark.say(problem.isPresent() ? "" : remark(host));
        remedy.setVisible(problem.isPresent());
    }

    private String remark(Optional<HostSight> host) {
        if (host.isEmpty()) {
            return deck.texts().get("containers.noHosts");
        }
        if (!host.get().up()) {
            return deck.texts().get("containers.reading");
        }
        if (host.get().containers().isEmpty()) {
            return deck.texts().get("containers.noContainers");
        }
        var cannot = host.get().engine().map(engine -> engine.cannot()).orElse(List.of());
        return cannot.isEmpty()
                ? deck.texts().get("containers.choose")
                : deck.texts().get("containers.cannot", String.join("; ", cannot));
    }
}
