package io.lockstep.app.upgrade.act;

import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.ContainerHost;
import io.lockstep.app.containers.registry.Registry;
import io.lockstep.app.upgrade.Act;
import io.lockstep.app.upgrade.Goal;
import io.lockstep.app.upgrade.Roles;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Creates the candidate from the incumbent's own definition, starts it beside it and routes its
/// version prefix to it. The incumbent keeps its restart policy until the cutover.
final class CandidateAct implements Act {
    private final World world;
    private final Goal goal;
    private final String version;
    private final CandidateSpec spec;

    /// @param reference of the image chosen for this host
    CandidateAct(World world, Goal goal, String reference) {
        this.world = world;
        this.goal = goal;
        this.version = goal.upgrade().version();
        this.spec = new CandidateSpec(goal.upgrade(), reference);
    }

    @Override
    public String intent() {
        return "run %s beside %s and route /%s to it".formatted(version, goal.incumbent(), version);
    }

    /// What the candidate will have different from the incumbent.
    @Override
    public String detail() {
        var host = world.host();
        if (Roles.mlNode(host.read(), version).isPresent()) {
            return "";
        }
        var incumbent = world.incumbent(goal);
        return Details.of(
                Map.of(
                        "incumbent",
                        incumbent.name(),
                        "candidate",
                        spec.name(),
                        "differences",
                        host.cloneDifferences(incumbent.id(), spec.foreseen(host))));
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
        progress.accept("creating " + spec.name());
        world.registry()
                .filter(Registry::wantsSignature)
                .ifPresent(registry -> requireSigned(host, registry, progress));
        return host.cloneOf(world.incumbent(goal).id(), spec.onHost(host));
    }

    /// The image may have come onto the host by another way than ours.
    private void requireSigned(ContainerHost host, Registry registry, Consumer<String> progress) {
        var signed = registry.resolve(spec.reference(), progress).contents();
        if (host.image(spec.reference()).filter(i -> signed.contains(i.id())).isEmpty()) {
            throw new ProblemException(
                    new Problem(
                            "image.notTheSigned",
                            "What is on the host as %s is not what was signed."
                                    .formatted(spec.reference()),
                            "No container was created; the incumbent serves.",
                            "Remove that image from the host, and it is pulled again."));
        }
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
