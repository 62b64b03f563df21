package io.lockstep.engine;

import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.change.Changes;
import io.lockstep.engine.change.GenerationRecord.Origin;
import io.lockstep.engine.change.HealthGate;
import io.lockstep.engine.change.History;
import io.lockstep.engine.control.ControlDesk;
import io.lockstep.engine.control.ControlServer;
import io.lockstep.engine.control.CutoverGuard;
import io.lockstep.engine.control.Observatory;
import io.lockstep.engine.control.Statuses;
import io.lockstep.engine.mlnode.MlNodes;
import io.lockstep.engine.observe.AccessLog;
import io.lockstep.engine.observe.LogSettings;
import io.lockstep.engine.observe.MetricsServer;
import io.lockstep.engine.proxy.Edges;
import io.lockstep.engine.proxy.Listen;
import io.lockstep.engine.proxy.ProxyLimits;
import io.lockstep.engine.proxy.ProxyServer;
import io.lockstep.engine.proxy.Traffic;
import io.lockstep.engine.replace.HandOverServer;
import io.lockstep.engine.replace.TakeOver;
import io.lockstep.engine.route.Disposition;
import io.lockstep.engine.route.Owed;
import io.lockstep.engine.route.Routing;
import io.lockstep.engine.route.RoutingTable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A running engine: its parts, started and ended in order.
final class Engine {
    private static final Duration QUIT_LIMIT = Duration.ofHours(24);

    /// Longer than the clients we know keep an idle connection: Go's, which the API node is built
    /// with, 90 s, OkHttp 5 min. So it is they who close it, and no request meets a closing one.
    private static final Duration GRACE = Duration.ofMinutes(6);

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

    /// What speaks for this engine once it is the engine.
    private record Voice(ControlDesk desk, Observatory observatory) {}

    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final AccessLog log = new AccessLog();
    private final Traffic traffic = new Traffic(System::nanoTime, log);
    private final Instant startedAt = Instant.now();
    private final Setup setup;
    private final Keeping keeping;
    private final Routing routing;
    private final ProxyServer proxy;
    private final Path socket;
    private final Optional<HandOverServer> handOver;
    private Optional<ControlServer> control = Optional.empty();
    private Optional<MetricsServer> metrics = Optional.empty();
    private volatile CompletionStage<Void> before = CompletableFuture.completedStage(null);

    /// Listens, and accepts nothing yet; nothing is left when it throws.
    private Engine(Setup setup, List<OptionalInt> adopted, Keeping keeping) {
        this.setup = setup;
        this.keeping = keeping;
        this.routing = new Routing(setup.table(), this::keep);
        this.proxy =
                ProxyServer.prepare(
                        setup.listens(),
                        adopted,
                        setup.eventLoops(),
                        routing,
                        traffic,
                        setup.limits(),
                        setup.edges());
        this.socket = setup.control().orElseGet(() -> ControlPlace.of(proxy.addresses()));
        try {
            log.change(setup.log());
            this.handOver = handOver();
        } catch (RuntimeException e) {
            proxy.close();
            log.close();
            throw e;
        }
    }

    private void keep(RoutingTable table) {
        setup.edges().trust().check(table);
        keeping.keep(table, History.Why.control("a route was set"));
    }

    private Optional<HandOverServer> handOver() {
        return TakeOver.unavailable().isPresent()
                ? Optional.empty()
                : Optional.of(new HandOverServer(socket, new Yielding(this)));
    }

