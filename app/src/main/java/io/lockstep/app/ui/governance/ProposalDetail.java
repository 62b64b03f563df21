package io.lockstep.app.ui.governance;

import io.lockstep.app.chronicle.ChainEvent;
import io.lockstep.app.ui.parts.Bar;
import io.lockstep.app.ui.parts.Cell;
import io.lockstep.app.ui.parts.CellLabel;
import io.lockstep.app.ui.parts.Chip;
import io.lockstep.app.ui.parts.Column;
import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Gauge;
import io.lockstep.app.ui.parts.Icons;
import io.lockstep.app.ui.parts.Moment;
import io.lockstep.app.ui.parts.Paragraph;
import io.lockstep.app.ui.parts.Place;
import io.lockstep.app.ui.parts.Row;
import io.lockstep.app.ui.parts.Sheet;
import io.lockstep.app.ui.parts.Sign;
import io.lockstep.app.ui.parts.Tone;
import io.lockstep.app.ui.text.Foreign;
import io.lockstep.chain.governance.Assessment;
import io.lockstep.chain.governance.GovernanceView;
import io.lockstep.chain.governance.Proposal;
import io.lockstep.chain.governance.ProposalStatus;
import io.lockstep.chain.tx.Coin;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.regex.Pattern;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// One proposal in full, with what can be done about it.
final class ProposalDetail {
    /// Our own sentences of the chain group their digits by commas.
    private static final Pattern THOUSANDS = Pattern.compile("(?<=[0-9]),(?=[0-9]{3})");

    private final Deck deck;
    private final GovernanceFacts facts;
    private final Chip chip = new Chip();
    private final Chip expedited = new Chip();
    private final Label number = new Label();
    private final Button vote = new Button();
    private final Button fund = new Button();
    private final Button cancel = new Button();
    private final Paragraph title = new Paragraph("step-heading");
    private final VBox effects = new VBox();
    private final VBox warnings = new VBox();
    private final VBox own = new VBox();
    private final Paragraph verdict = new Paragraph();
    private final Paragraph end = new Paragraph("tone-muted");
    private final TallyPicture tally;
    private final Gauge deposit;
    private final Label votesTitle;
    private final VoterList voters;
    private final Paragraph summary = new Paragraph("tone-muted");
    private final Sheet fields = new Sheet(Column.fixed(118), Column.grow(1)).named("fields");
    private final Label pastTitle;
    private final Sheet past = new Sheet(Column.fixed(118), Column.grow(1)).named("past");
    private final VBox body = new VBox();
    private final VBox root;
    private Optional<Proposal> shown = Optional.empty();

    ProposalDetail(Deck deck) {
        this.deck = deck;
        facts = new GovernanceFacts(deck.texts(), deck.figures());
        tally = new TallyPicture(deck);
        deposit = new Gauge(deck.texts().get("governance.depositShare"));
        voters = new VoterList(deck);
        votesTitle = heading("");
        pastTitle = heading(deck.texts().get("governance.past"));
        title.setId("proposal-heading");
        verdict.setId("proposal-verdict");
        verdict.getStyleClass().add("verdict");
        end.setId("proposal-end");
        own.setId("own-votes");
        warnings.setId("proposal-warnings");
        warnings.getStyleClass().add("lines");
        effects.getStyleClass().add("lines");
        own.getStyleClass().add("lines");
        body.getChildren()
                .addAll(
                        title,
                        effects,
                        warnings,
                        own,
                        verdict,
                        end,
                        tally,
                        deposit,
                        votesTitle,
                        voters.root(),
                        heading(deck.texts().get("governance.fieldsTitle")),
                        summary,
                        fields,
                        pastTitle,
                        past);
        body.getStyleClass().add("detail-body");
        var scroll = new ScrollPane(body);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("detail-scroll");
        scroll.setPrefHeight(420);
        scroll.setMinHeight(160);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        root = new VBox(head(), scroll);
        root.getStyleClass().addAll("panel", "step-panel");
        root.setId("proposal-detail");
    }

