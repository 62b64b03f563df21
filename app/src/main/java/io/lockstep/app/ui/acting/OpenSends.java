package io.lockstep.app.ui.acting;

import io.lockstep.app.acting.ChainDesk;
import io.lockstep.app.acting.ChainDesk.OpenSend;
import io.lockstep.app.ui.Latest;
import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Icons;
import io.lockstep.app.ui.parts.Paragraph;
import io.lockstep.app.ui.parts.Sign;
import io.lockstep.app.ui.text.Foreign;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.tx.send.OutcomeWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Transactions of an earlier run whose end is not known. Each can be looked up; none is signed
/// anew.
public final class OpenSends {
    private final Deck deck;
    private final Optional<Supplier<ChainDesk>> desk;
    private final Latest<Found> found;
    private final VBox root = new VBox();
    private boolean looked;

    /// @param words what a look-up came to; empty before one
    private record Found(List<OpenSend> open, String words) {}

    public OpenSends(Deck deck, Optional<Supplier<ChainDesk>> desk, Executor fxThread) {
        this.deck = deck;
        this.desk = desk;
        found = new Latest<>(fxThread, this::show);
        root.setId("open-sends");
        root.getStyleClass().add("lines");
        root.managedProperty().bind(root.visibleProperty());
        root.setVisible(false);
    }

    public Region root() {
        return root;
    }

    /// Looks into the journal, once.
    public void look() {
        if (!looked) {
            looked = true;
            desk.ifPresent(reach -> work(() -> new Found(reach.get().open(), "")));
        }
    }

    private void settle(OpenSend send, Button button) {
        button.setDisable(true);
        button.setText(deck.texts().get("acting.lookingUp"));
        desk.ifPresent(reach ->
                work(() -> {
                    var outcome = reach.get().settle(send);
                    var words =
                            OutcomeWords.problem(outcome)
                                    .map(Problem::sentence)
                                    .or(() -> OutcomeWords.done(outcome))
                                    .orElse("");
                    return new Found(reach.get().open(), words);
                }));
    }

    private void work(Supplier<Found> work) {
        Thread.ofVirtual()
                .name("open transactions")
                .start(() -> {
                    try {
                        found.accept(work.get());
                    } catch (ProblemException e) {
                        found.accept(new Found(List.of(), e.problem().sentence()));
                    }
                });
    }

    private void show(Found news) {
        List<Node> lines = new ArrayList<>();
        for (var send : news.open()) {
            lines.add(line(send));
        }
        if (!news.words().isEmpty()) {
            var words = new Paragraph("outcome");
            words.setId("settled");
            words.say(deck.figures().spaced(Foreign.lines(news.words(), 600)));
            lines.add(words);
        }
        root.getChildren().setAll(lines);
        root.setVisible(!lines.isEmpty());
    }

    private Node line(OpenSend send) {
        var words = new Paragraph("open-send-words");
        words.setGraphic(Icons.of(Sign.LOOK));
        words.say(
                deck.texts()
                        .get(
                                "acting.openSend",
                                deck.figures().shortId(send.hash()),
                                Foreign.line(send.words().stream().findFirst().orElse(""), 160)));
        words.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(words, Priority.ALWAYS);
        var button = new Button(deck.texts().get("acting.lookUp"));
        button.setId("look-up-" + send.hash());
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.getStyleClass().add("small-button");
        button.setOnAction(_ -> settle(send, button));
        var line = new HBox(words, button);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().addAll("trouble", "open-send");
        return line;
    }
}
