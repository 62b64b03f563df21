package io.lockstep.engine.control;

import io.lockstep.engine.change.Words;
import io.lockstep.engine.observe.Tally;
import io.lockstep.engine.proxy.ProxyServer;
import io.lockstep.engine.proxy.Traffic;
import io.lockstep.engine.route.Disposition;
import io.lockstep.engine.route.Routing;
import io.lockstep.engine.route.RoutingTable;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Describes the running engine from its parts.
public final class Statuses implements Supplier<EngineStatus> {
    private final String version;
    private final Instant startedAt;
    private final ProxyServer proxy;
    private final Routing routing;
    private final Traffic traffic;
    private final Armory armory;

    public Statuses(
            String version,
            Instant startedAt,
            ProxyServer proxy,
            Routing routing,
            Traffic traffic,
            Armory armory) {
        this.version = version;
        this.startedAt = startedAt;
        this.proxy = proxy;
        this.routing = routing;
        this.traffic = traffic;
        this.armory = armory;
    }

    @Override
    public EngineStatus get() {
        var table = routing.current();
        return new EngineStatus(
                version,
                ProcessHandle.current().pid(),
                startedAt,
                table.generation(),
                proxy.listeners(),
                routes(table),
                table.defaultRoute().map(Statuses::upstream).filter(name -> !name.isEmpty()),
                upstreams(table),
                traffic(),
                armory.chain(),
                armory.record(),
                prefixes());
    }

    private static List<EngineStatus.Route> routes(RoutingTable table) {
        return table.routes().entrySet().stream()
                .map(route ->
                        new EngineStatus.Route(
                                route.getKey(), upstream(route.getValue()), kept(route.getValue())))
                .sorted(Comparator.comparing(EngineStatus.Route::prefix))
                .toList();
    }

    private List<EngineStatus.Upstream> upstreams(RoutingTable table) {
        var totals = routing.totals();
        return table.upstreams().entrySet().stream()
                .map(upstream -> {
                    var name = upstream.getKey();
                    var total = totals.get(name);
                    return new EngineStatus.Upstream(
                            name,
                            upstream.getValue(),
                            routing.inFlight(name),
                            total == null ? 0 : total.requests().sum(),
                            total == null ? 0 : total.errors().sum());
                })
                .sorted(Comparator.comparing(EngineStatus.Upstream::name))
                .toList();
    }

    private List<EngineStatus.Prefix> prefixes() {
        var now = Instant.now();
        var routed =
                traffic.versions(now).stream()
                        .filter(version -> !version.version().equals(Traffic.NONE))
                        .flatMap(version ->
                                version.lastSeen().map(seen -> used(version, seen)).stream());
        var strange =
                traffic.strangers(now).stream()
                        .map(one ->
                                new EngineStatus.Prefix(
                                        "/" + one.prefix(), false, one.requests(), one.lastSeen()));
        return Stream.concat(routed, strange)
                .sorted(Comparator.comparing(EngineStatus.Prefix::prefix))
                .toList();
    }

    private static EngineStatus.Prefix used(Tally.Reading version, Instant seen) {
        var name = version.version();
        return new EngineStatus.Prefix(
                name.equals(Traffic.DEFAULT) ? "/" : "/" + name,
                true,
                version.requests(),
                seen,
                Optional.of(version.bytesIn()));
    }

    private EngineStatus.Traffic traffic() {
        var reading = traffic.reading();
        return new EngineStatus.Traffic(
                reading.requests(),
                reading.errors(),
                reading.inFlight(),
                reading.bytesIn(),
                reading.bytesOut(),
                reading.perSecond(),
                reading.firstByteP50Millis(),
                reading.firstByteP99Millis());
    }

    /// While requests wait, the upstream they wait for; while they are refused, none.
    private static String upstream(Disposition disposition) {
        return switch (disposition) {
            case Disposition.To(var upstream) -> upstream;
            case Disposition.Bridge(var upstream, _) -> upstream;
            case Disposition.Hold(var toward, _) -> toward;
            case Disposition.Split(var work, _) -> work;
            case Disposition.Refuse _ -> "";
        };
    }

    private static Optional<String> kept(Disposition disposition) {
        return switch (disposition) {
            case Disposition.Hold _, Disposition.Refuse _ -> Optional.of(Words.of(disposition));
            case Disposition.To _, Disposition.Bridge _, Disposition.Split _ -> Optional.empty();
        };
    }
}