    private static Label heading(String words) {
        var label = new Label(words);
        label.getStyleClass().addAll("panel-title", "later-title");
        label.managedProperty().bind(label.visibleProperty());
        return label;
    }

    private HBox head() {
        number.getStyleClass().add("tone-muted");
        button(vote, "governance.voteAct", "vote", "primary");
        button(fund, "governance.fundAct", "fund", "plain");
        button(cancel, "governance.cancelAct", "cancel", "danger-outline");
        vote.setOnAction(_ -> act(id -> new Deck.Wanted.Vote(id)));
        fund.setOnAction(_ -> act(id -> new Deck.Wanted.Fund(id)));
        cancel.setOnAction(_ -> act(id -> new Deck.Wanted.Cancel(id)));
        expedited.show(deck.texts().get("governance.expedited"), Tone.LOOK);
        expedited.managedProperty().bind(expedited.visibleProperty());
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var head = new HBox(chip, expedited, number, space, cancel, fund, vote);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("detail-head");
        return head;
    }

    private void button(Button button, String key, String id, String style) {
        button.setText(deck.texts().get(key));
        button.setId(id);
        button.getStyleClass().add(style);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.managedProperty().bind(button.visibleProperty());
    }

    private void act(LongFunction<Deck.Wanted> wanted) {
        shown.ifPresent(proposal -> deck.act().accept(wanted.apply(proposal.id())));
    }

    Region root() {
        return root;
    }

    void render(Moment moment, Optional<Proposal> chosen) {
        shown = chosen;
        var view = moment.snapshot().governance().latest();
        root.setVisible(chosen.isPresent() && view.isPresent());
        if (chosen.isPresent() && view.isPresent()) {
            render(facts.assess(chosen.get(), view.get(), moment), view.get(), moment);
        }
    }

    private void render(Assessment assessed, GovernanceView view, Moment moment) {
        var proposal = assessed.proposal();
        var voting = proposal.status() == ProposalStatus.VOTING_PERIOD;
        chip.show(
                deck.texts().of("governance.chip", proposal.status()),
                GovernanceFacts.tone(proposal.status()));
        expedited.setVisible(proposal.expedited());
        number.setText(deck.texts().get("governance.number", deck.figures().whole(proposal.id())));
        vote.setVisible(voting);
        fund.setVisible(proposal.open());
        cancel.setVisible(proposal.open() && ours(proposal, moment));
        title.say(Foreign.line(proposal.title(), 200));
        lines(effects, assessed.does().stream().limit(12).toList(), this::effect);
        lines(warnings, assessed.warnings(), one -> warning(one.text()));
        lines(own, own(assessed, moment), this::own);
        verdict.say(facts.verdict(assessed));
        tone(verdict, assessed.verdict().map(GovernanceFacts::tone).orElse(Tone.PLAIN));
        end.say(facts.end(assessed, moment.now()).orElse(""));
        counts(proposal, view);
        voters(assessed, view);
        summary.say(Foreign.lines(proposal.summary(), 4000));
        fields.show(facts.fields(proposal));
        past(proposal, moment);
    }

    private static boolean ours(Proposal proposal, Moment moment) {
        return moment.snapshot().own().accounts().stream()
                .anyMatch(account -> account.text().equals(proposal.proposer()));
    }

    /// Nodes are made anew only when their facts changed, so that the keyboard keeps its place.
    private static <T> void lines(VBox box, List<T> facts, Function<T, Node> draw) {
        if (!facts.equals(box.getUserData())) {
            box.setUserData(List.copyOf(facts));
            box.getChildren().setAll(facts.stream().map(draw).toList());
            box.setManaged(!facts.isEmpty());
        }
    }

    private Node effect(String what) {
        var line = new Paragraph("effect");
        line.say(
                deck.figures().sentence(THOUSANDS.matcher(Foreign.line(what, 200)).replaceAll("")));
        return line;
    }

