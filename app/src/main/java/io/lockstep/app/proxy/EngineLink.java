package io.lockstep.app.proxy;

import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.ContainerHost;
import io.lockstep.app.settings.Settings;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.change.DrainView;
import io.lockstep.engine.change.EngineChange;
import io.lockstep.engine.change.EnginePlan;
import io.lockstep.engine.change.EngineRoutes;
import io.lockstep.engine.change.GenerationRecord;
import io.lockstep.engine.control.ControlTransport;
import io.lockstep.engine.control.EngineControl;
import io.lockstep.engine.control.EngineStatus;
import io.lockstep.engine.cutover.ArmedCutover;
import io.lockstep.engine.cutover.GpuWord;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Reaches whichever engine runs now: the local one by its socket, else the one in a container. The
/// connection is kept for as long as that engine stays the same.
public final class EngineLink implements EngineControl {
    /// The problem's code when no engine runs, as opposed to one that does not answer.
    public static final String NONE = "engine.none";

    private final Settings.Engine settings;
    private final Supplier<ContainerHost> hosts;
    private final Function<Path, ControlTransport> sockets;
    private final Function<ControlTransport, EngineControl> clients;
    private Optional<Open> open = Optional.empty();

    private record Open(String key, EngineControl client) {}

    /// @param sockets a way to the engine behind a socket file
    /// @param clients a client over a way
    public EngineLink(
            Settings.Engine settings,
            Supplier<ContainerHost> hosts,
            Function<Path, ControlTransport> sockets,
            Function<ControlTransport, EngineControl> clients) {
        this.settings = settings;
        this.hosts = hosts;
        this.sockets = sockets;
        this.clients = clients;
    }

    /// A connection that no longer answers is given up once: the engine may be another one by now.
    @Override
    public EngineStatus status() {
        var before = opened();
        if (before.isPresent()) {
            try {
                return before.get().status();
            } catch (ProblemException e) {
                giveUp(before.get());
            }
        }
        return client().status();
    }

    @Override
    public EngineStatus route(String version, URI upstream) {
        return client().route(version, upstream);
    }

    @Override
    public EngineStatus routeDefault(String version) {
        return client().routeDefault(version);
    }

    @Override
    public EngineStatus unroute(String version) {
        return client().unroute(version);
    }

    @Override
    public EngineStatus arm(ArmedCutover cutover) {
        return client().arm(cutover);
    }

    @Override
    public EngineStatus disarm(String id) {
        return client().disarm(id);
    }

    @Override
    public EngineStatus gpu(GpuWord word) {
        return client().gpu(word);
    }

    @Override
    public EnginePlan plan(EngineChange change) {
        return client().plan(change);
    }

    @Override
    public EngineStatus change(EngineChange change) {
        return client().change(change);
    }

    @Override
    public EngineRoutes routes() {
        return client().routes();
    }

    @Override
    public List<GenerationRecord> history() {
        return client().history();
    }

    @Override
    public EnginePlan planRollback(long generation) {
        return client().planRollback(generation);
    }

    @Override
    public EngineStatus rollback(long generation, boolean unchecked) {
        return client().rollback(generation, unchecked);
    }

    @Override
    public DrainView drain(String version) {
        return client().drain(version);
    }

    @Override
    public DrainView cut(String version) {
        return client().cut(version);
    }

    @Override
    public void quit() {
        client().quit();
    }

    @Override
    public void close() {
        replace(Optional.empty()).ifPresent(known -> known.client().close());
    }

    private synchronized Optional<EngineControl> opened() {
        return open.map(Open::client);
    }

    /// Another thread may have found the next engine already; that one is left open.
    private void giveUp(EngineControl client) {
        synchronized (this) {
            open = open.filter(known -> !known.client().equals(client));
        }
        client.close();
    }

    /// Closing waits for a question under way, so it is done outside of the lock.
    private synchronized Optional<Open> replace(Optional<Open> next) {
        var before = open;
        open = next;
        return before;
    }

    private EngineControl client() {
        return opened().orElseGet(this::find);
    }

    private EngineControl find() {
        var socket = settings.socket();
        if (socket.isPresent()) {
            if (!Files.exists(socket.get())) {
                throw new ProblemException(
                        none("No engine listens at %s.".formatted(socket.get())));
            }
            return kept(socket.get().toString(), () -> sockets.apply(socket.get()));
        }
        var host = hosts.get();
        var engine = running(host);
        return kept(engine.id(), () -> host.control(engine.id()));
    }

    private Container running(ContainerHost host) {
        var name = settings.container().orElse("");
        return host.read().containers().stream()
                .filter(container ->
                        container.name().equals(name) || container.role() == Container.Role.ENGINE)
                .filter(Container::running)
                .findFirst()
                .orElseThrow(
                        () -> new ProblemException(none("No proxy engine runs on this host.")));
    }

    private EngineControl kept(String key, Supplier<ControlTransport> way) {
        Optional<Open> before = Optional.empty();
        EngineControl client;
        synchronized (this) {
            if (open.filter(known -> known.key().equals(key)).isEmpty()) {
                before = replace(Optional.of(new Open(key, clients.apply(way.get()))));
            }
            client = open.orElseThrow().client();
        }
        before.ifPresent(known -> known.client().close());
        return client;
    }

    private static Problem none(String what) {
        return new Problem(
                NONE,
                what,
                "Nothing was changed.",
                "The upgrade's front step starts one; or start it with lockstep engine run.");
    }
}