    /// Everything runs when it returns, and nothing when it throws.
    static Engine start(Setup setup, Keeping keeping) {
        setup.edges().trust().check(setup.table());
        keeping.keep(setup.table(), new History.Why(Origin.START, "the engine started", true));
        var unadopted = setup.listens().stream().map(_ -> OptionalInt.empty()).toList();
        var engine = new Engine(setup, unadopted, keeping);
        try {
            var voice = engine.voice();
            engine.metrics = engine.opened(voice);
            engine.control =
                    Optional.of(
                            ControlServer.open(engine.socket, voice.desk(), voice.observatory()));
            engine.handOver.ifPresent(HandOverServer::open);
            engine.proxy.accept();
            return engine;
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    /// Takes the place of a running engine. When it throws, that one goes on.
    ///
    /// @param keeping what that engine kept, which this one does not own yet
    /// @param adopted its sockets, one for each listener where there is one
    static Engine replace(
            Setup setup, List<OptionalInt> adopted, Keeping keeping, TakeOver takeOver) {
        setup.edges().trust().check(setup.table());
        var engine = new Engine(setup, adopted, keeping);
        try {
            var aside = ControlServer.aside(engine.socket);
            engine.proxy.accept();
            try {
                takeOver.serving();
            } catch (RuntimeException e) {
                aside.close();
                throw e;
            }
            engine.succeed(aside, takeOver);
            return engine;
        } catch (RuntimeException e) {
            engine.end(QUIT_LIMIT);
            throw e;
        }
    }

    /// The engine before has said that this one is the engine now.
    private void succeed(ControlServer.Aside aside, TakeOver takeOver) {
        keeping.own();
        if (!keeping.table().equals(Optional.of(routing.current()))) {
            var _ = routing.change(now -> now);
        }
        before = takeOver.gone();
        routing.elsewhere(Owed.unknown());
        var voice = voice();
        control = Optional.of(aside.open(voice.desk(), voice.observatory()));
        openMetrics(voice);
        handOver.ifPresent(HandOverServer::open);
        takeOver.follow(routing);
    }

    /// The engine before has given the address up. Being without metrics is no reason not to serve.
    private void openMetrics(Voice voice) {
        try {
            metrics = opened(voice);
        } catch (ProblemException e) {
            System.err.println(e.problem().what() + " The engine serves without metrics.");
        }
    }

    private Optional<MetricsServer> opened(Voice voice) {
        return setup.metrics()
                .map(place -> MetricsServer.open(place, voice.observatory()::metrics));
    }

    private Voice voice() {
        var nodes = new MlNodes(setup.edges().trust()::tls);
        var armory = keeping.armory(routing, nodes);
        var status = new Statuses(Version.number(), startedAt, proxy, routing, traffic, armory);
        var cutover = new CutoverGuard(armory);
        var changes =
                new Changes(
                        routing,
                        keeping,
                        HealthGate.standard(nodes),
                        (now, next) -> {
                            setup.edges().trust().check(next);
                            cutover.permit(now, next);
                        });
        var desk = new ControlDesk(routing, armory, status, changes, proxy::cut, this::quit);
        return new Voice(desk, new Observatory(status, routing, traffic, log));
    }

    /// What can be only one engine's: the state and the address of the metrics.
    void release() {
        keeping.close();
        metrics.ifPresent(MetricsServer::close);
        metrics = Optional.empty();
    }

    Keeping keeping() {
        return keeping;
    }

    Routing routing() {
        return routing;
    }

    ProxyServer proxy() {
        return proxy;
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

    /// Returns when somebody has asked the engine to quit, or another one has replaced it, and it
    /// has ended.
    void awaitEnd() {
        ended.join();
    }

    private void quit() {
        Thread.ofPlatform().name("quit").start(() -> end(QUIT_LIMIT));
    }

    /// Another engine has the names of the control channel and accepts on the same sockets.
    void leave() {
        control.ifPresent(ControlServer::leave);
        control = Optional.empty();
        handOver.ifPresent(HandOverServer::leave);
        Thread.ofPlatform().name("leave").start(() -> end(proxy.handOn(GRACE), QUIT_LIMIT));
    }

    /// Takes no new request, lets those in flight be answered within the limit, and ends.
    void end(Duration limit) {
        end(proxy.drain(), limit);
    }

    private void end(CompletionStage<Void> drained, Duration limit) {
        try {
            drained.thenCombine(before, (_, _) -> true)
                    .toCompletableFuture()
                    .get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException e) {
            System.err.println("Requests are still in flight at the limit and are cut off.");
        }
        close();
        ended.complete(null);
    }

    private void close() {
        control.ifPresent(ControlServer::close);
        handOver.ifPresent(HandOverServer::close);
        keeping.close();
        proxy.close();
        metrics.ifPresent(MetricsServer::close);
        log.close();
    }
}
