package io.lockstep.app.ui.upgrade;

import atlantafx.base.controls.ToggleSwitch;
import io.lockstep.app.ui.overview.HeadlineFacts;
import io.lockstep.app.ui.parts.Column;
import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Moment;
import io.lockstep.app.ui.parts.Panel;
import io.lockstep.app.ui.parts.Paragraph;
import io.lockstep.app.ui.parts.Scrolled;
import io.lockstep.app.ui.parts.Sheet;
import io.lockstep.app.ui.parts.Split;
import io.lockstep.app.ui.parts.View;
import io.lockstep.app.ui.text.Foreign;
import io.lockstep.app.upgrade.CleanUpList;
import io.lockstep.app.upgrade.Plan;
import io.lockstep.app.upgrade.Step;
import io.lockstep.app.upgrade.StepName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The upgrade at work, step by step, and the clean-up at its end.
public final class UpgradeView implements View {
    private static final PseudoClass LATE = PseudoClass.getPseudoClass("look");
    private static final int LONGEST = 40;

    private final Deck deck;
    private final Label title = new Label();
    private final Label version = new Label();
    private final Label aside = new Label();
    private final ToggleSwitch automatic = new ToggleSwitch();
    private final HBox head;
    private final StepList steps = new StepList(this::choose);
    private final Label stepTitle = new Label();
    private final Paragraph explanation = new Paragraph("tone-muted");
    private final Sheet evidence =
            new Sheet(Column.grow(1), Column.fixed(72).toTheRight()).named("step-evidence");
    private final Sheet differences;
    private final Panel differencesPanel;
    private final PullPanel pull;
    private final Paragraph wrong = new Paragraph();
    private final Paragraph sources = new Paragraph("tone-muted");
    private final ActionBar bar;
    private final CleanUpPage cleanUp;
    private final Split work;
    private final SchedulePage schedule;
    private final ToggleButton scheduleButton = new ToggleButton();
    private final Label safeStart = new Label();
    private final Paragraph nothing = new Paragraph("tone-muted");
    private final ToggleButton looking = new ToggleButton();
    private final VBox empty;
    private final VBox page = new VBox();
    private final Parent root;
    private Optional<StepName> chosen = Optional.empty();
    private Optional<Moment> shown = Optional.empty();

    public UpgradeView(Deck deck) {
        this.deck = deck;
        var texts = deck.texts();
        bar = new ActionBar(deck);
        pull = new PullPanel(deck);
        cleanUp = new CleanUpPage(deck);
        schedule = new SchedulePage(deck);
        head = head();
        differences =
                new Sheet(
                        Column.fixed(72).titled(texts.get("upgrade.settingHead")),
                        Column.grow(1).titled(texts.get("upgrade.incumbentHead")),
                        Column.grow(1).titled(texts.get("upgrade.candidateHead")));
        differencesPanel = new Panel(texts.get("upgrade.differs"), differences);
        var wayBack =
                new Panel(
                        texts.get("upgrade.ifWrong"),
                        wrong,
                        heading(texts.get("upgrade.evidence")),
                        sources);
        work = new Split(880, new double[] {1.2, 1.75, 1}, steps.root(), detail(), wayBack);
        VBox.setVgrow(work, Priority.ALWAYS);
        nothing.setText(texts.get("upgrade.nothing"));
        var quiet = new Label(texts.get("upgrade.nothingTitle"));
        quiet.getStyleClass().add("headline");
        looking.setText(texts.get("upgrade.look"));
        looking.setId("look-for-leftovers");
        looking.getStyleClass().add("head-toggle");
        looking.setOnAction(_ -> look());
        empty = new VBox(quiet, nothing, looking);
        empty.getStyleClass().addAll("panel", "empty");
        empty.setId("no-upgrade");
        page.getStyleClass().addAll("page", "page-body");
        root = Scrolled.of(page);
        root.setId("view-upgrade");
    }