    private Node warning(String text) {
        var line = new Paragraph("trouble");
        line.setGraphic(Icons.of(Sign.LOOK));
        line.say(deck.figures().spaced(text));
        line.setMaxWidth(Double.MAX_VALUE);
        return line;
    }

    /// One empty cell stands for the offer to name an account.
    private List<Cell> own(Assessment assessed, Moment moment) {
        if (moment.snapshot().own().accounts().isEmpty()) {
            return assessed.proposal().status() == ProposalStatus.VOTING_PERIOD
                    ? List.of(Cell.empty())
                    : List.of();
        }
        return facts.own(assessed, moment.snapshot());
    }

    private Node own(Cell cell) {
        if (cell.equals(Cell.empty())) {
            var link = new Hyperlink(deck.texts().get("governance.nameAccount"));
            link.setId("name-account");
            link.setOnAction(_ -> deck.go().accept(Place.SETTINGS));
            return link;
        }
        var label = new CellLabel();
        label.show(cell.bold());
        return label;
    }

    private static void tone(Label label, Tone tone) {
        for (var each : Tone.values()) {
            label.pseudoClassStateChanged(
                    PseudoClass.getPseudoClass(each.name().toLowerCase(Locale.ROOT)), each == tone);
        }
    }

    private void counts(Proposal proposal, GovernanceView view) {
        var deposits = proposal.status() == ProposalStatus.DEPOSIT_PERIOD;
        show(tally, !deposits);
        show(deposit, deposits);
        if (deposits) {
            deposit(proposal, view);
        } else {
            tally.show(proposal, view);
        }
    }

    private static void show(Node node, boolean yes) {
        node.setVisible(yes);
        node.setManaged(yes);
    }

    /// Against the chain's first denomination; the chain has only one.
    private void deposit(Proposal proposal, GovernanceView view) {
        var needed = view.params().minDeposit(proposal.expedited());
        var share =
                needed.isEmpty()
                        ? BigDecimal.ONE
                        : share(paid(proposal, needed.getFirst()), needed.getFirst().amount());
        var words =
                deck.texts()
                        .get(
                                "governance.ofDeposit",
                                facts.coins(proposal.deposit()),
                                facts.coins(needed));
        deposit.show(
                List.of(new Bar.Part(share.min(BigDecimal.ONE).doubleValue(), "part-yes")),
                1,
                "mark-threshold",
                Cell.plain(words));
    }

    private static BigInteger paid(Proposal proposal, Coin needed) {
        return proposal.deposit().stream()
                .filter(coin -> coin.denom().equals(needed.denom()))
                .map(Coin::amount)
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static BigDecimal share(BigInteger part, BigInteger whole) {
        return whole.signum() == 0
                ? BigDecimal.ONE
                : new BigDecimal(part).divide(new BigDecimal(whole), MathContext.DECIMAL64);
    }

    private void voters(Assessment assessed, GovernanceView view) {
        var ballots = assessed.votes().ballots();
        var deposits = assessed.votes().deposits();
        var any = !ballots.isEmpty() || !deposits.isEmpty();
        votesTitle.setText(
                deck.texts()
                        .get(
                                "governance.whoVoted",
                                deck.figures().whole(ballots.size()),
                                deck.figures().whole(deposits.size())));
        votesTitle.setVisible(any && view.complete());
        show(voters.root(), votesTitle.isVisible());
        voters.show(assessed.votes(), facts);
    }

    private void past(Proposal proposal, Moment moment) {
        List<Row> rows = new ArrayList<>();
        for (var event : moment.snapshot().own().events()) {
            if (event.proposal().isPresent() && event.proposal().getAsLong() == proposal.id()) {
                rows.add(row(event));
            }
        }
        past.show(rows);
        show(past, !rows.isEmpty());
        pastTitle.setVisible(!rows.isEmpty());
    }

    private Row row(ChainEvent event) {
        return Row.of(
                Cell.muted(deck.figures().day(event.at())),
                Cell.plain(deck.figures().spaced(event.words())));
    }
}
