package io.lockstep.engine;

import io.lockstep.engine.change.Changes;
import io.lockstep.engine.change.GenerationRecord.Origin;
import io.lockstep.engine.change.HealthGate;
import io.lockstep.engine.change.History;
import io.lockstep.engine.control.ControlDesk;
import io.lockstep.engine.control.ControlServer;
import io.lockstep.engine.control.CutoverGuard;
import io.lockstep.engine.control.Observatory;
import io.lockstep.engine.control.Statuses;
import io.lockstep.engine.observe.AccessLog;
import io.lockstep.engine.observe.LogSettings;
import io.lockstep.engine.observe.MetricsServer;
import io.lockstep.engine.proxy.Edges;
import io.lockstep.engine.proxy.Listen;
import io.lockstep.engine.proxy.ProxyLimits;
import io.lockstep.engine.proxy.ProxyServer;
import io.lockstep.engine.proxy.Traffic;
import io.lockstep.engine.route.Disposition;
import io.lockstep.engine.route.Routing;
import io.lockstep.engine.route.RoutingTable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A running engine: its parts, started and ended in order.
final class Engine {
    private static final Duration QUIT_LIMIT = Duration.ofHours(24);

    /// @param table what it starts with
    /// @param control empty for a socket that is named after the first port
    record Setup(
            List<Listen> listens,
            RoutingTable table,
            Optional<Integer> eventLoops,
            Optional<Path> control,
            ProxyLimits limits,
            Edges edges,
            LogSettings log,
            Optional<MetricsServer.Place> metrics) {}

    private final Keeping keeping;
    private final Routing routing;
    private final ProxyServer proxy;
    private final ControlServer control;
    private final Watching watching;
    private final Path socket;
    private final CompletableFuture<Void> ended;

    private Engine(
            Keeping keeping,
            Routing routing,
            ProxyServer proxy,
            ControlServer control,
            Watching watching,
            Path socket,
            CompletableFuture<Void> quit) {
        this.keeping = keeping;
        this.routing = routing;
        this.proxy = proxy;
        this.control = control;
        this.watching = watching;
        this.socket = socket;
        this.ended = quit.thenRunAsync(() -> end(QUIT_LIMIT), Engine::quitting);
    }

    /// Everything runs when it returns, and nothing when it throws.
    static Engine start(Setup setup, Keeping keeping) {
        var trust = setup.edges().trust();
        trust.check(setup.table());
        keeping.keep(setup.table(), new History.Why(Origin.START, "the engine started", true));
        var routing =
                new Routing(
                        setup.table(),
                        table -> {
                            trust.check(table);
                            keeping.keep(table, History.Why.control("a route was set"));
                        });
        var log = new AccessLog();
        var traffic = new Traffic(System::nanoTime, log);
        var proxy =
                ProxyServer.open(
                        setup.listens(),
                        setup.eventLoops(),
                        routing,
                        traffic,
                        setup.limits(),
                        setup.edges());
        try {
            log.change(setup.log());
            var armory = keeping.armory(routing);
            var quit = new CompletableFuture<Void>();
            var status =
                    new Statuses(Version.number(), Instant.now(), proxy, routing, traffic, armory);
            var cutover = new CutoverGuard(armory);
            var changes =
                    new Changes(
                            routing,
                            keeping,
                            HealthGate.standard(),
                            (now, next) -> {
                                trust.check(next);
                                cutover.permit(now, next);
                            });
            var desk =
                    new ControlDesk(
                            routing,
                            armory,
                            status,
                            changes,
                            proxy::cut,
                            () -> quit.complete(null));
            var observatory = new Observatory(status, routing, traffic, log);
            var watching = Watching.open(setup.metrics(), observatory, log);
            var socket = setup.control().orElseGet(() -> ControlPlace.of(proxy.addresses()));
            try {
                var control = ControlServer.open(socket, desk, observatory);
                return new Engine(keeping, routing, proxy, control, watching, socket, quit);
            } catch (RuntimeException e) {
                watching.close();
                throw e;
            }
        } catch (RuntimeException e) {
            keeping.close();
            proxy.close();
            log.close();
            throw e;
        }
    }

    /// The one line that says what it does.
    String sentence() {
        var table = routing.current();
        return "Lockstep engine %s listens on %s (strip %s; default %s), control %s"
                .formatted(
                        Version.number(),
                        String.join(", ", proxy.addresses()),
                        table.routes().isEmpty()
                                ? "nothing"
                                : String.join(", ", new TreeSet<>(table.routes().keySet())),
                        table.defaultRoute().map(Engine::named).orElse("none"),
                        socket);
    }

    private static String named(Disposition disposition) {
        return switch (disposition) {
            case Disposition.To(var upstream) -> upstream;
            case Disposition.Bridge(var upstream, _) -> upstream;
            case Disposition.Hold(var toward, _) -> toward + ", held";
            case Disposition.Split(var work, _) -> work;
            case Disposition.Refuse _ -> "refused";
        };
    }

    /// Returns when somebody has asked the engine to quit and it has.
    void awaitEnd() {
        ended.join();
    }

    /// Takes no new request, lets those in flight be answered within the limit, and ends.
    void end(Duration limit) {
        try {
            proxy.drain().toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException e) {
            System.err.println("Requests are still in flight at the limit and are cut off.");
        }
        control.close();
        keeping.close();
        proxy.close();
        watching.close();
    }

    private static void quitting(Runnable end) {
        Thread.ofPlatform().name("quit").start(end);
    }
}
