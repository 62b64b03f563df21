package io.lockstep.app.ui.upgrade;

import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Deck.Question;
import io.lockstep.app.ui.parts.Moment;
import io.lockstep.app.upgrade.Plan;
import io.lockstep.app.upgrade.StepName;
import io.lockstep.app.upgrade.StepState;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// The one place where the upgrade is acted on. What destroys or takes back is asked a second time
/// here, with its consequence.
final class ActionBar {
    private final Deck deck;
    private final Button rollBack = new Button();
    private final Button disarm = new Button();
    private final Label left = new Label();
    private final Label right = new Label();
    private final Button keep = new Button();
    private final Button confirm = new Button();
    private final Button primary = new Button();
    private final HBox root = new HBox();
    private Optional<Question> asked = Optional.empty();
    private Optional<StepName> ready = Optional.empty();
    private Optional<Moment> shown = Optional.empty();

    ActionBar(Deck deck) {
        this.deck = deck;
        button(rollBack, "roll-back", "danger-outline", () -> ask(Question.ROLL_BACK));
        button(disarm, "disarm", "plain", () -> ask(Question.DISARM));
        button(keep, "keep", "plain", this::keep);
        button(confirm, "confirm", "danger", this::confirm);
        button(primary, "upgrade-primary", "primary", this::carryOut);
        rollBack.setText(deck.texts().get("upgrade.rollBackAsk"));
        disarm.setText(deck.texts().get("upgrade.disarmAsk"));
        left.getStyleClass().add("bar-words");
        left.setId("consequence");
        left.setWrapText(true);
        left.setMinWidth(0);
        right.getStyleClass().add("bar-words");
        right.setMinWidth(0);
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox.setHgrow(left, Priority.SOMETIMES);
        root.getChildren().addAll(rollBack, disarm, left, space, right, keep, confirm, primary);
        root.setAlignment(Pos.CENTER_LEFT);
        root.getStyleClass().addAll("panel", "action-bar");
    }

    private static void button(Button button, String id, String style, Runnable act) {
        button.setId(id);
        button.getStyleClass().add(style);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.managedProperty().bind(button.visibleProperty());
        button.setOnAction(_ -> act.run());
    }

    Region root() {
        return root;
    }

    /// Puts the question; nothing is done until it is confirmed.
    void ask(Question question) {
        asked = Optional.of(question);
        shown.ifPresent(this::render);
        keep.requestFocus();
    }

    void render(Moment moment) {
        shown = Optional.of(moment);
        var stage = Stage.of(moment.snapshot());
        asked = asked.filter(question -> possible(question, stage, moment));
        ready =
                stage.upgrade()
                        .flatMap(Plan::current)
                        .filter(step -> step.state() instanceof StepState.Ready)
                        .map(step -> step.name())
                        .filter(_ -> !moment.snapshot().upgrade().automatic());
        asked.ifPresentOrElse(question -> question(question, stage), () -> offers(moment, stage));
    }

    /// There must be something to take back, and the cutover must not have begun.
    static boolean possible(Question question, Stage stage, Moment moment) {
        return stage instanceof Stage.Coming(var plan, var armed)
                && (armed.isPresent()
                        || (question == Question.ROLL_BACK && begun(plan, moment.snapshot())));
    }

    private static boolean begun(Plan plan, Snapshot snapshot) {
        return snapshot.containers().latest().stream()
                .flatMap(host -> host.containers().stream())
                .anyMatch(container ->
                        container
                                .version()
                                .filter(plan.goal().upgrade().version()::equals)
                                .isPresent());
    }

    private void question(Question question, Stage stage) {
        show(false, false, true, false);
        var plan = stage.upgrade();
        var version = plan.map(known -> known.goal().upgrade().version()).orElse("");
        var incumbent = plan.map(known -> known.goal().incumbent()).orElse("");
        left.setText(deck.texts().of("upgrade.consequence", question, version, incumbent));
        right.setText("");
        keep.setText(deck.texts().of("upgrade.keep", question));
        confirm.setText(deck.texts().of("upgrade.confirm", question, version));
    }

    private void offers(Moment moment, Stage stage) {
        show(
                possible(Question.ROLL_BACK, stage, moment),
                possible(Question.DISARM, stage, moment),
                false,
                ready.isPresent());
        left.setText(remark(stage));
        right.setText(
                deck.texts()
                        .get(
                                moment.snapshot().upgrade().automatic()
                                        ? "upgrade.byItself"
                                        : "upgrade.leaving"));
        ready.ifPresent(step -> primary.setText(label(stage, step)));
    }

    private String label(Stage stage, StepName step) {
        return deck.texts()
                .of(
                        "upgrade.act",
                        step,
                        stage.upgrade().map(plan -> plan.goal().upgrade().version()).orElse(""));
    }

    private String remark(Stage stage) {
        return switch (stage) {
            case Stage.Coming(var plan, _) ->
                    deck.texts()
                            .get(
                                    "upgrade.free",
                                    deck.figures().whole(plan.goal().upgrade().height()));
            case Stage.UnderWay _ -> deck.texts().get("upgrade.handsOff");
            case Stage.After _ -> deck.texts().get("upgrade.afterwards");
            case Stage.FellBack _ -> deck.texts().get("upgrade.fellBack");
            case Stage.Unknown _, Stage.Quiet _ -> "";
        };
    }

    private void show(boolean back, boolean disarming, boolean asking, boolean acting) {
        rollBack.setVisible(back);
        disarm.setVisible(disarming);
        keep.setVisible(asking);
        confirm.setVisible(asking);
        primary.setVisible(acting);
    }

    private void keep() {
        asked = Optional.empty();
        shown.ifPresent(this::render);
    }

    private void confirm() {
        asked.ifPresent(question -> {
            switch (question) {
                case ROLL_BACK -> deck.intents().rollBack();
                case DISARM -> deck.intents().disarm();
            }
        });
        keep();
    }

    private void carryOut() {
        ready.ifPresent(deck.intents()::carryOut);
    }
}
