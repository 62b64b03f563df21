package io.lockstep.app.ui.acting;

import io.lockstep.app.acting.ChainDesk;
import io.lockstep.app.acting.ChainDesk.Handover;
import io.lockstep.app.acting.Preview;
import io.lockstep.app.ui.Latest;
import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Paragraph;
import io.lockstep.chain.key.SigningKey;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.tx.send.Outcome;
import io.lockstep.chain.tx.send.OutcomeWords;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The three ways out of a preview. While one is taken, and after it was, no button can take it
/// once more: only a change of the act offers them again.
final class WaysOut {
    private static final PseudoClass GOOD = PseudoClass.getPseudoClass("good");
    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

    private final Deck deck;
    private final ChainDesk desk;
    private final ToggleGroup group = new ToggleGroup();
    private final HBox choice = new HBox();
    private final SecretField password;
    private final TextField file = new TextField();
    private final Button act = new Button();
    private final Button done = new Button();
    private final Paragraph words = new Paragraph("outcome");
    private final CommandLines commands;
    private final Latest<Told> told;
    private final VBox root;
    private final String name;
    private Optional<Preview> preview = Optional.empty();
    private Way way = Way.SEND;
    private boolean busy;
    private boolean spent;

    /// How what was previewed leaves this window.
    enum Way {
        SEND,
        SIGNED,
        UNSIGNED
    }

    /// @param over whether it has ended
    /// @param again whether the same may be tried again
    private record Told(
            String words, boolean over, boolean good, boolean again, List<String> commands) {}

    WaysOut(Deck deck, ChainDesk desk, Executor fxThread, Runnable close, String name) {
        this.deck = deck;
        this.desk = desk;
        this.name = name;
        told = new Latest<>(fxThread, this::show);
        commands = new CommandLines(deck);
        password = new SecretField(deck.texts().get("acting.password"), this::take);
        HBox.setHgrow(password, Priority.ALWAYS);
        file.setId("act-file");
        file.setAccessibleText(deck.texts().get("acting.file"));
        file.getStyleClass().add("address");
        HBox.setHgrow(file, Priority.ALWAYS);
        words.setId("act-outcome");
        words.say("");
        act.setId("act-primary");
        act.getStyleClass().add("primary");
        act.setMinWidth(Region.USE_PREF_SIZE);
        act.setOnAction(_ -> take());
        done.setId("act-done");
        done.setText(deck.texts().get("acting.done"));
        done.setMinWidth(Region.USE_PREF_SIZE);
        done.setOnAction(_ -> close.run());
        done.managedProperty().bind(done.visibleProperty());
        for (var each : Way.values()) {
            choice.getChildren().add(toggle(each));
        }
        choice.getStyleClass().add("segments");
        password.managedProperty().bind(password.visibleProperty());
        file.managedProperty().bind(file.visibleProperty());
        var line = new HBox(choice, file, password, act, done);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("way-line");
        root = new VBox(words, commands.root(), line);
        root.getStyleClass().add("ways-out");
        take(Way.SEND);
        offer(Optional.empty());
    }

    private ToggleButton toggle(Way each) {
        var button = new ToggleButton(deck.texts().of("acting.way", each));
        button.setId("way-" + each);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setToggleGroup(group);
        button.setSelected(each == way);
        button.setOnAction(_ -> {
            button.setSelected(true);
            take(each);
        });
        return button;
    }

    Node root() {
        return root;
    }

    /// Offers the ways of a fresh preview, or none while there is none.
    void offer(Optional<Preview> fresh) {
        if (busy) {
            return;
        }
        preview = fresh;
        spent = false;
        commands.show(List.of());
        words.say(fresh.map(this::only).orElse(""));
        mark(Optional.empty());
        settle();
    }

    /// Why a way is closed.
    private String only(Preview fresh) {
        return fresh.prepared().isEmpty() && fresh.against().isEmpty()
                ? deck.texts().get("acting.noKeyHere")
                : "";
    }

