package io.lockstep.app.ui.containers;

import io.lockstep.app.ui.Latest;
import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Icons;
import io.lockstep.app.ui.parts.Paragraph;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.textfield.CustomTextField;

/// The end of a container's log: searched as one types, followed until one says no.
final class LogPane {
    private static final double ROW = 18;

    private final Deck deck;
    private final CustomTextField search = new CustomTextField();
    private final Label count = new Label();
    private final ToggleButton follow = new ToggleButton();
    private final ListView<String> list = new ListView<>();
    private final Paragraph remark = new Paragraph("remark");
    private final VBox root = new VBox();
    private final Latest<LogTail> news;
    private Optional<LogTail> tail = Optional.empty();
    private LogTail.Heard heard = new LogTail.Heard(List.of(), false, Optional.empty());

    LogPane(Deck deck, Executor fxThread) {
        this.deck = deck;
        news = new Latest<>(fxThread, this::hear);
        list.setId("log-lines");
        list.setFixedCellSize(ROW);
        list.getStyleClass().add("log-lines");
        list.setCellFactory(_ -> new LineCell());
        list.setAccessibleText(deck.texts().get("containers.log"));
        remark.setId("log-remark");
        VBox.setVgrow(list, Priority.ALWAYS);
        root.getChildren().addAll(tools(), list, remark);
        root.getStyleClass().add("log-pane");
        remark.say("");
    }

    private HBox tools() {
        search.setLeft(Icons.of("bi-search"));
        search.setPromptText(deck.texts().get("containers.search"));
        search.setAccessibleText(deck.texts().get("containers.search"));
        search.setId("log-search");
        search.getStyleClass().add("filter");
        search.textProperty().addListener(_ -> show());
        count.setId("log-count");
        count.getStyleClass().add("remark");
        follow.setText(deck.texts().get("containers.follow"));
        follow.setId("log-follow");
        follow.setSelected(true);
        follow.getStyleClass().add("head-toggle");
        follow.setMinWidth(Region.USE_PREF_SIZE);
        follow.setOnAction(_ -> show());
        var copy = new Button(deck.texts().get("containers.copyLog"));
        copy.setId("log-copy");
        copy.getStyleClass().add("small-button");
        copy.setMinWidth(Region.USE_PREF_SIZE);
        copy.setOnAction(_ -> deck.copy().accept(String.join("\n", list.getItems())));
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var tools = new HBox(search, count, space, follow, copy);
        tools.getStyleClass().add("buttons");
        return tools;
    }

    Region root() {
        return root;
    }

    /// Leaves the log there was and listens to this one.
    void open(String name, LogTail.Reader reader) {
        close();
        show(new LogTail.Heard(List.of(), false, Optional.empty()));
        tail = Optional.of(new LogTail(name, reader, news));
    }

    void close() {
        tail.ifPresent(LogTail::close);
        tail = Optional.empty();
    }

    private void hear(LogTail from) {
        if (tail.filter(current -> current == from).isPresent()) {
            show(from.heard());
        }
    }

    private void show(LogTail.Heard newest) {
        heard = newest;
        show();
    }

    private void show() {
        var words = search.getText().strip().toLowerCase(Locale.ROOT);
        var wanted =
                words.isEmpty()
                        ? heard.lines()
                        : heard.lines().stream()
                                .filter(line -> line.toLowerCase(Locale.ROOT).contains(words))
                                .toList();
        if (!wanted.equals(list.getItems())) {
            list.getItems().setAll(wanted);
        }
        if (follow.isSelected() && !wanted.isEmpty()) {
            list.scrollTo(wanted.size() - 1);
        }
        count.setText(words(words.isEmpty(), wanted.size()));
        remark.say(remark());
    }

    private String words(boolean whole, int wanted) {
        var all = deck.figures().whole(heard.lines().size());
        return whole
                ? deck.texts().get("containers.lines", all)
                : deck.texts().get("containers.linesOf", deck.figures().whole(wanted), all);
    }

    private String remark() {
        if (heard.problem().isPresent()) {
            return heard.problem().get().sentence();
        }
        return heard.over() ? deck.texts().get("containers.logOver") : "";
    }

    /// A line in the colour of how bad it says it is.
    private static final class LineCell extends ListCell<String> {
        private static final PseudoClass LOOK = PseudoClass.getPseudoClass("look");
        private static final PseudoClass ACT = PseudoClass.getPseudoClass("act");
        private static final Pattern WARNS =
                Pattern.compile("\\bwarn(ing)?\\b", Pattern.CASE_INSENSITIVE);
        private static final Pattern FAILS =
                Pattern.compile(
                        "\\b(error|critical|fatal|traceback|exception)\\b",
                        Pattern.CASE_INSENSITIVE);

        @Override
        protected void updateItem(String line, boolean empty) {
            super.updateItem(line, empty);
            var text = empty ? "" : line;
            setText(text);
            var fails = FAILS.matcher(text).find();
            pseudoClassStateChanged(ACT, fails);
            pseudoClassStateChanged(LOOK, !fails && WARNS.matcher(text).find());
        }
    }
}
