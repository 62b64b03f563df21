package io.lockstep.app.ui.containers;

import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.ContainerDetails;
import io.lockstep.app.containers.ContainerDetails.Health;
import io.lockstep.app.containers.EngineAbout;
import io.lockstep.app.containers.watch.HostSight;
import io.lockstep.app.containers.watch.HostSight.Standing;
import io.lockstep.app.ui.parts.Cell;
import io.lockstep.app.ui.parts.Moment;
import io.lockstep.app.ui.parts.Row;
import io.lockstep.app.ui.parts.Sign;
import io.lockstep.app.ui.parts.Tone;
import io.lockstep.app.ui.text.Figures;
import io.lockstep.app.ui.text.Foreign;
import io.lockstep.app.ui.text.Texts;
import io.lockstep.app.ui.upgrade.Stage;
import io.lockstep.engine.control.EngineStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Hosts and containers in words.
record FleetWords(Texts texts, Figures figures) {
    private static final int LONGEST = 120;

    /// Whether what is shown of the host is true now.
    Cell standing(HostSight host, Instant now) {
        return switch (host.standing()) {
            case Standing.Connecting _ -> Cell.muted(texts.get("containers.connecting"));
            case Standing.Up _ -> Cell.muted(texts.get("state.live", age(host.at(), now)));
            case Standing.Down(_, var since) ->
                    Cell.signed(Sign.LOOK, texts.get("containers.away", age(since, now)))
                            .in(Tone.LOOK);
        };
    }

    String engine(HostSight host) {
        return host.engine().map(EngineAbout::line).orElse(texts.get("containers.noEngineYet"));
    }

    /// What is known of a host as a whole.
    List<Row> about(HostSight host, Instant now) {
        return List.of(
                fact("containers.fact.engine", Cell.plain(engine(host))),
                fact("containers.fact.standing", since(host.standing(), now)),
                fact(
                        "containers.fact.read",
                        Cell.plain(
                                host.engine().isEmpty()
                                        ? texts.get("state.pending")
                                        : texts.get("state.ago", age(host.at(), now)))),
                fact(
                        "containers.fact.containers",
                        Cell.plain(
                                host.engine().isEmpty()
                                        ? texts.get("state.unknown")
                                        : figures.whole(host.containers().size()))));
    }

    private Cell since(Standing standing, Instant now) {
        return switch (standing) {
            case Standing.Connecting _ -> Cell.muted(texts.get("containers.connecting"));
            case Standing.Up(var since) ->
                    Cell.signed(Sign.SERVING, texts.get("containers.liveFor", age(since, now)));
            case Standing.Down(_, var since) ->
                    Cell.signed(Sign.LOOK, texts.get("containers.away", age(since, now)))
                            .in(Tone.LOOK);
        };
    }

    private Row fact(String key, Cell value) {
        return Row.of(Cell.muted(texts.get(key)), value);
    }

    /// What it does, as its host sees it; of a host that is away as it was last seen.
    Cell state(FleetItem.One one) {
        var details = one.sighting().details();
        var container = one.container();
        var status = Foreign.line(container.status(), LONGEST);
        if (!one.host().up()) {
            return Cell.signed(Sign.UNKNOWN, texts.get("containers.lastSeen", status))
                    .in(Tone.MUTED);
        }
        if (unwell(details)) {
            return Cell.signed(Sign.LOOK, status).in(Tone.LOOK);
        }
        return Cell.signed(container.running() ? Sign.SERVING : Sign.OPEN, status).in(Tone.MUTED);
    }

    private static boolean unwell(ContainerDetails details) {
        return details.health().state() == Health.State.UNHEALTHY
                || details.container().state() == Container.State.RESTARTING
                || details.container().state() == Container.State.DEAD;
    }

    /// Between upgrades the version that serves is the incumbent of the next one.
    static Container.Role role(Container container, Moment moment) {
        var alone =
                Stage.of(moment.snapshot()) instanceof Stage.Quiet
                        ? moment.snapshot().proxy().latest().flatMap(EngineStatus::defaultUpstream)
                        : Optional.<String>empty();
        return container.role() == Container.Role.CANDIDATE && container.version().equals(alone)
                ? Container.Role.INCUMBENT
                : container.role();
    }

    static Tone tone(Container.Role role) {
        return switch (role) {
            case INCUMBENT -> Tone.INCUMBENT;
            case CANDIDATE -> Tone.CANDIDATE;
            case ENGINE, OTHER -> Tone.MUTED;
        };
    }

    private String age(Instant since, Instant now) {
        return figures.duration(Duration.between(since, now));
    }
}
