package io.lockstep.app.upgrade.act;

import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.ContainerHost;
import io.lockstep.app.containers.ContainerHost.CloneChange;
import io.lockstep.app.containers.Labels;
import io.lockstep.app.upgrade.Act;
import io.lockstep.app.upgrade.Goal;
import io.lockstep.app.upgrade.Goals;
import io.lockstep.app.upgrade.Roles;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Creates the candidate from the incumbent's own definition, starts it beside it and routes its
/// version prefix to it. The incumbent's restart policy comes with the definition.
final class CandidateAct implements Act {
    private final World world;
    private final Goal goal;
    private final String version;

    CandidateAct(World world, Goal goal) {
        this.world = world;
        this.goal = goal;
        this.version = goal.upgrade().version();
    }

    static String name(String version) {
        return "lockstep-mlnode-" + version;
    }

    @Override
    public String intent() {
        return "run %s beside %s and route /%s to it".formatted(version, goal.incumbent(), version);
    }

    @Override
    public String carryOut(Consumer<String> progress) {
        var host = world.host();
        var existing = Roles.mlNode(host.read(), version);
        var candidate = existing.isPresent() ? existing.get() : create(host, progress);
        if (!candidate.running()) {
            progress.accept("starting " + candidate.name());
            host.start(candidate.id());
        }
        var running = running(host);
        if (!routedTo(running)) {
            var _ = world.engine().route(version, World.address(running));
        }
        return "%s runs, /%s leads to it".formatted(running.name(), version);
    }

    private Container create(ContainerHost host, Consumer<String> progress) {
        progress.accept("creating " + name(version));
        return host.cloneOf(
                world.incumbent(goal).id(),
                new CloneChange(
                        name(version),
                        world.images().reference(version),
                        Map.of(
                                Labels.ROLE,
                                "candidate",
                                Labels.VERSION,
                                version,
                                Labels.UPGRADE,
                                Goals.label(goal.upgrade())),
                        Map.of(),
                        List.of(name(version))));
    }

    private Container running(ContainerHost host) {
        var found = Roles.mlNode(host.read(), version);
        if (found.filter(Container::running).isPresent()) {
            return found.get();
        }
        var last =
                found.map(container -> host.log(container.id(), 1)).orElse(List.of()).stream()
                        .findFirst()
                        .orElse("nothing");
        throw new ProblemException(
                new Problem(
                        "candidate.ended",
                        "The candidate for %s ended; its log says: %s.".formatted(version, last),
                        "The incumbent serves; nothing is armed on it.",
                        "Read its log; check the image for this GPU."));
    }

    private boolean routedTo(Container candidate) {
        var status = world.engine().status();
        return status.routes().stream().anyMatch(route -> route.prefix().equals(version))
                && status.upstreams().stream()
                        .anyMatch(upstream ->
                                upstream.name().equals(version)
                                        && upstream.url().equals(World.address(candidate)));
    }
}
