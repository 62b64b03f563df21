package io.lockstep.app.ui.nodes;

import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.HostContainers;
import io.lockstep.app.host.HostLoad;
import io.lockstep.app.nodes.NodesView;
import io.lockstep.app.ui.parts.Cell;
import io.lockstep.app.ui.parts.Row;
import io.lockstep.app.ui.parts.Sign;
import io.lockstep.app.ui.parts.Tone;
import io.lockstep.app.ui.text.Figures;
import io.lockstep.app.ui.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.DoubleFunction;

/// Containers, MLNodes, API-node entries and the host as rows.
record NodeRows(Texts texts, Figures figures) {

    /// @param serving the version that serves alone, if one does
    List<Row> containers(HostContainers host, Optional<String> serving) {
        return host.containers().stream().map(each -> container(each, serving)).toList();
    }

    private Row container(Container container, Optional<String> serving) {
        var role =
                container.role() == Container.Role.CANDIDATE && container.version().equals(serving)
                        ? Container.Role.INCUMBENT
                        : container.role();
        return Row.of(
                        Cell.signed(
                                container.running() ? Sign.SERVING : Sign.OPEN, container.name()),
                        Cell.plain(texts.of("nodes.role", role)).in(tone(role)),
                        Cell.plain(container.version().orElse("–")),
                        Cell.muted(container.status()),
                        Cell.mono(figures.image(container.image())),
                        Cell.mono(container.address().orElse("–")))
                .named("container-" + container.name());
    }

    private static Tone tone(Container.Role role) {
        return switch (role) {
            case INCUMBENT -> Tone.INCUMBENT;
            case CANDIDATE -> Tone.CANDIDATE;
            case ENGINE -> Tone.PLAIN;
            case OTHER -> Tone.MUTED;
        };
    }

    List<Row> mlNodes(NodesView nodes) {
        return nodes.mlNodes().stream().map(this::mlNode).toList();
    }

    private Row mlNode(NodesView.MlNode node) {
        var sign =
                node.serving() ? Sign.SERVING : node.state().isPresent() ? Sign.OPEN : Sign.UNKNOWN;
        return Row.of(
                        Cell.strong(node.version()),
                        Cell.signed(
                                sign,
                                node.serving()
                                        ? texts.get("overview.state.serving")
                                        : node.state()
                                                .map(word -> word.toLowerCase(Locale.ROOT))
                                                .orElse(texts.get("nodes.noAnswer"))),
                        Cell.muted(node.problem().orElse("")))
                .named("mlnode-" + node.version());
    }

    List<Row> apiNodes(NodesView nodes) {
        return nodes.apiNodes().stream().map(this::apiNode).toList();
    }

    private Row apiNode(NodesView.ApiNodeEntry node) {
        var settled = node.intendedStatus().equals(node.currentStatus());
        return Row.of(
                Cell.strong(node.id()),
                Cell.mono(node.host() + ":" + node.inferencePort() + ", " + node.pocPort()),
                Cell.signed(
                        settled ? Sign.NONE : Sign.LOOK,
                        settled
                                ? node.currentStatus()
                                : texts.get(
                                        "nodes.becoming",
                                        node.currentStatus(),
                                        node.intendedStatus())),
                Cell.muted(
                        String.join(
                                ", ", node.models().stream().map(NodesView.Model::name).toList())),
                Cell.muted(texts.get(node.enabled() ? "nodes.enabled" : "nodes.disabled")));
    }

    List<Row> epoch(NodesView nodes) {
        return nodes.epoch().stream()
                .flatMap(epoch ->
                        List.of(
                                line("nodes.epoch", figures.whole(epoch.index())),
                                line("nodes.phase", epoch.phase()),
                                line(
                                        "nodes.poc",
                                        figures.whole(epoch.pocStart())
                                                + "–"
                                                + figures.whole(epoch.pocEnd())),
                                line("nodes.nextPoc", figures.whole(epoch.nextPocStart())))
                                .stream())
                .toList();
    }

    List<Row> host(HostLoad load) {
        var rows = new ArrayList<Row>();
        rows.add(line("nodes.host", load.name()));
        rows.add(
                line(
                        "nodes.cpu",
                        texts.get(
                                "nodes.cpuOf",
                                known(load.cpu().share(), figures::percent),
                                load.cpu().processors(),
                                known(load.cpu().load1(), figures::decimal))));
        rows.add(
                line(
                        "nodes.memory",
                        texts.get(
                                "nodes.of",
                                known(load.memory().usedBytes()),
                                known(load.memory().totalBytes()))));
        load.disks()
                .forEach(disk ->
                        rows.add(
                                Row.of(
                                        Cell.mono(disk.mount()).in(Tone.MUTED),
                                        Cell.plain(
                                                texts.get(
                                                        "nodes.freeOf",
                                                        figures.bytes(disk.freeBytes()),
                                                        figures.bytes(disk.totalBytes()))))));
        load.uptime().ifPresent(up -> rows.add(line("nodes.uptime", figures.duration(up))));
        return List.copyOf(rows);
    }

    private String known(OptionalDouble value, DoubleFunction<String> figure) {
        return value.isPresent() ? figure.apply(value.getAsDouble()) : texts.get("state.unknown");
    }

    private String known(OptionalLong bytes) {
        return bytes.isPresent() ? figures.bytes(bytes.getAsLong()) : texts.get("state.unknown");
    }

    private Row line(String key, String value) {
        return Row.of(Cell.muted(texts.get(key)), Cell.plain(value));
    }
}
