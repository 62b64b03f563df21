package io.lockstep.app.ui.proxy;

import io.lockstep.app.hand.HandDesk;
import io.lockstep.app.ui.Latest;
import io.lockstep.app.ui.parts.Cell;
import io.lockstep.app.ui.parts.Column;
import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Panel;
import io.lockstep.app.ui.parts.Paragraph;
import io.lockstep.app.ui.parts.Row;
import io.lockstep.app.ui.parts.Sheet;
import io.lockstep.app.ui.parts.Sign;
import io.lockstep.app.ui.parts.Tone;
import io.lockstep.app.ui.text.Foreign;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.change.EngineChange;
import io.lockstep.engine.change.EnginePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// A change of the engine's table: what is wanted, what it would do, and only then the button that
/// does it.
final class ChangePane {
    private static final int LONGEST = 300;

    private final Deck deck;
    private final Optional<Supplier<HandDesk>> hands;
    private final Runnable left;
    private final Consumer<String> done;
    private final Latest<Found> news;
    private final EditForm form;
    private final Sheet diff =
            new Sheet(Column.fixed(18), Column.fixed(150), Column.grow(1)).named("change-diff");
    private final Paragraph outcome = new Paragraph("trouble");
    private final Paragraph consequence = new Paragraph("tone-muted");
    private final Button confirm = new Button();
    private final Panel panel;
    private Optional<Wish> wish = Optional.empty();

    /// What is wanted of the table.
    private sealed interface Wish {
        record Back(long generation) implements Wish {}

        record Edits(EngineChange change) implements Wish {}
    }

    /// What came of a question or of an act; about one wish, so that a late answer to another one
    /// is not taken for it.
    private sealed interface Found {
        Wish wish();

        record Planned(Wish wish, EnginePlan plan) implements Found {}

        record Done(Wish wish, String words) implements Found {}

        record Failed(Wish wish, Problem problem) implements Found {}
    }

    /// @param left hears that nothing is to be changed
    /// @param done hears what is so now
    ChangePane(
            Deck deck,
            Optional<Supplier<HandDesk>> hands,
            Executor fxThread,
            Runnable left,
            Consumer<String> done) {
        this.deck = deck;
        this.hands = hands;
        this.left = left;
        this.done = done;
        news = new Latest<>(fxThread, this::found);
        form = new EditForm(deck, this::edited);
        outcome.setId("change-outcome");
        consequence.setId("change-consequence");
        confirm.setId("change-confirm");
        confirm.getStyleClass().add("primary");
        confirm.setMinWidth(Region.USE_PREF_SIZE);
        confirm.setOnAction(_ -> carryOut());
        panel =
                new Panel(
                                deck.texts().get("proxy.changeTitle"),
                                form.root(),
                                diff,
                                outcome,
                                buttons())
                        .named("change-pane");
    }

    private HBox buttons() {
        var leave = new Button(deck.texts().get("proxy.leave"));
        leave.setId("change-leave");
        leave.setMinWidth(Region.USE_PREF_SIZE);
        leave.setOnAction(_ -> left.run());
        consequence.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(consequence, Priority.ALWAYS);
        var buttons = new HBox(consequence, leave, confirm);
        buttons.getStyleClass().add("buttons");
        return buttons;
    }

    Region root() {
        return panel;
    }

    /// Begins with no edit; what is added is tried dry at once.
    ///
    /// @param generation the one in force, which the change is meant for
    void edit(long generation) {
        panel.title(deck.texts().get("proxy.changeTitle"));
        form.open(generation);
        shown(form.root(), true);
        clear(Optional.empty(), deck.texts().get("proxy.addEdits"));
        form.focus();
    }

    void back(long generation) {
        panel.title(deck.texts().get("proxy.backTitle", deck.figures().whole(generation)));
        shown(form.root(), false);
        ask(new Wish.Back(generation));
    }

    private void edited(Optional<EngineChange> change) {
        change.ifPresentOrElse(
                wanted -> ask(new Wish.Edits(wanted)),
                () -> clear(Optional.empty(), deck.texts().get("proxy.addEdits")));
    }

