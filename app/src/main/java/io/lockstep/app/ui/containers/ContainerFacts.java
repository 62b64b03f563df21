package io.lockstep.app.ui.containers;

import io.lockstep.app.containers.ContainerDetails;
import io.lockstep.app.containers.ContainerDetails.Ended;
import io.lockstep.app.containers.ContainerDetails.GpuRequest;
import io.lockstep.app.containers.ContainerDetails.Health;
import io.lockstep.app.containers.ContainerDetails.Mount;
import io.lockstep.app.containers.ContainerDetails.Origin;
import io.lockstep.app.containers.ContainerDetails.Port;
import io.lockstep.app.containers.ContainerDetails.Variable;
import io.lockstep.app.containers.Reference;
import io.lockstep.app.ui.parts.Cell;
import io.lockstep.app.ui.parts.Row;
import io.lockstep.app.ui.parts.Sign;
import io.lockstep.app.ui.parts.Tone;
import io.lockstep.app.ui.text.Figures;
import io.lockstep.app.ui.text.Foreign;
import io.lockstep.app.ui.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One container's definition and life as rows.
record ContainerFacts(Texts texts, Figures figures) {
    private static final int LONGEST = 400;
    private static final String NONE = "–";

    List<Row> definition(ContainerDetails details) {
        var image = details.container().image();
        var named = !image.startsWith("sha256:");
        var reference = new Reference(image);
        var rows = new ArrayList<Row>();
        rows.add(mono("image", named ? line(reference.repository()) : figures.shortId(image)));
        rows.add(mono("tag", named ? reference.tag().orElse(NONE) : NONE));
        rows.add(mono("digest", digest(details)));
        rows.add(mono("prefix", details.prefix().orElse(NONE)));
        rows.add(plain("made", made(details.origin())));
        rows.add(
                plain(
                        "gpus",
                        details.gpus()
                                .map(this::gpus)
                                .orElse(absent(details, texts.get("containers.none")))));
        rows.add(row("ipc", told(details, Cell.mono(or(details.ipc())))));
        rows.add(mono("networks", or(String.join(", ", details.container().networks()))));
        rows.add(row("command", told(details, Cell.mono(or(String.join(" ", details.command()))))));
        return List.copyOf(rows);
    }

    /// What it has been through, and what becomes of it when it ends.
    List<Row> life(ContainerDetails details, Instant now) {
        var rows = new ArrayList<Row>();
        rows.add(row("health", told(details, health(details.health()))));
        rows.add(
                plain(
                        "started",
                        details.startedAt()
                                .map(at ->
                                        texts.get(
                                                "containers.startedAgo",
                                                figures.day(at),
                                                figures.duration(Duration.between(at, now))))
                                .orElse(absent(details, NONE))));
        rows.add(mono("restart", or(details.restart())));
        var restarts = warned(figures.whole(details.restarts()), details.restarts() > 0);
        rows.add(row("restarts", told(details, restarts)));
        rows.add(
                row(
                        "ended",
                        details.ended()
                                .map(end -> ended(end, now))
                                .orElse(Cell.plain(absent(details, NONE)))));
        return List.copyOf(rows);
    }

    List<Row> ports(ContainerDetails details) {
        return orNone(details, details.ports().stream().map(this::port).toList());
    }

    private Row port(Port port) {
        return Row.of(
                Cell.mono("%d/%s".formatted(port.inside(), port.protocol())),
                port.outside()
                        .map(outside -> Cell.mono(line(outside)))
                        .orElse(Cell.muted(texts.get("containers.notPublished"))));
    }

    List<Row> mounts(ContainerDetails details) {
        return orNone(details, details.mounts().stream().map(this::mount).toList());
    }

    private Row mount(Mount mount) {
        return Row.of(
                Cell.mono(line(mount.target())),
                Cell.mono(or(mount.source())),
                Cell.muted(
                        texts.get(
                                mount.writable() ? "containers.writable" : "containers.readOnly")));
    }

    List<Row> environment(ContainerDetails details) {
        return orNone(
                details, details.environment().stream().map(ContainerFacts::variable).toList());
    }

    private static Row variable(Variable variable) {
        return Row.of(
                Cell.mono(line(variable.name())),
                Cell.mono(line(variable.value())).in(variable.masked() ? Tone.MUTED : Tone.PLAIN));
    }

    /// An empty list says that it is one, or that nobody tells.
    private List<Row> orNone(ContainerDetails details, List<Row> rows) {
        return rows.isEmpty()
                ? List.of(Row.of(Cell.muted(absent(details, texts.get("containers.none")))))
                : rows;
    }

    private String absent(ContainerDetails details, String words) {
        return details.told() ? words : texts.get("state.unknown");
    }

    private Cell told(ContainerDetails details, Cell cell) {
        return details.told() ? cell : Cell.plain(texts.get("state.unknown"));
    }

    private String digest(ContainerDetails details) {
        return details.digest()
                .flatMap(full -> new Reference(full).digest())
                .map(figures::shortId)
                .orElse(absent(details, texts.get("containers.noDigest")));
    }

    private String made(Origin origin) {
        return switch (origin) {
            case Origin.Compose(var project, var service) ->
                    texts.get("containers.compose", project, service);
            case Origin.Lockstep _ -> texts.get("containers.lockstep");
            case Origin.ByHand _ -> texts.get("containers.byHand");
        };
    }

    private String gpus(GpuRequest request) {
        var which =
                request.ids().isEmpty()
                        ? request.count() < 0
                                ? texts.get("containers.allGpus")
                                : figures.whole(request.count())
                        : String.join(", ", request.ids());
        return request.driver().isEmpty()
                ? which
                : texts.get("containers.gpusBy", which, request.driver());
    }

    private Cell health(Health health) {
        return switch (health.state()) {
            case NONE -> Cell.muted(texts.get("containers.noCheck"));
            case STARTING -> Cell.signed(Sign.OPEN, texts.get("containers.starting"));
            case HEALTHY -> Cell.signed(Sign.PROVEN, texts.get("containers.healthy"));
            case UNHEALTHY ->
                    Cell.signed(
                                    Sign.LOOK,
                                    texts.get(
                                            "containers.unhealthy",
                                            figures.whole(health.streak()),
                                            line(health.output())))
                            .in(Tone.LOOK);
        };
    }

    private Cell ended(Ended ended, Instant now) {
        var words =
                texts.get(
                        ended.outOfMemory() ? "containers.endedMemory" : "containers.endedCode",
                        Integer.toString(ended.exitCode()),
                        figures.duration(Duration.between(ended.at(), now)));
        var told = ended.error().isEmpty() ? words : words + ". " + line(ended.error());
        return warned(told, ended.outOfMemory() || ended.exitCode() != 0);
    }

    private static Cell warned(String words, boolean look) {
        return look ? Cell.signed(Sign.LOOK, words).in(Tone.LOOK) : Cell.plain(words);
    }

    private Row plain(String key, String value) {
        return row(key, Cell.plain(value));
    }

    private Row mono(String key, String value) {
        return row(key, Cell.mono(value));
    }

    private Row row(String key, Cell value) {
        return Row.of(Cell.muted(texts.get("containers.fact." + key)), value).named("fact-" + key);
    }

    private static String or(String value) {
        return Optional.of(line(value)).filter(text -> !text.isEmpty()).orElse(NONE);
    }

    private static String line(String text) {
        return Foreign.line(text, LONGEST);
    }
}
