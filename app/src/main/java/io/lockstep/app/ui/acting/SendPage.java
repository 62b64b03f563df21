package io.lockstep.app.ui.acting;

import io.lockstep.app.acting.ChainDesk;
import io.lockstep.app.acting.ChainDesk.Signed;
import io.lockstep.app.acting.Manner;
import io.lockstep.app.ui.Latest;
import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Moment;
import io.lockstep.app.ui.parts.Paragraph;
import io.lockstep.app.ui.text.Foreign;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.tx.send.Outcome;
import io.lockstep.chain.tx.send.OutcomeWords;
import io.lockstep.chain.tx.send.Standing;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Sends a transaction file that was signed elsewhere: shown in words, compared with the chain,
/// sent once, and waited for.
final class SendPage implements ActSheet.Page {
    private static final PseudoClass GOOD = PseudoClass.getPseudoClass("good");
    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

    private final Deck deck;
    private final ChainDesk desk;
    private final FileField file;
    private final Paragraph content = new Paragraph("effect");
    private final Paragraph words = new Paragraph("outcome");
    private final Button send = new Button();
    private final Latest<Told> told;
    private final VBox root;
    private Optional<Signed> fit = Optional.empty();
    private boolean busy;

    /// What is known of one file.
    ///
    /// @param words what the chain says to it
    /// @param good how that is meant; empty while it is asked
    /// @param sendable the file, when it may be sent now
    private record Told(
            List<String> content, String words, Optional<Boolean> good, Optional<Signed> sendable) {
        boolean over() {
            return good.isPresent() || sendable.isPresent();
        }
    }

    SendPage(Deck deck, ChainDesk desk, Executor fxThread, Runnable close) {
        this.deck = deck;
        this.desk = desk;
        told = new Latest<>(fxThread, this::show);
        file = new FileField(deck, "send", this::read, this::forget);
        content.setId("send-content");
        words.setId("send-outcome");
        send.setText(deck.texts().get("acting.sendIt"));
        send.setId("send-primary");
        send.getStyleClass().add("primary");
        send.setMinWidth(Region.USE_PREF_SIZE);
        send.setOnAction(_ -> send());
        var done = new Button(deck.texts().get("acting.done"));
        done.setId("send-done");
        done.setOnAction(_ -> close.run());
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var line = new HBox(space, send, done);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("way-line");
        var form = new VBox(file.root(), content);
        form.getStyleClass().add("act-form");
        var scroll = new ScrollPane(form);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("detail-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        var ways = new VBox(words, line);
        ways.getStyleClass().add("ways-out");
        root = new VBox(scroll, ways);
        root.getStyleClass().add("act-page");
        file.takeDropsOn(root);
        forget();
    }

    /// Another file: what was read before no longer counts.
    private void forget() {
        if (!busy) {
            show(new Told(List.of(), "", Optional.empty(), Optional.empty()));
        }
    }

    private void read() {
        if (!busy) {
            busy = true;
            var named = file.text();
            work("read signed file", () -> compared(named));
        }
    }

    private Told compared(String named) {
        var signed = desk.readSigned(FileField.path(named));
        told.accept(
                new Told(
                        shown(signed),
                        deck.texts().get("acting.checking"),
                        Optional.empty(),
                        Optional.empty()));
        try {
            return told(signed, desk.standing(signed));
        } catch (ProblemException e) {
            return bad(shown(signed), e);
        }
    }

    private Told told(Signed signed, Standing standing) {
        return switch (standing) {
            case Standing.Fit(var account) ->
                    new Told(
                            shown(signed),
                            deck.texts()
                                    .get(
                                            "acting.fit",
                                            deck.figures().whole(account.number()),
                                            deck.figures().whole(account.sequence())),
                            Optional.empty(),
                            Optional.of(signed));
            case Standing.Ended(var outcome) -> ended(signed, outcome);
            case Standing.Unfit(var why) ->
                    new Told(shown(signed), why.sentence(), Optional.of(false), Optional.empty());
        };
    }

    private List<String> shown(Signed signed) {
        var lines = new java.util.ArrayList<>(signed.words());
        lines.add(
                deck.texts()
                        .get(
                                "acting.signedBy",
                                signed.tx().signer().address(),
                                signed.tx().hash()));
        return lines;
    }

    private void send() {
        fit.filter(_ -> !busy).ifPresent(this::send);
    }

    private void send(Signed signed) {
        busy = true;
        fit = Optional.empty();
        settle();
        words.say(deck.texts().get("acting.busy.SEND"));
        work("send file", () -> ended(signed, desk.broadcast(signed, Manner.PATIENCE)));
    }

    /// What may still come may be looked up with the same bytes; nothing is sent twice.
    private Told ended(Signed signed, Outcome outcome) {
        var problem = OutcomeWords.problem(outcome);
        return new Told(
                shown(signed),
                problem.map(found -> found.sentence())
                        .or(() ->
                                OutcomeWords.done(outcome)
                                        .map(line ->
                                                deck.texts()
                                                        .get(
                                                                "acting.isDone",
                                                                line,
                                                                outcome.hash())))
                        .orElse(""),
                Optional.of(problem.isEmpty()),
                Optional.of(signed).filter(_ -> outcome instanceof Outcome.Unknown));
    }

    private void work(String name, Supplier<Told> work) {
        Thread.ofVirtual()
                .name(name)
                .start(() -> {
                    try {
                        told.accept(work.get());
                    } catch (ProblemException e) {
                        told.accept(bad(List.of(), e));
                    }
                });
    }

    private static Told bad(List<String> content, ProblemException e) {
        return new Told(content, e.problem().sentence(), Optional.of(false), Optional.empty());
    }

    private void show(Told news) {
        busy = busy && !news.over();
        fit = news.sendable();
        if (!news.content().isEmpty() || !busy) {
            content.say(Foreign.lines(String.join("\n", news.content()), 3000));
        }
        words.say(deck.figures().spaced(Foreign.lines(news.words(), 600)));
        words.pseudoClassStateChanged(GOOD, news.good().filter(yes -> yes).isPresent());
        words.pseudoClassStateChanged(BAD, news.good().filter(yes -> !yes).isPresent());
        settle();
        if (fit.isPresent()) {
            send.requestFocus();
        }
    }

    private void settle() {
        send.setDisable(busy || fit.isEmpty());
    }

    @Override
    public Node root() {
        return root;
    }

    @Override
    public void render(Moment moment) {}

    @Override
    public void focus() {
        file.focus();
    }

    @Override
    public void leave() {}
}
