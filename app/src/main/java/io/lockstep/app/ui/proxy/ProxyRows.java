package io.lockstep.app.ui.proxy;

import io.lockstep.app.ui.parts.Cell;
import io.lockstep.app.ui.parts.Row;
import io.lockstep.app.ui.parts.Sign;
import io.lockstep.app.ui.parts.Tone;
import io.lockstep.app.ui.text.Figures;
import io.lockstep.app.ui.text.Texts;
import io.lockstep.engine.control.EngineStatus;
import io.lockstep.engine.cutover.CutoverRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The engine's own account of itself as rows.
record ProxyRows(Texts texts, Figures figures) {

    List<Row> engine(EngineStatus engine, Instant now) {
        var rows = new ArrayList<Row>();
        rows.add(line("proxy.version", engine.version()));
        rows.add(line("proxy.generation", figures.whole(engine.generation())));
        rows.add(line("proxy.up", figures.duration(Duration.between(engine.startedAt(), now))));
        rows.add(line("proxy.pid", Long.toString(engine.pid())));
        engine.listeners()
                .forEach(listener ->
                        rows.add(
                                Row.of(
                                        Cell.muted(texts.get("proxy.listens")),
                                        Cell.mono(listener))));
        rows.add(
                line(
                        "proxy.follows",
                        engine.chain()
                                .flatMap(chain -> chain.head())
                                .map(head -> figures.whole(head.appliedHeight()))
                                .orElse(texts.get("state.unknown"))));
        return List.copyOf(rows);
    }

    List<Row> traffic(EngineStatus.Traffic traffic) {
        return List.of(
                line(
                        "proxy.rate",
                        texts.get("overview.rate", figures.decimal(traffic.requestsPerSecond()))),
                line("proxy.inFlight", figures.whole(traffic.inFlight())),
                line("proxy.requests", figures.whole(traffic.requests())),
                Row.of(
                        Cell.muted(texts.get("proxy.errors")),
                        Cell.plain(figures.whole(traffic.errors()))
                                .in(traffic.errors() == 0 ? Tone.PROVEN : Tone.LOOK)),
                line(
                        "proxy.firstByte",
                        texts.get(
                                "proxy.percentiles",
                                figures.millis(traffic.firstByteP50Millis()),
                                figures.millis(traffic.firstByteP99Millis()))),
                line("proxy.bytesIn", figures.bytes(traffic.bytesIn())),
                line("proxy.bytesOut", figures.bytes(traffic.bytesOut())));
    }

    List<Row> routes(EngineStatus engine) {
        var rows = new ArrayList<Row>();
        rows.add(
                Row.of(
                        Cell.mono("/"),
                        Cell.plain(engine.defaultUpstream().orElse(texts.get("proxy.noDefault"))),
                        Cell.muted(texts.get("proxy.default"))));
        engine.routes()
                .forEach(route ->
                        rows.add(
                                Row.of(
                                        Cell.mono("/" + route.prefix() + "/"),
                                        Cell.plain(route.upstream()),
                                        Cell.muted(texts.get("proxy.prefix")))));
        return List.copyOf(rows);
    }

    List<Row> upstreams(EngineStatus engine) {
        return engine.upstreams().stream()
                .map(up ->
                        Row.of(
                                        Cell.strong(up.name()),
                                        Cell.mono(up.url().toString()),
                                        Cell.plain(figures.whole(up.inFlight())),
                                        Cell.plain(figures.whole(up.requests())),
                                        Cell.plain(figures.whole(up.errors()))
                                                .in(up.errors() == 0 ? Tone.PROVEN : Tone.LOOK))
                                .named("upstream-" + up.name()))
                .toList();
    }

    List<Row> cutover(CutoverRecord cutover) {
        var armed = cutover.armed();
        var rows = new ArrayList<Row>();
        rows.add(
                Row.of(
                        Cell.signed(
                                Sign.NONE,
                                texts.get(
                                        "proxy.armed",
                                        armed.incumbent(),
                                        armed.candidate(),
                                        figures.whole(armed.height()),
                                        texts.of("proxy.policy", armed.policy()))),
                        Cell.empty()));
        cutover.log()
                .forEach(entry ->
                        rows.add(
                                Row.of(
                                        Cell.signed(
                                                Sign.PROVEN,
                                                texts.get(
                                                        "proxy.phase",
                                                        texts.of("overview.phase", entry.phase()),
                                                        figures.sentence(entry.detail()))),
                                        Cell.muted(figures.second(entry.at())))));
        return List.copyOf(rows);
    }

    private Row line(String key, String value) {
        return Row.of(Cell.muted(texts.get(key)), Cell.plain(value));
    }
}
