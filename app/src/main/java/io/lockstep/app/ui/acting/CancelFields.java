package io.lockstep.app.ui.acting;

import io.lockstep.app.acting.Act;
import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Moment;
import io.lockstep.app.ui.parts.Paragraph;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;

/// Nothing to fill in: only the consequence is said.
record CancelFields(Deck deck, long proposal, String lost) implements ActFields {

    @Override
    public List<Node> nodes() {
        var words = new Paragraph("trouble");
        words.say(deck.texts().get("acting.cancelConsequence", lost));
        return List.of(words);
    }

    @Override
    public void onChange(Runnable changed) {}

    @Override
    public Optional<Act> act(Moment moment) {
        return Optional.of(new Act.Cancel(proposal));
    }

    @Override
    public void focus() {}
}