    private void take(Way chosen) {
        way = chosen;
        password.setVisible(chosen != Way.UNSIGNED);
        file.setVisible(chosen != Way.SEND);
        file.setText(
                Path.of(
                                System.getProperty("user.home", ""),
                                "lockstep-%s%s.json"
                                        .formatted(name, chosen == Way.SIGNED ? "-signed" : ""))
                        .toString());
        settle();
    }

    private void settle() {
        var possible = preview.filter(shown -> way == Way.UNSIGNED || shown.prepared().isPresent());
        act.setDisable(busy || spent || possible.isEmpty());
        var objected = preview.filter(shown -> !shown.against().isEmpty()).isPresent();
        act.pseudoClassStateChanged(BAD, objected);
        act.setText(
                objected
                        ? deck.texts().of("acting.takeAnyway", way)
                        : deck.texts().of("acting.take", way));
        choice.setDisable(busy || spent);
        password.setDisable(busy || spent || possible.isEmpty());
        file.setDisable(busy || spent);
        done.setVisible(spent);
        act.setVisible(!spent);
        act.setManaged(!spent);
    }

    private void take() {
        if (act.isDisabled()) {
            return;
        }
        if (way != Way.UNSIGNED && password.isEmpty()) {
            words.say(deck.texts().get("acting.passwordMissing"));
            mark(Optional.of(false));
            password.requestFocus();
            return;
        }
        preview.ifPresent(this::begin);
    }

    private void begin(Preview shown) {
        busy = true;
        settle();
        mark(Optional.empty());
        words.say(deck.texts().of("acting.busy", way));
        var secret = password.take();
        var target = Path.of(file.getText().strip());
        var chosen = way;
        Thread.ofVirtual()
                .name("act " + chosen.name().toLowerCase(Locale.ROOT))
                .start(() -> told.accept(attempt(chosen, shown, secret, target)));
    }

    private Told attempt(Way chosen, Preview shown, char[] secret, Path target) {
        try {
            return switch (chosen) {
                case SEND -> outcome(desk.send(shown, () -> key(shown, secret), this::progress));
                case SIGNED -> handover(desk.signed(shown, () -> key(shown, secret), target));
                case UNSIGNED -> handover(desk.unsigned(shown, target));
            };
        } catch (ProblemException e) {
            var open = e.problem().code().equals("tx.interrupted");
            return new Told(e.problem().sentence(), true, false, !open, List.of());
        } finally {
            Arrays.fill(secret, '\0');
        }
    }

    private SigningKey key(Preview shown, char[] secret) {
        return desk.unlock(shown.signer().text(), secret);
    }

    private void progress(String line) {
        told.accept(new Told(line + "…", false, false, false, List.of()));
    }

    private Told outcome(Outcome outcome) {
        var problem = OutcomeWords.problem(outcome);
        return new Told(
                problem.map(Problem::sentence)
                        .or(() ->
                                OutcomeWords.done(outcome)
                                        .map(line ->
                                                deck.texts()
                                                        .get(
                                                                "acting.isDone",
                                                                line,
                                                                outcome.hash())))
                        .orElse(""),
                true,
                problem.isEmpty(),
                false,
                List.of());
    }

    private Told handover(Handover written) {
        return new Told(
                deck.texts().get("acting.written", written.file()),
                true,
                true,
                false,
                written.commands());
    }

    private void show(Told news) {
        busy = !news.over();
        spent = news.over() && !news.again();
        words.say(deck.figures().spaced(news.words()));
        mark(news.over() ? Optional.of(news.good()) : Optional.empty());
        commands.show(news.commands());
        settle();
        if (spent) {
            done.requestFocus();
        }
    }

    private void mark(Optional<Boolean> good) {
        words.pseudoClassStateChanged(GOOD, good.filter(yes -> yes).isPresent());
        words.pseudoClassStateChanged(BAD, good.filter(yes -> !yes).isPresent());
    }

    void leave() {
        password.wipe();
        preview = Optional.empty();
    }
}
