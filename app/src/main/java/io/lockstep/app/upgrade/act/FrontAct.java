package io.lockstep.app.upgrade.act;

import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.ContainerSpec;
import io.lockstep.app.upgrade.Act;
import io.lockstep.app.upgrade.Goal;
import io.lockstep.app.upgrade.Roles;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.control.EngineStatus;
import java.util.Optional;
import java.util.function.Consumer;

/// Puts the proxy engine in front of the incumbent and routes everything to it. A default route
/// that is there already is never taken from whoever has it.
final class FrontAct implements Act {
    private final World world;
    private final Goal goal;

    FrontAct(World world, Goal goal) {
        this.world = world;
        this.goal = goal;
    }

    @Override
    public String intent() {
        return "put the proxy engine in front of %s".formatted(goal.incumbent());
    }

    /// An adopted nginx hands everything to the engine from then on.
    @Override
    public String carryOut(Consumer<String> progress) throws InterruptedException {
        var routed = engine(progress);
        var adopted = world.adopted().get();
        if (adopted.isEmpty()) {
            return routed;
        }
        try (var nginx = adopted.get()) {
            return routed + "; " + new FrontSwitch(world, nginx).handOver(progress);
        }
    }

    /// The engine alone.
    String engine(Consumer<String> progress) throws InterruptedException {
        var incumbent = world.incumbent(goal);
        var address = World.address(incumbent);
        if (anchorIsAlone() || world.engineStatus().isEmpty()) {
            startEngine(incumbent, progress);
        }
        progress.accept("waiting for the engine to answer");
        var status = answer();
        if (Roles.behind(world.host().read(), Optional.of(status), goal.incumbent()).isEmpty()) {
            status = world.engine().route(goal.incumbent(), address);
        }
        if (status.defaultUpstream().isEmpty()) {
            status = world.engine().routeDefault(goal.incumbent());
        }
        return "generation %d routes everything to %s"
                .formatted(status.generation(), status.defaultUpstream().orElse("nobody"));
    }

    private EngineStatus answer() throws InterruptedException {
        try {
            return World.await(world.engine()::status);
        } catch (ProblemException e) {
            throw ended().map(problem -> new ProblemException(problem, e)).orElse(e);
        }
    }

    private Optional<Problem> ended() {
        var host = world.host();
        var now = host.read();
        var first = Roles.engine(now);
        return first.flatMap(Anchor::of)
                .flatMap(anchor -> anchor.engines(now).stream().findFirst())
                .or(() -> first)
                .filter(engine -> !engine.running())
                .map(engine ->
                        new Problem(
                                "engine.ended",
                                "The proxy engine ended; its log says: %s."
                                        .formatted(
                                                host.log(engine.id(), 1).stream()
                                                        .findFirst()
                                                        .orElse("nothing")),
                                "The incumbent serves as before.",
                                "Remove what its log names; the front step starts it again."));
    }

    private void startEngine(Container incumbent, Consumer<String> progress) {
        var host = world.host();
        var engine = Roles.engine(host.read()).orElseGet(() -> created(first(incumbent), progress));
        progress.accept("starting " + engine.name());
        host.start(engine.id());
        Anchor.of(engine).ifPresent(anchor -> startBehind(anchor, progress));
    }

    /// Engines can replace each other where containers can share a network.
    private ContainerSpec first(Container incumbent) {
        return world.host().runtime().equals("docker")
                ? world.front().anchor(incumbent)
                : world.front().beside(incumbent);
    }

    private void startBehind(Anchor anchor, Consumer<String> progress) {
        var host = world.host();
        var now = host.read();
        var engine =
                anchor.engines(now).stream()
                        .findFirst()
                        .orElseGet(() ->
                                created(
                                        world.front()
                                                .behind(
                                                        anchor.container(),
                                                        anchor.freeName(now),
                                                        "unless-stopped"),
                                        progress));
        progress.accept("starting " + engine.name());
        host.start(engine.id());
    }

    private Container created(ContainerSpec spec, Consumer<String> progress) {
        var host = world.host();
        var front = world.front();
        World.need(host, front.image(), front.archive(), progress);
        progress.accept("creating " + spec.name());
        spec.volumes().keySet().forEach(volume -> host.createVolume(volume, front.marks()));
        return host.create(spec);
    }

    /// The ports are there and nobody listens.
    private boolean anchorIsAlone() {
        var now = world.host().read();
        return Roles.engine(now)
                .flatMap(Anchor::of)
                .filter(anchor -> anchor.serving(now).isEmpty())
                .isPresent();
    }
}
