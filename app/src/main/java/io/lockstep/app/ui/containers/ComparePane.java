package io.lockstep.app.ui.containers;

import io.lockstep.app.containers.Container.Role;
import io.lockstep.app.containers.ContainerDetails;
import io.lockstep.app.containers.watch.Sighting;
import io.lockstep.app.ui.parts.Cell;
import io.lockstep.app.ui.parts.Column;
import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Paragraph;
import io.lockstep.app.ui.parts.Row;
import io.lockstep.app.ui.parts.Sheet;
import io.lockstep.app.ui.parts.Tone;
import io.lockstep.app.ui.text.Foreign;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The incumbent beside the candidate of one host: what differs, and what does not.
final class ComparePane {
    private static final int LONGEST = 300;
    private static final int NAMED = 12;

    private final Deck deck;
    private final Sheet sheet;
    private final Paragraph remark = new Paragraph("remark");
    private final VBox root;

    /// The two that are held against each other.
    private record Pair(ContainerDetails incumbent, ContainerDetails candidate) {}

    ComparePane(Deck deck) {
        this.deck = deck;
        var texts = deck.texts();
        sheet =
                new Sheet(
                                Column.grow(0.8).titled(texts.get("upgrade.settingHead")),
                                Column.grow(1).titled(texts.get("upgrade.incumbentHead")),
                                Column.grow(1).titled(texts.get("upgrade.candidateHead")))
                        .named("comparison");
        remark.setId("comparison-remark");
        root = new VBox(sheet, remark);
        root.getStyleClass().add("lines");
    }

    Region root() {
        return root;
    }

    void render(FleetItem.One one) {
        var pair = pair(one);
        sheet.setVisible(pair.isPresent());
        sheet.setManaged(pair.isPresent());
        pair.ifPresentOrElse(
                this::show, () -> remark.say(deck.texts().get("containers.nothingToCompare")));
    }

    private void show(Pair pair) {
        var comparison = Comparison.of(pair.incumbent(), pair.candidate());
        List<Row> rows = new ArrayList<>();
        for (var setting : comparison.differing()) {
            rows.add(
                    Row.of(
                                    Cell.mono(line(setting.name())).in(Tone.MUTED),
                                    Cell.mono(deck.figures().image(line(setting.left())))
                                            .in(Tone.INCUMBENT),
                                    Cell.mono(deck.figures().image(line(setting.right())))
                                            .in(Tone.CANDIDATE))
                            .named("setting-" + setting.name()));
        }
        sheet.show(rows);
        remark.say(same(comparison.same()));
    }

    private String same(List<String> names) {
        var some = String.join(", ", names.stream().limit(NAMED).map(ComparePane::line).toList());
        return deck.texts()
                .get(
                        names.size() > NAMED ? "containers.sameMore" : "containers.same",
                        deck.figures().whole(names.size()),
                        some);
    }

    private static String line(String text) {
        return text.isEmpty() ? "–" : Foreign.line(text, LONGEST);
    }

    private static Optional<Pair> pair(FleetItem.One one) {
        var own = one.sighting().details();
        var role = own.container().role();
        var incumbent = role == Role.INCUMBENT ? Optional.of(own) : find(one, Role.INCUMBENT);
        var candidate = role == Role.CANDIDATE ? Optional.of(own) : find(one, Role.CANDIDATE);
        return incumbent.flatMap(left -> candidate.map(right -> new Pair(left, right)));
    }

    private static Optional<ContainerDetails> find(FleetItem.One beside, Role role) {
        return beside.host().containers().stream()
                .map(Sighting::details)
                .filter(details -> details.container().role() == role)
                .max(
                        Comparator.comparing((ContainerDetails one) -> one.container().running())
                                .thenComparing(one -> one.container().createdAt()));
    }
}
