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
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// The one place where the upgrade is acted on. What destroys or takes back is asked a second time
/// here, with its consequence.
final class ActionBar {
    private final Deck deck;
    private final Button rollBack = new Button();
    private final Button disarm = new Button();
    private final Button override = new Button();
    private final TextField typed = new TextField();
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
        button(rollBack, "roll-back", "danger-outline", () -> ask(back()));
        button(disarm, "disarm", "plain", () -> ask(Question.DISARM));
        button(override, "override", "danger-outline", () -> ask(Question.OVERRIDE));
        button(keep, "keep", "plain", this::keep);
        button(confirm, "confirm", "danger", this::confirm);
        button(primary, "upgrade-primary", "primary", this::carryOut);
        rollBack.setText(deck.texts().get("upgrade.rollBackAsk"));
        disarm.setText(deck.texts().get("upgrade.disarmAsk"));
        override.setText(deck.texts().get("upgrade.overrideAsk"));
        typed.setId("typed");
        typed.setMinWidth(180);
        typed.managedProperty().bind(typed.visibleProperty());
        typed.textProperty().addListener((_, _, _) -> confirmable());
        typed.setOnAction(_ -> confirm());
        left.getStyleClass().add("bar-words");
        left.setId("consequence");
        left.setWrapText(true);
        left.setMinWidth(0);
        right.getStyleClass().add("bar-words");
        right.setMinWidth(0);
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox.setHgrow(left, Priority.SOMETIMES);
        root.getChildren()
                .addAll(
                        rollBack, disarm, override, left, space, right, typed, keep, confirm,
                        primary);
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
        typed.clear();
        shown.ifPresent(this::render);
        if (typed.isVisible()) {
            typed.requestFocus();
        } else {
            keep.requestFocus();
        }
    }

    /// The way back that the moment has.
    private Question back() {
        return shown.map(moment -> Stage.of(moment.snapshot()))
                .filter(stage -> stage instanceof Stage.After)
                .map(_ -> Question.SWITCH_BACK)
                .orElse(Question.ROLL_BACK);
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

    /// What is taken back must be there; while the cutover is under way nothing is.
    static boolean possible(Question question, Stage stage, Moment moment) {
        return switch (question) {
            case SWITCH_BACK -> stage instanceof Stage.After;
            case OVERRIDE -> !moment.snapshot().upgrade().overridable().isEmpty();
            case DISARM -> stage instanceof Stage.Coming(_, var armed) && armed.isPresent();
            case ROLL_BACK ->
                    stage instanceof Stage.Coming(var plan, var armed)
                            && (armed.isPresent() || begun(plan, moment.snapshot()));
        };
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
        override.setVisible(false);
        var plan = stage.upgrade();
        var version = plan.map(known -> known.goal().upgrade().version()).orElse("");
        var subject = question == Question.OVERRIDE ? check() : incumbent(plan);
        left.setText(deck.texts().of("upgrade.consequence", question, version, subject));
        right.setText("");
        keep.setText(deck.texts().of("upgrade.keep", question));
        confirm.setText(deck.texts().of("upgrade.confirm", question, version, subject));
        typed.setVisible(question == Question.SWITCH_BACK || question == Question.OVERRIDE);
        typed.setPromptText(
                question == Question.OVERRIDE
                        ? deck.texts().get("upgrade.typeReason")
                        : deck.texts().get("upgrade.typeVersion", subject));
        confirmable();
    }

    private static String incumbent(Optional<Plan> plan) {
        return plan.map(known -> known.goal().incumbent()).orElse("");
    }

    /// The name of the failing check.
    private String check() {
        return shown.stream()
                .flatMap(moment -> moment.snapshot().upgrade().overridable().stream())
                .findFirst()
                .orElse("");
    }

    /// A version is typed as it is, a reason in any words.
    private void confirmable() {
        var right = asked.map(this::typedFor).orElse(true);
        confirm.setDisable(!right);
    }

    private boolean typedFor(Question question) {
        var text = typed.getText().strip();
        return switch (question) {
            case ROLL_BACK, DISARM -> true;
            case OVERRIDE -> !text.isEmpty();
            case SWITCH_BACK ->
                    shown.map(moment -> Stage.of(moment.snapshot()).upgrade())
                            .filter(plan -> text.equals(incumbent(plan)))
                            .isPresent();
        };
    }

    private void offers(Moment moment, Stage stage) {
        show(
                possible(Question.ROLL_BACK, stage, moment)
                        || possible(Question.SWITCH_BACK, stage, moment),
                possible(Question.DISARM, stage, moment),
                false,
                ready.isPresent());
        override.setVisible(possible(Question.OVERRIDE, stage, moment));
        typed.setVisible(false);
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
        if (confirm.isDisabled()) {
            return;
        }
        asked.ifPresent(question -> {
            switch (question) {
                case ROLL_BACK, SWITCH_BACK -> deck.intents().rollBack();
                case DISARM -> deck.intents().disarm();
                case OVERRIDE -> deck.intents().override(check(), typed.getText().strip());
            }
        });
        keep();
    }

    private void carryOut() {
        ready.ifPresent(deck.intents()::carryOut);
    }
}
