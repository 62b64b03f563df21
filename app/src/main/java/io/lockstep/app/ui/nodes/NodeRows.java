package io.lockstep.app.ui.nodes;

import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.HostContainers;
import io.lockstep.app.host.HostLoad;
import io.lockstep.app.nodes.ApiNode;
import io.lockstep.app.nodes.Epoch;
import io.lockstep.app.nodes.NodesView;
import io.lockstep.app.nodes.NodesView.ApiNodeEntry;
import io.lockstep.app.nodes.Way;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        var direct = node.direct();
        return Row.of(
                        Cell.strong(node.version()),
                        seen(node.state(), node.serving()),
                        direct.map(sight -> seen(sight.state(), sight.serving()))
                                .orElse(Cell.muted(texts.get("nodes.notAsked"))),
                        Cell.muted(told(node)))
                .named("mlnode-" + node.version());
    }

    private Cell seen(Optional<String> state, boolean serving) {
        var sign = serving ? Sign.SERVING : state.isPresent() ? Sign.OPEN : Sign.UNKNOWN;
        return Cell.signed(
                sign,
                serving
                        ? texts.get("overview.state.serving")
                        : state.map(word -> word.toLowerCase(Locale.ROOT))
                                .orElse(texts.get("nodes.noAnswer")));
    }

    /// Its own words on either way, or why there are none.
    private String told(NodesView.MlNode node) {
        var direct = node.direct().map(NodesView.Sight::about);
        var about = node.about();
        var words =
                Stream.of(
                                about.model().or(() -> direct.flatMap(NodesView.About::model)),
                                about.pow()
                                        .or(() -> direct.flatMap(NodesView.About::pow))
                                        .map(pow -> texts.get("nodes.pow", pow)),
                                about.release()
                                        .or(() -> direct.flatMap(NodesView.About::release))
                                        .map(release -> texts.get("nodes.release", release)))
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining(", "));
        return node.problem().filter(_ -> words.isEmpty()).orElse(words);
    }

    List<Row> apiNodes(NodesView nodes) {
        return nodes.apiNodes().stream().map(this::apiNode).toList();
    }

    private Row apiNode(ApiNodeEntry node) {
        return Row.of(
                        Cell.strong(node.id()),
                        Cell.mono(node.host()),
                        Cell.mono(node.inferencePort() + ", " + node.pocPort()),
                        way(node),
                        status(node),
                        Cell.muted(
                                node.models().stream()
                                        .map(NodesView.Model::name)
                                        .collect(Collectors.joining(", "))),
                        Cell.muted(use(node)))
                .named("api-node-" + node.id());
    }

    private Cell way(ApiNodeEntry node) {
        var way = node.standing().way();
        var sign =
                switch (way) {
                    case PROXY -> Sign.NONE;
                    case DIRECT -> Sign.LOOK;
                    case UNKNOWN -> Sign.UNKNOWN;
                };
        return Cell.signed(sign, texts.of("nodes.way", way));
    }

    private Cell status(ApiNodeEntry node) {
        var failed = node.currentStatus().equals("FAILED");
        var settled = node.intendedStatus().equals(node.currentStatus());
        return Cell.signed(
                failed ? Sign.ACT : settled ? Sign.NONE : Sign.LOOK,
                settled || failed
                        ? node.currentStatus()
                        : texts.get("nodes.becoming", node.currentStatus(), node.intendedStatus()));
    }

    private String use(ApiNodeEntry node) {
        return texts.get(
                !node.enabled()
                        ? "nodes.disabled"
                        : node.standing().preserved() ? "nodes.preserved" : "nodes.enabled");
    }

    /// What an operator should do about the entries, one sentence each.
    String advice(NodesView nodes) {
        return nodes.apiNodes().stream()
                .flatMap(node ->
                        Stream.of(
                                        node.standing()
                                                .failure()
                                                .map(words ->
                                                        texts.get(
                                                                "nodes.failed", node.id(), words)),
                                        Optional.of(texts.get("nodes.past", node.id()))
                                                .filter(_ -> node.standing().way() == Way.DIRECT))
                                .flatMap(Optional::stream))
                .collect(Collectors.joining("\n"));
    }

    /// A command a line for each node that is reached past the proxy.
    String moves(NodesView nodes) {
        return nodes.apiNodes().stream()
                .filter(node -> node.standing().way() == Way.DIRECT)
                .map(node -> texts.get("nodes.move", node.id()))
                .collect(Collectors.joining("\n"));
    }

    List<Row> epoch(NodesView nodes) {
        List<Row> rows = new ArrayList<>();
        nodes.epoch().ifPresent(epoch -> epoch(epoch, rows));
        nodes.api().ifPresent(api -> api(api, rows));
        return List.copyOf(rows);
    }

    private void epoch(Epoch epoch, List<Row> rows) {
        var safe = epoch.safe();
        rows.add(line("nodes.epoch", figures.whole(epoch.index())));
        rows.add(line("nodes.phase", epoch.phase()));
        rows.add(line("nodes.poc", figures.span(epoch.pocStart(), epoch.pocEnd())));
        rows.add(line("nodes.nextPoc", figures.whole(epoch.nextPocStart())));
        rows.add(
                Row.of(
                        Cell.muted(texts.get("nodes.nowHead")),
                        Cell.signed(
                                switch (epoch.now()) {
                                    case SAFE -> Sign.PROVEN;
                                    case OPEN -> Sign.NONE;
                                    case POC, CONFIRMATION -> Sign.LOOK;
                                },
                                texts.of("nodes.now", epoch.now()))));
        rows.add(line("nodes.safe", figures.span(safe.from(), safe.to())));
    }

    private void api(ApiNode api, List<Row> rows) {
        rows.add(
                line(
                        "nodes.generation",
                        api.generation().map(Enum::name).orElse(texts.get("state.unknown"))));
        api.says().ifPresent(words -> rows.add(line("nodes.upgradeStatus", words)));
        api.upgrade()
                .forEach(node ->
                        rows.add(
                                Row.of(
                                        Cell.muted(texts.get("nodes.upgradeStatus")),
                                        Cell.signed(
                                                node.alive() ? Sign.PROVEN : Sign.LOOK,
                                                node.node()
                                                        + node.error()
                                                                .map(" – "::concat)
                                                                .orElse("")))));
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
