package io.lockstep.app.ui.acting;

import io.lockstep.app.acting.ChainDesk;
import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Icons;
import io.lockstep.app.ui.parts.Moment;
import io.lockstep.app.ui.parts.Paragraph;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The sheet over the window in which the operator acts on the chain. While it is open the window
/// behind it takes no key and no click. Closing it stops nothing that was sent.
public final class ActSheet {
    private final Deck deck;
    private final Optional<Supplier<ChainDesk>> desk;
    private final Executor fxThread;
    private final Consumer<Boolean> cover;
    private final Label title = new Label();
    private final StackPane place = new StackPane();
    private final StackPane root = new StackPane();
    private Optional<Page> page = Optional.empty();
    private Optional<Node> before = Optional.empty();

    /// What stands in the sheet.
    interface Page {
        Node root();

        void render(Moment moment);

        void focus();

        /// Wipes what is secret and hears no result any more.
        void leave();
    }

    /// @param cover whether the window behind is out of reach
    public ActSheet(
            Deck deck,
            Optional<Supplier<ChainDesk>> desk,
            Executor fxThread,
            Consumer<Boolean> cover) {
        this.deck = deck;
        this.desk = desk;
        this.fxThread = fxThread;
        this.cover = cover;
        title.getStyleClass().add("headline");
        title.setId("act-title");
        VBox.setVgrow(place, Priority.ALWAYS);
        var box = new VBox(head(), place);
        box.getStyleClass().add("act-sheet");
        box.setId("act-sheet");
        box.setMaxWidth(1040);
        box.maxHeightProperty().bind(root.heightProperty().subtract(48));
        root.getChildren().add(box);
        root.getStyleClass().addAll("scrim", "act-scrim");
        root.setVisible(false);
        root.addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.ESCAPE) {
                        close();
                        event.consume();
                    }
                });
    }

    private HBox head() {
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var close = new Button();
        close.setGraphic(Icons.of("bi-x"));
        close.setId("act-close");
        close.getStyleClass().add("quiet-button");
        close.setAccessibleText(deck.texts().get("acting.close"));
        close.setOnAction(_ -> close());
        var head = new HBox(title, space, close);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("act-head");
        return head;
    }

    public Region root() {
        return root;
    }

    public void open(Deck.Wanted wanted, Moment moment) {
        title.setText(title(wanted));
        before = Optional.ofNullable(root.getScene()).map(scene -> scene.getFocusOwner());
        cover.accept(true);
        root.setVisible(true);
        var made = desk.map(reach -> page(wanted, moment, reach.get()));
        page = made;
        place.getChildren().setAll(made.map(Page::root).orElseGet(this::onlyShows));
        made.ifPresent(one -> {
            one.render(moment);
            place.applyCss();
            place.layout();
            one.focus();
        });
    }

    private Node onlyShows() {
        var words = new Paragraph("remark");
        words.say(deck.texts().get("acting.onlyShows"));
        return words;
    }

    private Page page(Deck.Wanted wanted, Moment moment, ChainDesk reached) {
        return switch (wanted) {
            case Deck.Wanted.SignFile _ ->
                    new SignPage(deck, reached, fxThread, moment, this::close);
            case Deck.Wanted.SendFile _ -> new SendPage(deck, reached, fxThread, this::close);
            case Deck.Wanted.ProposeVersion _,
                    Deck.Wanted.ProposeUpgrade _,
                    Deck.Wanted.Vote _,
                    Deck.Wanted.Fund _,
                    Deck.Wanted.Cancel _ ->
                    new ActPage(deck, reached, fxThread, moment, wanted, this::close);
        };
    }

    private String title(Deck.Wanted wanted) {
        return switch (wanted) {
            case Deck.Wanted.ProposeVersion _ -> deck.texts().get("acting.proposeVersion");
            case Deck.Wanted.ProposeUpgrade _ -> deck.texts().get("acting.proposeUpgrade");
            case Deck.Wanted.Vote(var id) -> titled("acting.voteOn", id);
            case Deck.Wanted.Fund(var id) -> titled("acting.fund", id);
            case Deck.Wanted.Cancel(var id) -> titled("acting.cancel", id);
            case Deck.Wanted.SignFile _ -> deck.texts().get("acting.signFile");
            case Deck.Wanted.SendFile _ -> deck.texts().get("acting.sendFile");
        };
    }

    private String titled(String key, long id) {
        return deck.texts().get(key, deck.figures().whole(id));
    }

    /// Keeps times and heights in the sheet fresh.
    public void render(Moment moment) {
        if (root.isVisible()) {
            page.ifPresent(one -> one.render(moment));
        }
    }

    private void close() {
        page.ifPresent(Page::leave);
        page = Optional.empty();
        place.getChildren().clear();
        root.setVisible(false);
        cover.accept(false);
        before.ifPresent(Node::requestFocus);
    }
}
