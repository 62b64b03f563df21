package io.lockstep.app.rehearsal;

import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.ContainerHost;
import io.lockstep.app.containers.HostReader;
import io.lockstep.app.containers.PolledReader;
import io.lockstep.app.containers.ScopedHost;
import io.lockstep.app.containers.docker.DockerReader;
import io.lockstep.app.containers.watch.Lookout;
import io.lockstep.app.proxy.EngineLink;
import io.lockstep.app.rehearsal.world.WorldClient;
import io.lockstep.app.rehearsal.world.WorldProcess;
import io.lockstep.app.session.Parts;
import io.lockstep.app.session.Session;
import io.lockstep.app.settings.Folders;
import io.lockstep.app.settings.Settings;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.upgrade.Goal;
import io.lockstep.app.upgrade.Journal;
import io.lockstep.app.upgrade.StepName;
import io.lockstep.app.upgrade.act.Acts;
import io.lockstep.app.upgrade.act.FrontSpec;
import io.lockstep.app.upgrade.act.LeftFiles;
import io.lockstep.app.upgrade.act.World;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.upgrade.ScheduledUpgrade;
import io.lockstep.chain.upgrade.ScheduledUpgrade.Origin;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/// The rehearsal's network as it stands: the world, the incumbent and the proxy engine in front of
/// it, and the settings with which an operator would look at them.
public final class RehearsalNetwork implements AutoCloseable {
    private static final String ENGINE = "lockstep-rehearsal-engine";
    private static final int MANAGEMENT = 8080;
    private static final int INFERENCE = 5000;

    private final Path folder;
    private final WorldClient world;
    private final ContainerHost host;
    private final Settings settings;
    private final Parts parts;

    private RehearsalNetwork(
            Path folder, WorldClient world, ContainerHost host, Settings settings, Parts parts) {
        this.folder = folder;
        this.world = world;
        this.host = host;
        this.settings = settings;
        this.parts = parts;
    }

    /// Raises what does not stand yet; traffic flows when it returns.
    static RehearsalNetwork raise(
            Path folder,
            StageFile file,
            ContainerHost host,
            Stage stage,
            StageImages images,
            RehearsalParts parts)
            throws InterruptedException {
        parts.lines().accept("Building the images of engine and MLNodes (once)");
        file.scene().played().candidates().forEach(images::offer);
        var plan = file.scene().plan();
        parts.lines().accept("Starting the simulated chain, API node and clients");
        var world = WorldProcess.startOrFind(folder, plan, parts.java());
        var settings = settings(file, folder, world, stage.network());
        var network =
                new RehearsalNetwork(folder, world, host, settings, looking(file, images, parts));
        if (!world.facts().begun()) {
            stage.incumbent(file.scene().incumbent(), images.mlNode(file.scene().incumbent()));
            parts.lines().accept("Putting the proxy engine in front");
            network.bringFront(file.scene());
        }
        return network;
    }

    public WorldClient world() {
        return world;
    }

    public Settings settings() {
        return settings;
    }

    /// Opens the host as this network's own things see it; the address counts for nothing.
    public Function<Optional<String>, ContainerHost> hosts() {
        return parts.hosts();
    }

    /// A Lockstep that looks at this network as at any other.
    Session session() {
        return Session.start(settings, folders(), parts, true, Clock.systemUTC());
    }

    /// The world goes on.
    @Override
    public void close() {
        world.close();
    }

    /// Each session opens the host for itself and closes it.
    private static Parts looking(StageFile file, StageImages images, RehearsalParts parts) {
        var front = front(file, images);
        return new Parts(
                _ -> ScopedHost.rehearsal(parts.hosts().apply(file.runtime())),
                parts.sockets(),
                parts.engines(),
                _ -> front,
                _ -> Optional.empty(),
                Optional.of(new Lookout(_ -> reader(file, parts), ScopedHost::rehearsed)),
                _ -> Optional.empty());
    }

    private static HostReader reader(StageFile file, RehearsalParts parts) {
        return file.runtime().equals(Rehearsals.DOCKER)
                ? DockerReader.open(Optional.empty())
                : new PolledReader(parts.hosts().apply(file.runtime()));
    }

    private Folders folders() {
        return Folders.under(folder);
    }

    private static FrontSpec front(StageFile file, StageImages images) {
        return FrontSpec.of(ENGINE, StageImages.ENGINE)
                .from(images::engine)
                .at(file.management(), file.inference());
    }

    private static Settings settings(
            StageFile file, Path folder, WorldClient world, Optional<String> gateway) {
        var facts = world.facts();
        var scene = file.scene();
        var fromEngine =
                gateway.map(address -> world.bindAlso(address(address)).rpcs())
                        .orElse(facts.rpcs());
        return new Settings(
                new Settings.Chain(
                        facts.rpcs(),
                        Optional.of(facts.rest()),
                        Optional.empty(),
                        shorter(scene.blockTime(), Duration.ofMillis(500))),
                new Settings.ApiNode(
                        Optional.of(facts.apiNodeAdmin()), Optional.of(facts.apiNodePublic())),
                Optional.empty(),
                new Settings.Engine(
                        Optional.of(ENGINE), Optional.empty(), Optional.empty(), fromEngine),
                new Settings.Upgrade(
                        StageImages.RULE,
                        Optional.of(folder),
                        scene.policy(),
                        scene.settleBlocks(),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(3)));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("a gateway is a numeric address", e);
        }
    }

    /// With the same act as any upgrade's front step; then the API node is told where the proxy is.
    private void bringFront(Scene scene) throws InterruptedException {
        try (var link =
                        new EngineLink(
                                settings.engine(), () -> host, parts.sockets(), parts.engines());
                var journal = Journal.open(folders().data(), Clock.systemUTC())) {
            var acts =
                    new Acts(
                            new World(() -> host, link, settings, parts.front().apply(settings)),
                            journal,
                            new LeftFiles(Optional.of(folders()), Clock.systemUTC()));
            var nothing = Snapshot.empty(Clock.systemUTC().instant(), true);
            var act = acts.forward(StepName.FRONT, goal(scene), nothing).orElseThrow();
            var _ = act.carryOut(_ -> {});
        }
        var engine = engine();
        var _ = world.proxy(published(engine, MANAGEMENT), published(engine, INFERENCE));
    }

    private Container engine() {
        return host.read().containers().stream()
                .filter(container -> container.name().equals(ENGINE))
                .findFirst()
                .orElseThrow(() -> new ProblemException(RehearsalProblems.engineGone()));
    }

    private static URI published(Container engine, int port) {
        return Optional.ofNullable(engine.published().get(port))
                .map(address -> URI.create("http://" + address))
                .orElseThrow(() -> new ProblemException(RehearsalProblems.engineGone()));
    }

    private static Goal goal(Scene scene) {
        return new Goal(
                new ScheduledUpgrade(
                        scene.candidate(), 0, Origin.OPERATOR, false, OptionalLong.empty()),
                scene.incumbent());
    }
}
