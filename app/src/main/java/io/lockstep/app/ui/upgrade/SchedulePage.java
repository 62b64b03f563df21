package io.lockstep.app.ui.upgrade;

import io.lockstep.app.chronicle.ChainEvent;
import io.lockstep.app.ui.parts.Cell;
import io.lockstep.app.ui.parts.Column;
import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Freshness;
import io.lockstep.app.ui.parts.Icons;
import io.lockstep.app.ui.parts.Moment;
import io.lockstep.app.ui.parts.Panel;
import io.lockstep.app.ui.parts.Paragraph;
import io.lockstep.app.ui.parts.Row;
import io.lockstep.app.ui.parts.Sheet;
import io.lockstep.app.ui.parts.Sign;
import io.lockstep.app.ui.text.Foreign;
import io.lockstep.chain.follow.Head;
import io.lockstep.chain.follow.Pace.Eta;
import io.lockstep.chain.upgrade.HaltState;
import io.lockstep.chain.upgrade.ScheduleEvent;
import io.lockstep.chain.upgrade.ScheduledUpgrade;
import io.lockstep.chain.upgrade.SoftwarePlan;
import io.lockstep.chain.upgrade.UpgradeView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The one schedule from every source, what bites in it, and how it changed.
final class SchedulePage {
    private static final int MOST_EVENTS = 12;
    private static final int MOST_ENTRIES = 10;
    private static final int LONGEST = 60;

    private final Deck deck;
    private final Sheet entries;
    private final VBox notes = new VBox();
    private final Paragraph none = new Paragraph("remark");
    private final Panel scheduled;
    private final Sheet events;
    private final Paragraph noEvents = new Paragraph("remark");
    private final VBox root;

    SchedulePage(Deck deck) {
        this.deck = deck;
        var texts = deck.texts();
        entries =
                new Sheet(
                                Column.fixed(150).titled(texts.get("upgrade.versionHead")),
                                Column.fixed(110).titled(texts.get("upgrade.heightHead")),
                                Column.fixed(110)
                                        .titled(texts.get("upgrade.blocksHead"))
                                        .toTheRight(),
                                Column.grow(1).titled(texts.get("upgrade.whenHead")),
                                Column.grow(1).titled(texts.get("upgrade.sourceHead")))
                        .named("schedule");
        notes.getStyleClass().add("lines");
        notes.managedProperty().bind(notes.visibleProperty());
        notes.setId("schedule-notes");
        scheduled = new Panel(texts.get("upgrade.schedule"), entries, none, notes);
        events =
                new Sheet(
                                Column.fixed(126).titled(texts.get("upgrade.seenHead")),
                                Column.fixed(96).titled(texts.get("upgrade.heightHead")),
                                Column.fixed(150).titled(texts.get("upgrade.changeHead")),
                                Column.grow(1).titled(texts.get("upgrade.beforeHead")),
                                Column.grow(1).titled(texts.get("upgrade.afterHead")))
                        .named("schedule-events");
        var changes = new Panel(texts.get("upgrade.changes"), events, noEvents);
        VBox.setVgrow(changes, Priority.ALWAYS);
        entries.managedProperty().bind(entries.visibleProperty());
        events.managedProperty().bind(events.visibleProperty());
        root = new VBox(scheduled, changes);
        root.getStyleClass().add("column");
        VBox.setVgrow(root, Priority.ALWAYS);
    }

    Region root() {
        return root;
    }

    void render(Moment moment) {
        var reading = moment.snapshot().upgrades();
        scheduled.freshness(Freshness.of(reading, moment.now(), deck.texts(), deck.figures()));
        var view = reading.latest();
        var list = view.map(UpgradeView::scheduled).orElse(List.of());
        var head = moment.snapshot().chain().live().flatMap(chain -> chain.head());
        var rows = new ArrayList<Row>();
        list.stream().limit(MOST_ENTRIES).map(one -> entry(one, head)).forEach(rows::add);
        view.flatMap(UpgradeView::plan)
                .filter(plan -> HaltState.of(plan, head) == HaltState.AHEAD)
                .map(plan -> halt(plan, head))
                .ifPresent(rows::add);
        entries.show(rows);
        entries.setVisible(!rows.isEmpty());
        none.say(empty(view, list, rows));
        notes(view);
        var changes =
                moment.snapshot().own().events().stream()
                        .filter(event -> event.subject() == ChainEvent.Subject.SCHEDULE)
                        .limit(MOST_EVENTS)
                        .map(this::event)
                        .toList();
        events.show(changes);
        events.setVisible(!changes.isEmpty());
        noEvents.say(changes.isEmpty() ? deck.texts().get("upgrade.noChanges") : "");
    }