    private HBox head() {
        title.getStyleClass().add("headline");
        version.getStyleClass().addAll("headline", "tone-candidate");
        aside.getStyleClass().add("headline-aside");
        aside.setMinWidth(0);
        automatic.setId("automatic");
        automatic.setText(deck.texts().get("upgrade.automatic"));
        automatic.selectedProperty().addListener((_, _, on) -> automatic(on));
        scheduleButton.setText(deck.texts().get("upgrade.schedule"));
        scheduleButton.setId("show-schedule");
        scheduleButton.getStyleClass().add("head-toggle");
        scheduleButton.setOnAction(_ -> shown.ifPresent(this::render));
        safeStart.setId("safe-start");
        safeStart.getStyleClass().addAll("chip", "safe-start");
        safeStart.managedProperty().bind(safeStart.visibleProperty());
        for (var each : List.of(title, version, automatic, scheduleButton, safeStart)) {
            each.setMinWidth(Region.USE_PREF_SIZE);
        }
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var line = new HBox(title, version, aside, space, safeStart, automatic, scheduleButton);
        line.getStyleClass().add("page-head");
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private VBox detail() {
        stepTitle.getStyleClass().add("step-heading");
        stepTitle.setId("step-heading");
        var panel = new VBox(stepTitle, explanation, evidence);
        panel.getStyleClass().addAll("panel", "step-panel");
        VBox.setVgrow(differencesPanel, Priority.ALWAYS);
        differencesPanel.managedProperty().bind(differencesPanel.visibleProperty());
        VBox.setVgrow(pull.root(), Priority.ALWAYS);
        var column = new VBox(panel, pull.root(), differencesPanel);
        column.getStyleClass().add("column");
        return column;
    }

    private static Label heading(String text) {
        var label = new Label(text);
        label.getStyleClass().addAll("panel-title", "later-title");
        return label;
    }

    @Override
    public Parent root() {
        return root;
    }

    /// Whether the question makes sense at this moment.
    public static boolean possible(Deck.Question question, Moment moment) {
        return ActionBar.possible(question, Stage.of(moment.snapshot()), moment);
    }

    /// Opens the question in the action bar.
    public void ask(Deck.Question question) {
        if (question == Deck.Question.SWITCH_BACK) {
            chosen = Optional.of(StepName.CLEAN_UP);
            shown.ifPresent(this::render);
        }
        bar.ask(question);
    }

    @Override
    public void render(Moment moment) {
        shown = Optional.of(moment);
        Stage.of(moment.snapshot())
                .upgrade()
                .ifPresentOrElse(plan -> plan(plan, moment), () -> withoutPlan(moment));
    }

    private void withoutPlan(Moment moment) {
        var list = moment.snapshot().upgrade().cleanUp().filter(CleanUpList::counted);
        if (looking.isSelected() && list.isPresent()) {
            cleanUp.render(Optional.empty(), list.get(), moment.snapshot());
            arrange(List.of(empty, cleanUp.root()));
        } else {
            schedule.render(moment);
            arrange(List.of(empty, schedule.root()));
        }
    }

    private void plan(Plan plan, Moment moment) {
        automatic.setSelected(moment.snapshot().upgrade().automatic());
        version.setText(Foreign.line(plan.goal().upgrade().version(), LONGEST));
        safeStart(plan, moment);
        var list = moment.snapshot().upgrade().cleanUp();
        var name = plan.current().map(Step::name).orElse(StepName.CLEAN_UP);
        if (scheduleButton.isSelected()) {
            title(plan, moment);
            schedule.render(moment);
            arrange(List.of(head, schedule.root()));
        } else if (list.isPresent() && name == StepName.CLEAN_UP && chosen.isEmpty()) {
            cleanUp(plan, list.get(), moment);
        } else {
            steps(plan, chosen.orElse(name), moment);
        }
    }

    private void cleanUp(Plan plan, CleanUpList list, Moment moment) {
        title.setText(deck.texts().get("upgrade.cleanUpAfter"));
        var since = CleanUpFacts.blocksSince(moment.snapshot(), plan.goal().upgrade().height());
        aside.setText(
                since.isPresent()
                        ? deck.texts()
                                .get("upgrade.settled", deck.figures().whole(since.getAsLong()))
                        : "");
        cleanUp.render(Optional.of(plan), list, moment.snapshot());
        arrange(List.of(head, cleanUp.root()));
    }

    private void steps(Plan plan, StepName name, Moment moment) {
        var texts = deck.texts();
        var figures = deck.figures();
        title(plan, moment);
        steps.render(new StepRows(texts, figures).of(plan), name);
        var facts = StepFacts.of(name, plan, moment, texts, figures);
        stepTitle.setText(facts.title());
        explanation.say(facts.explanation());
        evidence.show(facts.evidence());
        wrong.say(facts.wayBack());
        sources.say(facts.sources());
        differences.show(new Differences(texts, figures).of(plan, moment.snapshot()));
        var pulled = moment.snapshot().upgrade().pull().filter(_ -> name == StepName.PULL);
        pull.render(pulled);
        differencesPanel.setVisible(pulled.isEmpty());
        bar.render(moment);
        arrange(List.of(head, work, bar.root()));
    }

    private void title(Plan plan, Moment moment) {
        title.setText(deck.texts().get("upgrade.to"));
        aside.setText(
                deck.texts()
                        .get(
                                "upgrade.at",
                                deck.figures().whole(plan.goal().upgrade().height()),
                                HeadlineFacts.distance(
                                        plan, moment, deck.texts(), deck.figures())));
    }

    private void safeStart(Plan plan, Moment moment) {
        var found = SafeStart.of(plan, moment);
        safeStart.setVisible(found.isPresent());
        found.ifPresent(safe -> {
            var late = safe.past(moment.now());
            safeStart.setText(
                    late
                            ? deck.texts().get("upgrade.safeStartPast")
                            : deck.texts()
                                    .get(
                                            "upgrade.safeStart",
                                            deck.figures()
                                                    .duration(
                                                            Duration.between(
                                                                    moment.now(), safe.at()))));
            safeStart.setTooltip(
                    new Tooltip(
                            deck.texts()
                                    .get(
                                            "upgrade.safeStartWhy",
                                            deck.figures().day(safe.at()),
                                            deck.figures().duration(safe.needs()))));
            safeStart.pseudoClassStateChanged(LATE, late);
        });
    }

    private void arrange(List<? extends Region> parts) {
        if (!page.getChildren().equals(parts)) {
            page.getChildren().setAll(parts);
        }
    }

    /// Choosing the current step again follows the upgrade once more.
    private void choose(StepName name) {
        chosen =
                shown.flatMap(moment -> moment.snapshot().plan())
                                .flatMap(Plan::current)
                                .filter(step -> step.name() == name)
                                .isPresent()
                        ? Optional.empty()
                        : Optional.of(name);
        shown.ifPresent(this::render);
    }

    private void look() {
        if (looking.isSelected()) {
            deck.intents().survey();
        }
        shown.ifPresent(this::render);
    }

    private void automatic(boolean on) {
        var known = shown.map(moment -> moment.snapshot().upgrade().automatic());
        if (known.filter(now -> now != on).isPresent()) {
            deck.intents().automatic(on);
        }
    }
}
