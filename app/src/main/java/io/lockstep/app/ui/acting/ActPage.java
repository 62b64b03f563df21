package io.lockstep.app.ui.acting;

import io.lockstep.app.acting.ChainDesk;
import io.lockstep.app.acting.Preview;
import io.lockstep.app.acting.Wish;
import io.lockstep.app.ui.Latest;
import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Moment;
import io.lockstep.chain.governance.GovernanceView;
import io.lockstep.chain.governance.Proposal;
import io.lockstep.chain.key.KeyEntry;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.animation.PauseTransition;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/// One act: its fields on the left, on the right exactly what would be signed, below the ways out.
/// Each change is checked against the chain a moment after the last key.
final class ActPage implements ActSheet.Page {
    private final Deck deck;
    private final ChainDesk desk;
    private final ActForm form;
    private final PreviewPane preview;
    private final WaysOut ways;
    private final PauseTransition pause = new PauseTransition(Duration.millis(400));
    private final Latest<Checked> checked;
    private final Latest<Keys> keys;
    private final VBox root;
    private Moment moment;
    private Optional<Wish> wished = Optional.empty();
    private boolean left;

    /// What the chain says to one wish.
    private record Checked(Wish wish, Optional<Preview> preview, Optional<Problem> problem) {}

    private record Keys(List<KeyEntry> entries, Optional<Problem> problem) {}

    ActPage(
            Deck deck,
            ChainDesk desk,
            Executor fxThread,
            Moment moment,
            Deck.Wanted wanted,
            Runnable close) {
        this.deck = deck;
        this.desk = desk;
        this.moment = moment;
        preview = new PreviewPane(deck);
        ways = new WaysOut(deck, desk, fxThread, close, name(wanted, moment));
        checked = new Latest<>(fxThread, this::show);
        keys = new Latest<>(fxThread, this::show);
        form = new ActForm(deck, fields(wanted), desk.operator(), this::changed);
        pause.setOnFinished(_ -> check());
        var scroll = new ScrollPane(form.root());
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("detail-scroll");
        scroll.setPrefWidth(380);
        scroll.setMinWidth(320);
        HBox.setHgrow(preview.root(), Priority.ALWAYS);
        var columns = new HBox(scroll, preview.root());
        columns.getStyleClass().add("act-columns");
        VBox.setVgrow(columns, Priority.ALWAYS);
        root = new VBox(columns, ways.root());
        root.getStyleClass().add("act-page");
        Thread.ofVirtual().name("keys").start(this::readKeys);
    }

    private ActFields fields(Deck.Wanted wanted) {
        return switch (wanted) {
            case Deck.Wanted.ProposeVersion _ -> new ProposalFields(deck, false, least());
            case Deck.Wanted.ProposeUpgrade _ -> new ProposalFields(deck, true, least());
            case Deck.Wanted.Vote(var id) -> new VoteFields(deck, id);
            case Deck.Wanted.Fund(var id) -> new AmountFields(deck, id, missing(id));
            case Deck.Wanted.Cancel(var id) -> new CancelFields(deck, id, lost());
            case Deck.Wanted.SignFile _, Deck.Wanted.SendFile _ ->
                    throw new IllegalArgumentException("not an act");
        };
    }

    private Optional<GovernanceView> governance() {
        return moment.snapshot().governance().latest();
    }

    /// What begins the vote at once.
    private String least() {
        return governance().stream()
                .flatMap(view -> view.params().minDeposit().stream())
                .findFirst()
                .map(coin -> coin.amount() + coin.denom())
                .orElse("");
    }

    private String missing(long id) {
        var view = governance();
        return view.stream()
                .flatMap(known -> known.proposals().stream())
                .filter(proposal -> proposal.id() == id)
                .findFirst()
                .flatMap(proposal -> view.map(known -> Missing.of(proposal, known)))
                .orElse("");
    }

    private String lost() {
        return governance()
                .map(view -> deck.figures().share(view.params().proposalCancelRatio()))
                .orElseGet(() -> deck.texts().get("acting.aPart"));
    }

    private static String name(Deck.Wanted wanted, Moment moment) {
        var what =
                switch (wanted) {
                    case Deck.Wanted.ProposeVersion _ -> "propose-version";
                    case Deck.Wanted.ProposeUpgrade _ -> "propose-upgrade";
                    case Deck.Wanted.Vote(var id) -> "vote-" + id;
                    case Deck.Wanted.Fund(var id) -> "deposit-" + id;
                    case Deck.Wanted.Cancel(var id) -> "cancel-" + id;
                    case Deck.Wanted.SignFile _, Deck.Wanted.SendFile _ -> "file";
                };
        return what + "-" + moment.now().getEpochSecond();
    }

    private void readKeys() {
        try {
            keys.accept(new Keys(desk.keys(), Optional.empty()));
        } catch (ProblemException e) {
            keys.accept(new Keys(List.of(), Optional.of(e.problem())));
        }
    }

    private void show(Keys read) {
        read.problem().ifPresent(preview::refused);
        form.keys(read.entries());
    }

    /// What was previewed no longer counts the moment a field changes.
    private void changed() {
        wished = form.wish(moment);
        ways.offer(Optional.empty());
        preview.waiting(wished.isPresent());
        if (wished.isEmpty()) {
            pause.stop();
        } else if (deck.still()) {
            check();
        } else {
            pause.playFromStart();
        }
    }

    private void check() {
        wished.ifPresent(wish ->
                Thread.ofVirtual().name("preview").start(() -> checked.accept(answer(wish))));
    }

    private Checked answer(Wish wish) {
        try {
            return new Checked(wish, Optional.of(desk.preview(wish)), Optional.empty());
        } catch (ProblemException e) {
            return new Checked(wish, Optional.empty(), Optional.of(e.problem()));
        }
    }

    private void show(Checked answer) {
        if (left || wished.filter(answer.wish()::equals).isEmpty()) {
            return;
        }
        answer.preview().ifPresent(preview::show);
        answer.problem().ifPresent(preview::refused);
        ways.offer(answer.preview());
    }

    @Override
    public Node root() {
        return root;
    }

    @Override
    public void render(Moment now) {
        moment = now;
        var _ = form.wish(now);
    }

    @Override
    public void focus() {
        form.focus();
    }

    @Override
    public void leave() {
        left = true;
        pause.stop();
        ways.leave();
    }

    /// What a proposal still needs before it is voted on.
    private static final class Missing {
        static String of(Proposal proposal, GovernanceView view) {
            return view.params().minDeposit(proposal.expedited()).stream()
                    .findFirst()
                    .map(needed -> {
                        var paid =
                                proposal.deposit().stream()
                                        .filter(coin -> coin.denom().equals(needed.denom()))
                                        .map(coin -> coin.amount())
                                        .reduce(java.math.BigInteger.ZERO, (a, b) -> a.add(b));
                        var lacking = needed.amount().subtract(paid);
                        return lacking.signum() > 0 ? lacking + needed.denom() : "";
                    })
                    .orElse("");
        }
    }
}
