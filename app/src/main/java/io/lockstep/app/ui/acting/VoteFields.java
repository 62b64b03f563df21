package io.lockstep.app.ui.acting;

import io.lockstep.app.acting.Act;
import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Moment;
import io.lockstep.chain.key.Address;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.tx.VoteOption;
import io.lockstep.chain.tx.Votes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;

/// One of the four ways to vote, or shares of them. Nothing is chosen beforehand.
final class VoteFields implements ActFields {
    private final Deck deck;
    private final long proposal;
    private final ToggleGroup group = new ToggleGroup();
    private final FlowPane choices = new FlowPane(6, 6);
    private final TextField shares = new TextField();
    private final ToggleButton weighted;
    private final FormField choice;
    private final FormField sharesField;

    VoteFields(Deck deck, long proposal) {
        this.deck = deck;
        this.proposal = proposal;
        choices.getStyleClass().add("segments");
        for (var option : VoteOption.values()) {
            toggle("vote-" + option, deck.texts().of("acting.vote", option), option.name());
        }
        weighted = toggle("vote-SHARES", deck.texts().get("acting.shares"), "");
        choice = new FormField("vote", deck.texts().get("acting.yourVote"), choices);
        sharesField = new FormField("shares", deck.texts().get("acting.sharesName"), shares);
        shares.setPromptText("yes=0.7,no=0.3");
        shares.getStyleClass().add("address");
        sharesField.visibleProperty().bind(weighted.selectedProperty());
        sharesField.managedProperty().bind(sharesField.visibleProperty());
    }

    private ToggleButton toggle(String id, String name, String value) {
        var button = new ToggleButton(name);
        button.setId(id);
        button.setToggleGroup(group);
        button.setUserData(value);
        choices.getChildren().add(button);
        return button;
    }

    @Override
    public List<Node> nodes() {
        return List.of(choice, sharesField);
    }

    @Override
    public void onChange(Runnable changed) {
        group.selectedToggleProperty().addListener(_ -> changed.run());
        shares.textProperty().addListener(_ -> changed.run());
    }

    @Override
    public Optional<Act> act(Moment moment) {
        var chosen = Optional.ofNullable(group.getSelectedToggle());
        if (chosen.isEmpty()) {
            choice.say(deck.texts().get("acting.chooseVote"));
            return Optional.empty();
        }
        choice.say("");
        var words =
                weighted.isSelected()
                        ? shares.getText().strip().toLowerCase(Locale.ROOT)
                        : chosen.get().getUserData().toString();
        try {
            var _ = Votes.read(proposal, Address.GOV.text(), words);
            sharesField.say("");
            return Optional.of(new Act.Vote(proposal, words));
        } catch (ProblemException e) {
            sharesField.wrong(e.problem().what());
            return Optional.empty();
        }
    }

    @Override
    public void focus() {
        choices.getChildren().getFirst().requestFocus();
    }
}
