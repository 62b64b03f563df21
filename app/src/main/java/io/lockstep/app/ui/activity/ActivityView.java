package io.lockstep.app.ui.activity;

import io.lockstep.app.ui.parts.Cell;
import io.lockstep.app.ui.parts.Column;
import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Icons;
import io.lockstep.app.ui.parts.Moment;
import io.lockstep.app.ui.parts.Panel;
import io.lockstep.app.ui.parts.Paragraph;
import io.lockstep.app.ui.parts.Row;
import io.lockstep.app.ui.parts.Scrolled;
import io.lockstep.app.ui.parts.Sheet;
import io.lockstep.app.ui.parts.Sign;
import io.lockstep.app.ui.parts.Tone;
import io.lockstep.app.ui.parts.View;
import io.lockstep.app.upgrade.JournalEntry;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Parent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.controlsfx.control.textfield.CustomTextField;

/// The journal, newest first, narrowed by words.
public final class ActivityView implements View {
    private final Deck deck;
    private final CustomTextField filter = new CustomTextField();
    private final Sheet entries;
    private final Paragraph none = new Paragraph("remark");
    private final Panel panel;
    private final Parent root;
    private Optional<Moment> shown = Optional.empty();

    public ActivityView(Deck deck) {
        this.deck = deck;
        var texts = deck.texts();
        filter.setLeft(Icons.of("bi-search"));
        filter.setPromptText(texts.get("activity.filter"));
        filter.setId("activity-filter");
        filter.getStyleClass().add("filter");
        filter.textProperty().addListener(_ -> shown.ifPresent(this::render));
        entries =
                new Sheet(
                                Column.fixed(60).titled(texts.get("activity.number")).toTheRight(),
                                Column.fixed(130).titled(texts.get("activity.at")),
                                Column.fixed(120).titled(texts.get("activity.step")),
                                Column.fixed(80).titled(texts.get("activity.kindHead")),
                                Column.grow(1).titled(texts.get("activity.what")))
                        .named("journal");
        panel = new Panel(texts.get("activity.title"), entries, none).corner(filter);
        VBox.setVgrow(panel, Priority.ALWAYS);
        var page = new VBox(panel);
        page.getStyleClass().add("page");
        root = Scrolled.of(page);
        root.setId("view-activity");
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void render(Moment moment) {
        shown = Optional.of(moment);
        var words = filter.getText().strip().toLowerCase(Locale.ROOT);
        var journal = moment.snapshot().journal();
        List<Row> rows =
                journal.stream().filter(entry -> matches(entry, words)).map(this::row).toList();
        entries.show(rows);
        none.say(
                rows.isEmpty()
                        ? deck.texts()
                                .get(journal.isEmpty() ? "overview.noJournal" : "activity.noMatch")
                        : "");
    }

    private boolean matches(JournalEntry entry, String words) {
        return (entry.text() + " " + step(entry) + " " + kind(entry))
                .toLowerCase(Locale.ROOT)
                .contains(words);
    }

    private Row row(JournalEntry entry) {
        var failed = entry.kind() == JournalEntry.Kind.FAILURE;
        var text = Cell.plain(deck.figures().sentence(entry.text()));
        return Row.of(
                Cell.muted(deck.figures().whole(entry.number())),
                Cell.muted(deck.figures().day(entry.at())),
                Cell.plain(step(entry)),
                Cell.signed(sign(entry.kind()), kind(entry)),
                failed ? text.in(Tone.ACT) : text);
    }

    private static Sign sign(JournalEntry.Kind kind) {
        return switch (kind) {
            case EVIDENCE -> Sign.PROVEN;
            case FAILURE -> Sign.ACT;
            case INTENT -> Sign.OPEN;
            case NOTE -> Sign.NONE;
        };
    }

    private String kind(JournalEntry entry) {
        return deck.texts().of("activity.kind", entry.kind());
    }

    private String step(JournalEntry entry) {
        return entry.step().map(step -> deck.texts().of("upgrade.step", step)).orElse("");
    }
}
