package io.lockstep.app.ui.containers;

import io.lockstep.app.containers.Container;
import io.lockstep.app.hand.ContainerAct;
import io.lockstep.app.hand.HandDesk;
import io.lockstep.app.ui.Latest;
import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Moment;
import io.lockstep.app.ui.parts.Paragraph;
import io.lockstep.app.ui.text.Foreign;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.control.EngineStatus;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// Starts, stops and restarts one container. Each is asked once more, with what it will cost.
final class ContainerActs {
    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

    private final Deck deck;
    private final Optional<Supplier<HandDesk>> hands;
    private final Latest<Said> news;
    private final Button start = new Button();
    private final Button restart = new Button();
    private final Button stop = new Button();
    private final Button keep = new Button();
    private final Button confirm = new Button();
    private final HBox offers = new HBox(start, restart, stop);
    private final Paragraph question = new Paragraph();
    private final Paragraph outcome = new Paragraph("outcome");
    private final HBox bar;
    private Optional<FleetItem.One> shown = Optional.empty();
    private Optional<Moment> moment = Optional.empty();
    private Optional<ContainerAct> asked = Optional.empty();
    private boolean busy;

    /// How an act went; about one container, so that it is not shown beside another.
    private record Said(String container, String words, boolean bad) {}

    ContainerActs(Deck deck, Optional<Supplier<HandDesk>> hands, Executor fxThread) {
        this.deck = deck;
        this.hands = hands;
        news = new Latest<>(fxThread, this::said);
        button(start, "container-start", "containers.start", () -> ask(ContainerAct.START));
        button(restart, "container-restart", "containers.restart", () -> ask(ContainerAct.RESTART));
        button(stop, "container-stop", "containers.stop", () -> ask(ContainerAct.STOP));
        button(keep, "container-keep", "containers.keep", this::keep);
        button(confirm, "container-confirm", "containers.keep", this::confirm);
        confirm.getStyleClass().add("danger");
        offers.getStyleClass().add("buttons");
        offers.setMinWidth(Region.USE_PREF_SIZE);
        question.setId("container-consequence");
        question.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(question, Priority.ALWAYS);
        outcome.setId("container-outcome");
        outcome.say("");
        bar = new HBox(question, keep, confirm);
        bar.getStyleClass().add("question-bar");
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.managedProperty().bind(bar.visibleProperty());
    }

    private void button(Button button, String id, String key, Runnable act) {
        button.setId(id);
        button.setText(deck.texts().get(key));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.managedProperty().bind(button.visibleProperty());
        button.setOnAction(_ -> act.run());
    }

    /// The buttons that ask.
    Region offers() {
        return offers;
    }

    /// The question, while one is put.
    Region question() {
        return bar;
    }

    Region outcome() {
        return outcome;
    }

    void render(FleetItem.One one, Moment now) {
        var other = shown.filter(before -> before.container().id().equals(one.container().id()));
        if (other.isEmpty()) {
            asked = Optional.empty();
            outcome.say("");
        }
        shown = Optional.of(one);
        moment = Optional.of(now);
        var running = one.container().running();
        var possible = hands.isPresent() && one.host().up() && !busy;
        start.setVisible(!running);
        restart.setVisible(running);
        stop.setVisible(running);
        for (var each : new Button[] {start, restart, stop}) {
            each.setDisable(!possible || asked.isPresent());
        }
        asked = asked.filter(act -> possible && (act == ContainerAct.START) != running);
        bar.setVisible(asked.isPresent());
        asked.ifPresent(act -> put(act, one, now));
    }

    private void put(ContainerAct act, FleetItem.One one, Moment now) {
        question.say(deck.texts().get(consequence(act, one, now), version(one)));
        confirm.setText(
                deck.texts()
                        .of("containers.confirm", act, Foreign.line(one.container().name(), 60)));
    }

    private static String version(FleetItem.One one) {
        return one.container().version().orElse(one.container().name());
    }

    /// Who stops what serves must read another sentence than who stops what waits.
    private static String consequence(ContainerAct act, FleetItem.One one, Moment now) {
        var container = one.container();
        if (act == ContainerAct.START) {
            return "containers.costs.start";
        }
        if (container.role() == Container.Role.ENGINE) {
            return "containers.costs.engine";
        }
        if (serves(container, now)) {
            return act == ContainerAct.STOP
                    ? "containers.costs.stopServing"
                    : "containers.costs.restartServing";
        }
        return container.role() == Container.Role.CANDIDATE
                ? "containers.costs.candidate"
                : "containers.costs.idle";
    }

    private static boolean serves(Container container, Moment now) {
        var byDefault = now.snapshot().proxy().latest().flatMap(EngineStatus::defaultUpstream);
        return byDefault.isEmpty()
                ? container.role() == Container.Role.INCUMBENT
                : container.version().equals(byDefault);
    }

    private void ask(ContainerAct act) {
        asked = Optional.of(act);
        outcome.say("");
        again();
        keep.requestFocus();
    }

    private void keep() {
        asked = Optional.empty();
        again();
    }

    private void again() {
        shown.ifPresent(one -> moment.ifPresent(now -> render(one, now)));
    }

    private void confirm() {
        var act = asked;
        asked = Optional.empty();
        if (act.isPresent() && shown.isPresent() && hands.isPresent()) {
            busy = true;
            outcome.pseudoClassStateChanged(BAD, false);
            outcome.say(deck.texts().of("containers.busy", act.get()));
            begin(hands.get(), shown.get(), act.get());
        }
        again();
    }

    private void begin(Supplier<HandDesk> reach, FleetItem.One one, ContainerAct act) {
        Thread.ofVirtual()
                .name("%s %s".formatted(act, one.container().name()))
                .start(() -> news.accept(carriedOut(reach, one, act)));
    }

    private static Said carriedOut(Supplier<HandDesk> reach, FleetItem.One one, ContainerAct act) {
        var id = one.container().id();
        try {
            return new Said(
                    id, reach.get().act(one.host().host(), one.container(), act) + ".", false);
        } catch (ProblemException e) {
            return new Said(id, e.problem().sentence(), true);
        }
    }

    private void said(Said said) {
        busy = false;
        again();
        if (shown.filter(one -> one.container().id().equals(said.container())).isPresent()) {
            outcome.pseudoClassStateChanged(BAD, said.bad());
            outcome.say(Foreign.lines(said.words(), 600));
        }
    }
}
