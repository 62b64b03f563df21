package io.lockstep.app.ui.governance;

import io.lockstep.app.ui.parts.Bar;
import io.lockstep.app.ui.parts.Cell;
import io.lockstep.app.ui.parts.Column;
import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Gauge;
import io.lockstep.app.ui.parts.Row;
import io.lockstep.app.ui.parts.Sheet;
import io.lockstep.app.ui.parts.Sign;
import io.lockstep.app.ui.parts.Tone;
import io.lockstep.chain.governance.GovernanceView;
import io.lockstep.chain.governance.Proposal;
import io.lockstep.chain.governance.Tally;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.layout.VBox;

/// The votes against the three limits of the chain, in the order in which the chain asks: quorum,
/// veto, threshold. Each has a bar of its own, because each is a share of something else.
final class TallyPicture extends VBox {
    private final Deck deck;
    private final Gauge turnout;
    private final Gauge veto;
    private final Gauge yes;
    private final Sheet votes =
            new Sheet(Column.fixed(112), Column.grow(1).toTheRight(), Column.fixed(90).toTheRight())
                    .named("tally");

    TallyPicture(Deck deck) {
        this.deck = deck;
        turnout = new Gauge(deck.texts().get("governance.turnout"));
        veto = new Gauge(deck.texts().get("governance.vetoShare"));
        yes = new Gauge(deck.texts().get("governance.yesShare"));
        getChildren().addAll(turnout, veto, yes, votes);
        getStyleClass().add("tally-picture");
        setId("tally-picture");
    }

    void show(Proposal proposal, GovernanceView view) {
        var tally = proposal.tally();
        var params = view.params();
        var bonded = view.bonded();
        var open = proposal.open();
        turnout.setVisible(open);
        turnout.setManaged(open);
        var took = share(tally.total(), bonded);
        turnout.show(
                parts(tally, bonded),
                params.quorum().doubleValue(),
                "mark-quorum",
                limit(
                        "governance.ofQuorum",
                        took,
                        params.quorum(),
                        took.compareTo(params.quorum()) >= 0));
        var vetoed = share(tally.noWithVeto(), tally.total());
        veto.show(
                List.of(new Bar.Part(vetoed.doubleValue(), "part-veto")),
                params.vetoThreshold().doubleValue(),
                "mark-veto",
                limit(
                        "governance.ofVeto",
                        vetoed,
                        params.vetoThreshold(),
                        vetoed.compareTo(params.vetoThreshold()) <= 0));
        var agreed = share(tally.yes(), tally.total().subtract(tally.abstain()));
        var threshold = params.threshold(proposal.expedited());
        yes.show(
                List.of(new Bar.Part(agreed.doubleValue(), "part-yes")),
                threshold.doubleValue(),
                "mark-threshold",
                limit(
                        "governance.ofThreshold",
                        agreed,
                        threshold,
                        agreed.compareTo(threshold) > 0));
        votes.show(rows(tally));
    }

    private Cell limit(String key, BigDecimal share, BigDecimal limit, boolean met) {
        var words = deck.texts().get(key, deck.figures().share(share), deck.figures().share(limit));
        return Cell.signed(met ? Sign.PROVEN : Sign.OPEN, words).in(met ? Tone.PLAIN : Tone.MUTED);
    }

    private static List<Bar.Part> parts(Tally tally, BigInteger whole) {
        List<Bar.Part> parts = new ArrayList<>();
        parts.add(new Bar.Part(share(tally.yes(), whole).doubleValue(), "part-yes"));
        parts.add(new Bar.Part(share(tally.abstain(), whole).doubleValue(), "part-abstain"));
        parts.add(new Bar.Part(share(tally.no(), whole).doubleValue(), "part-no"));
        parts.add(new Bar.Part(share(tally.noWithVeto(), whole).doubleValue(), "part-veto"));
        return parts;
    }

    private List<Row> rows(Tally tally) {
        return List.of(
                row("governance.yes", tally.yes(), tally),
                row("governance.abstain", tally.abstain(), tally),
                row("governance.no", tally.no(), tally),
                row("governance.veto", tally.noWithVeto(), tally));
    }

    private Row row(String key, BigInteger power, Tally tally) {
        return Row.of(
                Cell.plain(deck.texts().get(key)),
                Cell.plain(deck.figures().whole(power)),
                Cell.muted(
                        tally.total().signum() == 0
                                ? "–"
                                : deck.figures().share(share(power, tally.total()))));
    }

    private static BigDecimal share(BigInteger part, BigInteger whole) {
        return whole.signum() == 0
                ? BigDecimal.ZERO
                : new BigDecimal(part).divide(new BigDecimal(whole), MathContext.DECIMAL64);
    }
}