    private void clear(Optional<Wish> next, String words) {
        wish = next;
        diff.show(List.of());
        outcome.say("");
        consequence.say(words);
        confirm.setDisable(true);
        confirm.setText(deck.texts().get("proxy.putInForce"));
    }

    private void ask(Wish wanted) {
        clear(Optional.of(wanted), deck.texts().get("proxy.dryRunning"));
        work(
                wanted,
                desk ->
                        new Found.Planned(
                                wanted,
                                switch (wanted) {
                                    case Wish.Back(var generation) -> desk.planBack(generation);
                                    case Wish.Edits(var change) -> desk.plan(change);
                                }));
    }

    private void carryOut() {
        wish.ifPresent(wanted -> {
            confirm.setDisable(true);
            consequence.say(deck.texts().get("proxy.putting"));
            work(
                    wanted,
                    desk ->
                            new Found.Done(
                                    wanted,
                                    switch (wanted) {
                                        case Wish.Back(var generation) -> desk.back(generation);
                                        case Wish.Edits(var change) -> desk.change(change);
                                    }));
        });
    }

    /// One question of the desk, which blocks.
    @FunctionalInterface
    private interface Question {
        Found of(HandDesk desk);
    }

    private void work(Wish wanted, Question question) {
        hands.ifPresent(reach ->
                Thread.ofVirtual()
                        .name("change of the engine's table")
                        .start(() -> news.accept(answer(reach, wanted, question))));
    }

    private static Found answer(Supplier<HandDesk> reach, Wish wanted, Question question) {
        try {
            return question.of(reach.get());
        } catch (ProblemException e) {
            return new Found.Failed(wanted, e.problem());
        }
    }

    private void found(Found found) {
        if (wish.filter(found.wish()::equals).isEmpty()) {
            return;
        }
        switch (found) {
            case Found.Planned(_, var plan) -> plan(plan);
            case Found.Done(_, var words) -> done.accept(words + ".");
            case Found.Failed(_, var problem) -> refused(problem);
        }
    }

    private void refused(Problem problem) {
        outcome.say(Foreign.lines(problem.sentence(), 800));
        consequence.say("");
        confirm.setDisable(true);
    }

    private void plan(EnginePlan plan) {
        List<Row> rows = new ArrayList<>();
        plan.diff().lines().forEach(line -> rows.add(line(line)));
        plan.health()
                .forEach(one ->
                        rows.add(
                                Row.of(
                                        Cell.signed(one.healthy() ? Sign.PROVEN : Sign.LOOK, ""),
                                        Cell.strong(Foreign.line(one.name(), 40)),
                                        Cell.muted(Foreign.line(one.says(), LONGEST)))));
        diff.show(rows);
        if (plan.refusal().isPresent()) {
            refused(plan.refusal().get());
        } else if (plan.diff().changesNothing()) {
            consequence.say(deck.texts().get("proxy.changesNothing"));
        } else {
            var next = deck.figures().whole(plan.generation() + 1);
            consequence.say(
                    deck.texts().get("proxy.consequence", deck.figures().whole(plan.generation())));
            confirm.setText(deck.texts().get("proxy.putInForceAs", next));
            confirm.setDisable(false);
        }
    }

    /// A line of the diff taken apart: its sign, whom it concerns, what becomes of it.
    private static Row line(String line) {
        var sign = line.substring(0, 1);
        var rest = line.substring(2);
        var name = rest.startsWith("upstream ") ? rest.indexOf(" at ") + 3 : rest.indexOf(' ');
        var cut = name > 0 ? name : rest.length();
        var tone =
                switch (sign) {
                    case "+" -> Tone.PROVEN;
                    case "-" -> Tone.ACT;
                    default -> Tone.LOOK;
                };
        return Row.of(
                Cell.mono(sign).in(tone),
                Cell.mono(Foreign.line(rest.substring(0, cut), 60)),
                Cell.mono(Foreign.line(rest.substring(cut), LONGEST)));
    }

    private static void shown(Region part, boolean on) {
        part.setVisible(on);
        part.setManaged(on);
    }
}
