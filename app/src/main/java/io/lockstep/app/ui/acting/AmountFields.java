package io.lockstep.app.ui.acting;

import io.lockstep.app.acting.Act;
import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Moment;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.tx.Amounts;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.TextField;

/// What is put down for a proposal.
final class AmountFields implements ActFields {
    private final Deck deck;
    private final long proposal;
    private final TextField amount = new TextField();
    private final FormField field;

    /// @param missing what the proposal still needs, to begin with
    AmountFields(Deck deck, long proposal, String missing) {
        this.deck = deck;
        this.proposal = proposal;
        amount.setText(missing);
        amount.setPromptText("500gonka");
        amount.getStyleClass().add("address");
        field = new FormField("amount", deck.texts().get("acting.amount"), amount);
    }

    @Override
    public List<Node> nodes() {
        return List.of(field);
    }

    @Override
    public void onChange(Runnable changed) {
        amount.textProperty().addListener(_ -> changed.run());
    }

    @Override
    public Optional<Act> act(Moment moment) {
        try {
            var coin = Amounts.read(amount.getText());
            field.say(deck.texts().get("acting.amountIs", coin.words()));
            return Optional.of(new Act.Fund(proposal, amount.getText()));
        } catch (ProblemException e) {
            field.wrong(e.problem().what());
            return Optional.empty();
        }
    }

    @Override
    public void focus() {
        amount.requestFocus();
    }
}