    private String empty(Optional<UpgradeView> view, List<ScheduledUpgrade> list, List<Row> rows) {
        if (list.size() > MOST_ENTRIES) {
            return deck.texts().get("upgrade.more", list.size() - MOST_ENTRIES);
        }
        return view.isPresent() && rows.isEmpty()
                ? deck.texts().get("upgrade.nothingScheduled")
                : "";
    }

    private Row entry(ScheduledUpgrade upgrade, Optional<Head> head) {
        var source =
                deck.texts()
                        .of(
                                "overview.origin",
                                upgrade.origin(),
                                deck.figures().whole(upgrade.height()));
        return row(
                upgrade.version(),
                upgrade.height(),
                head,
                upgrade.proposal().isPresent()
                        ? deck.texts()
                                .get(
                                        "upgrade.sourceProposal",
                                        source,
                                        deck.figures().whole(upgrade.proposal().getAsLong()))
                        : source);
    }

    /// The chain's own upgrade, also one that names no MLNode version.
    private Row halt(SoftwarePlan plan, Optional<Head> head) {
        return row(plan.name(), plan.height(), head, deck.texts().get("upgrade.sourceHalt"));
    }

    private Row row(String name, long height, Optional<Head> head, String source) {
        return Row.of(
                Cell.strong(Foreign.line(name, LONGEST)),
                Cell.plain(deck.figures().whole(height)),
                Cell.plain(
                        head.map(now -> now.blocksUntil(height))
                                .map(left -> left > 0 ? deck.figures().whole(left) : "–")
                                .orElse(deck.texts().get("state.unknown"))),
                Cell.plain(head.map(now -> when(now, height)).orElse("")),
                Cell.muted(source));
    }

    private String when(Head head, long height) {
        if (head.blocksUntil(height) <= 0) {
            return deck.texts().get("upgrade.reached");
        }
        return head.eta(height).map(this::range).orElse("");
    }

    private String range(Eta eta) {
        var from = deck.figures().day(eta.earliest());
        var to = deck.figures().day(eta.latest());
        return from.equals(to)
                ? from
                : deck.texts()
                        .get(
                                "upgrade.range",
                                from,
                                from.regionMatches(0, to, 0, 6)
                                                && from.length() == to.length()
                                                && from.substring(0, from.length() - 5)
                                                        .equals(to.substring(0, to.length() - 5))
                                        ? to.substring(to.length() - 5)
                                        : to);
    }

    private Row event(ChainEvent event) {
        return Row.of(
                Cell.muted(deck.figures().day(event.at())),
                Cell.muted(deck.figures().whole(event.height())),
                Cell.plain(change(event)),
                Cell.muted(deck.figures().spaced(event.before().orElse("–"))),
                Cell.muted(deck.figures().spaced(event.after().orElse("–"))));
    }

    private String change(ChainEvent event) {
        return Arrays.stream(ScheduleEvent.Kind.values())
                .filter(kind -> kind.name().equals(event.kind()))
                .findFirst()
                .map(kind -> deck.texts().of("upgrade.change", kind))
                .orElse("");
    }

    private void notes(Optional<UpgradeView> view) {
        List<Node> lines = new ArrayList<>();
        view.stream()
                .flatMap(known -> known.notes().stream())
                .limit(4)
                .forEach(note -> {
                    var line = new Paragraph("trouble");
                    line.setGraphic(Icons.of(Sign.LOOK));
                    line.setMaxWidth(Double.MAX_VALUE);
                    line.say(deck.figures().spaced(Foreign.line(note.text(), 300)));
                    lines.add(line);
                });
        notes.getChildren().setAll(lines);
        notes.setVisible(!lines.isEmpty());
    }
}
