package io.lockstep.app.ui.proxy;

import io.lockstep.app.ui.parts.Cell;
import io.lockstep.app.ui.parts.Row;
import io.lockstep.app.ui.parts.Sign;
import io.lockstep.app.ui.parts.Tone;
import io.lockstep.app.ui.text.Figures;
import io.lockstep.app.ui.text.Foreign;
import io.lockstep.app.ui.text.Texts;
import io.lockstep.app.upgrade.Plan;
import io.lockstep.engine.control.EngineStatus;
import io.lockstep.engine.control.EngineStatus.Prefix;
import io.lockstep.engine.control.EngineStatus.Upstream;
import io.lockstep.engine.cutover.CutoverRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The engine's own account of itself as rows.
record ProxyRows(Texts texts, Figures figures) {
    private static final int LONGEST = 120;

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
                Row.of(Cell.muted(texts.get("proxy.errors")), errors(traffic.errors())),
                line(
                        "proxy.firstByte",
                        texts.get(
                                "proxy.percentiles",
                                figures.millis(traffic.firstByteP50Millis()),
                                figures.millis(traffic.firstByteP99Millis()))),
                line("proxy.bytesIn", figures.bytes(traffic.bytesIn())),
                line("proxy.bytesOut", figures.bytes(traffic.bytesOut())));
    }

    /// Each version with what comes to it; one that takes nothing any more is drained.
    List<Row> versions(EngineStatus engine, Optional<Plan> plan, Instant now) {
        return engine.upstreams().stream()
                .map(up ->
                        Row.of(
                                        Cell.strong(Foreign.line(up.name(), LONGEST))
                                                .in(tone(up.name(), plan)),
                                        takes(engine, up),
                                        Cell.mono(Foreign.line(up.url().toString(), LONGEST)),
                                        Cell.plain(figures.whole(up.inFlight())),
                                        Cell.plain(figures.whole(up.requests())),
                                        errors(up.errors()),
                                        used(engine, up, now))
                                .named("upstream-" + up.name()))
                .toList();
    }

    /// Both keep their colour as everywhere.
    private static Tone tone(String version, Optional<Plan> plan) {
        return plan.map(Plan::goal)
                .map(goal ->
                        goal.incumbent().equals(version)
                                ? Tone.INCUMBENT
                                : goal.upgrade().version().equals(version)
                                        ? Tone.CANDIDATE
                                        : Tone.PLAIN)
                .orElse(Tone.PLAIN);
    }

    /// What comes in under a prefix and goes to no version now.
    String kept(EngineStatus engine) {
        return engine.routes().stream()
                .flatMap(route ->
                        route.kept().stream()
                                .map(does ->
                                        texts.get(
                                                "proxy.kept",
                                                Foreign.line(route.prefix(), LONGEST),
                                                Foreign.line(does, LONGEST))))
                .collect(Collectors.joining(" "));
    }

    private Cell errors(long errors) {
        return errors == 0
                ? Cell.plain(figures.whole(0)).in(Tone.PROVEN)
                : Cell.signed(Sign.LOOK, figures.whole(errors)).in(Tone.LOOK);
    }

    private Cell takes(EngineStatus engine, Upstream up) {
        List<String> ways = new ArrayList<>();
        if (engine.defaultUpstream().filter(up.name()::equals).isPresent()) {
            ways.add("/");
        }
        engine.routes().stream()
                .filter(route -> route.kept().isEmpty())
                .filter(route -> route.upstream().equals(up.name()))
                .forEach(route -> ways.add("/" + Foreign.line(route.prefix(), LONGEST) + "/"));
        if (!ways.isEmpty()) {
            return Cell.mono(String.join("  ", ways));
        }
        return up.inFlight() > 0
                ? Cell.signed(Sign.LOOK, texts.get("proxy.draining", figures.whole(up.inFlight())))
                        .in(Tone.LOOK)
                : Cell.muted(texts.get("proxy.drained"));
    }

    /// When clients last asked for it by its own name.
    private Cell used(EngineStatus engine, Upstream up, Instant now) {
        var names =
                engine.routes().stream()
                        .filter(route -> route.upstream().equals(up.name()))
                        .map(route -> "/" + route.prefix())
                        .toList();
        return engine.prefixes().stream()
                .filter(prefix -> names.contains(prefix.prefix()))
                .max(Comparator.comparing(Prefix::lastSeen))
                .map(prefix ->
                        Cell.muted(
                                texts.get(
                                        "proxy.usedAgo",
                                        figures.whole(prefix.requests()),
                                        ago(prefix.lastSeen(), now))))
                .orElse(Cell.muted(texts.get("proxy.notUsed")));
    }

    /// By which prefix work comes in, which alone brings bodies, and what is asked for in vain.
    String use(EngineStatus engine, Instant now) {
        var told = engine.prefixes().stream().filter(one -> one.bodyBytes().isPresent()).toList();
        if (told.isEmpty()) {
            return texts.get("proxy.useUntold");
        }
        var work =
                told.stream()
                        .filter(one -> one.bodyBytes().filter(bytes -> bytes > 0).isPresent())
                        .max(Comparator.comparing(Prefix::lastSeen))
                        .map(one ->
                                texts.get(
                                        one.prefix().equals("/")
                                                ? "proxy.useDefault"
                                                : "proxy.useUnder",
                                        Foreign.line(one.prefix(), LONGEST),
                                        ago(one.lastSeen(), now)))
                        .orElse(texts.get("proxy.useNone"));
        return Stream.concat(Stream.of(work), vain(engine).stream())
                .collect(Collectors.joining(" "));
    }

    private Optional<String> vain(EngineStatus engine) {
        var wanted = engine.prefixes().stream().filter(one -> !one.routed()).toList();
        return wanted.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        texts.get(
                                "proxy.useVain",
                                wanted.stream()
                                        .map(one -> Foreign.line(one.prefix(), LONGEST))
                                        .limit(4)
                                        .collect(Collectors.joining(", ")),
                                figures.whole(wanted.stream().mapToLong(Prefix::requests).sum())));
    }

    private String ago(Instant at, Instant now) {
        return figures.duration(Duration.between(at, now));
    }

    /// What the engine keeps to be done, or has done.
    String armed(CutoverRecord cutover) {
        var armed = cutover.armed();
        return texts.get(
                "proxy.armed", armed.incumbent(), armed.candidate(), figures.whole(armed.height()));
    }

    String policy(CutoverRecord cutover) {
        return texts.of("proxy.policy", cutover.armed().policy());
    }

    List<Row> cutover(CutoverRecord cutover) {
        var rows = new ArrayList<Row>();
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
