package io.lockstep.app.ui.acting;

import io.lockstep.app.acting.Preview;
import io.lockstep.app.ui.parts.Cell;
import io.lockstep.app.ui.parts.Column;
import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Icons;
import io.lockstep.app.ui.parts.Paragraph;
import io.lockstep.app.ui.parts.Row;
import io.lockstep.app.ui.parts.Sheet;
import io.lockstep.app.ui.parts.Sign;
import io.lockstep.app.ui.text.Foreign;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.tx.Coin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Exactly what would be signed: in words, who signs it with which sequence and fee, and the
/// message itself. What objects to it stands above.
final class PreviewPane {
    private final Deck deck;
    private final VBox objections = new VBox();
    private final Paragraph words = new Paragraph("effect");
    private final Sheet signer = new Sheet(Column.fixed(112), Column.grow(1)).named("act-signer");
    private final TextArea json = new TextArea();
    private final Button copy = new Button();
    private final Paragraph state = new Paragraph("remark");
    private final VBox root;

    PreviewPane(Deck deck) {
        this.deck = deck;
        objections.setId("act-objections");
        objections.getStyleClass().add("lines");
        words.setId("act-words");
        state.setId("act-state");
        json.setId("act-json");
        json.setEditable(false);
        json.setWrapText(true);
        json.getStyleClass().add("json");
        json.setAccessibleText(deck.texts().get("acting.json"));
        json.setMinHeight(90);
        VBox.setVgrow(json, Priority.ALWAYS);
        copy.setText(deck.texts().get("acting.copy"));
        copy.setId("act-copy-json");
        copy.getStyleClass().add("small-button");
        copy.setAccessibleText(deck.texts().get("acting.copyJson"));
        copy.setOnAction(_ -> deck.copy().accept(json.getText()));
        root = new VBox(head(), state, objections, words, signer, json);
        root.getStyleClass().add("act-preview");
        root.setMinWidth(0);
        waiting(false);
    }

    private HBox head() {
        var title = new Label(deck.texts().get("acting.willBeSigned"));
        title.getStyleClass().add("panel-title");
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var head = new HBox(title, space, copy);
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    Region root() {
        return root;
    }

    /// @param checking whether an answer is on its way, else fields are still open
    void waiting(boolean checking) {
        shown(false);
        objections.getChildren().clear();
        state.say(deck.texts().get(checking ? "acting.checking" : "acting.fillIn"));
    }

    void refused(Problem problem) {
        shown(false);
        state.say("");
        objections.getChildren().setAll(objection(problem.sentence()));
    }

    void show(Preview preview) {
        shown(true);
        state.say("");
        objections.getChildren().setAll(preview.against().stream().map(this::objection).toList());
        words.say(Foreign.lines(String.join("\n", messages(preview)), 3000));
        signer.show(rows(preview));
        json.setText(preview.json());
    }

    /// The fee has a row of its own.
    private static List<String> messages(Preview preview) {
        return preview.words().stream().filter(line -> !line.startsWith("Fee: ")).toList();
    }

    private List<Row> rows(Preview preview) {
        var texts = deck.texts();
        List<Row> rows = new ArrayList<>();
        rows.add(
                row(
                        "acting.chain",
                        Cell.plain(
                                preview.chainId().orElseGet(() -> texts.get("acting.noChain")))));
        rows.add(row("acting.signer", Cell.mono(preview.signer().text())));
        rows.add(
                row(
                        "acting.accountRow",
                        Cell.plain(
                                preview.account()
                                        .map(account ->
                                                texts.get(
                                                        "acting.accountIs",
                                                        deck.figures().whole(account.number()),
                                                        deck.figures().whole(preview.sequence())))
                                        .orElseGet(() -> texts.get("acting.noAccount")))));
        var fee = preview.draft().fee();
        rows.add(
                row(
                        "acting.fee",
                        Cell.plain(
                                texts.get(
                                        preview.prepared().isPresent()
                                                ? "acting.feeIs"
                                                : "acting.feeGuess",
                                        fee.amount().isEmpty()
                                                ? texts.get("acting.noFee")
                                                : Coin.words(fee.amount()),
                                        deck.figures().whole(fee.gasLimit())))));
        return rows;
    }

    private Row row(String key, Cell value) {
        return Row.of(Cell.muted(deck.texts().get(key)), value);
    }

    private Node objection(String text) {
        var line = new Paragraph("trouble");
        line.setGraphic(Icons.of(Sign.LOOK));
        line.say(deck.figures().spaced(Foreign.lines(text, 600)));
        line.setMaxWidth(Double.MAX_VALUE);
        return line;
    }

    private void shown(boolean yes) {
        for (var node : List.of(signer, json, copy)) {
            node.setVisible(yes);
        }
        words.say("");
        signer.setManaged(yes);
        Optional.of(json).filter(_ -> !yes).ifPresent(TextArea::clear);
    }
}
