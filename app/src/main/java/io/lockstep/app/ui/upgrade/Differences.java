package io.lockstep.app.ui.upgrade;

import io.lockstep.app.containers.Container;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.ui.parts.Cell;
import io.lockstep.app.ui.parts.Row;
import io.lockstep.app.ui.parts.Tone;
import io.lockstep.app.ui.text.Figures;
import io.lockstep.app.ui.text.Texts;
import io.lockstep.app.upgrade.Plan;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The incumbent's container beside the candidate's, setting by setting.
record Differences(Texts texts, Figures figures) {

    List<Row> of(Plan plan, Snapshot snapshot) {
        var incumbent = find(snapshot, plan.goal().incumbent());
        var candidate = find(snapshot, plan.goal().upgrade().version());
        if (incumbent.isEmpty() && candidate.isEmpty()) {
            return List.of();
        }
        return List.of(
                row("image", incumbent, candidate, c -> figures.image(bare(c.image()))),
                row("name", incumbent, candidate, Container::name),
                row("state", incumbent, candidate, Container::status),
                row("address", incumbent, candidate, c -> c.address().orElse("")),
                row("networks", incumbent, candidate, c -> String.join(", ", c.networks())));
    }

    /// The image without its registry; the list of containers has the whole reference.
    private static String bare(String image) {
        return image.substring(image.lastIndexOf('/') + 1);
    }

    private Row row(
            String key,
            Optional<Container> incumbent,
            Optional<Container> candidate,
            Function<Container, String> field) {
        var left = incumbent.map(field).orElse("–");
        var right = candidate.map(field).orElse("–");
        var same = left.equals(right);
        return Row.of(
                Cell.mono(texts.get("upgrade.setting." + key)).in(Tone.MUTED),
                Cell.mono(left).in(same ? Tone.MUTED : Tone.INCUMBENT),
                Cell.mono(same ? texts.get("upgrade.same") : right)
                        .in(same ? Tone.MUTED : Tone.CANDIDATE));
    }

    private static Optional<Container> find(Snapshot snapshot, String version) {
        return snapshot.containers().latest().stream()
                .flatMap(host -> host.containers().stream())
                .filter(container -> container.role() != Container.Role.ENGINE)
                .filter(container -> container.version().filter(version::equals).isPresent())
                .findFirst();
    }
}
