package io.lockstep.app.upgrade;

import io.lockstep.app.containers.Container;
import io.lockstep.app.gpu.Holding;
import io.lockstep.app.gpu.HostGpus;
import io.lockstep.app.upgrade.CleanUpList.Guard;
import io.lockstep.engine.control.EngineStatus;
import java.util.List;
import java.util.Optional;

/// What must hold before anything of the version that was left is removed. Pure.
final class Guards {
    private final Facts facts;
    private final String left;

    private Guards(Facts facts) {
        this.facts = facts;
        this.left = facts.goal().incumbent();
    }

    /// @param settled where the step before the clean-up stands
    static List<Guard> of(Facts facts, StepState settled) {
        var guards = new Guards(facts);
        return List.of(settled(settled), guards.inFlight(), guards.gpu());
    }

    private static Guard settled(StepState settled) {
        var what = "the cutover has settled";
        return switch (settled) {
            case StepState.Done(var evidence) -> new Guard(what, true, evidence);
            case StepState.Waiting(var on) -> new Guard(what, false, "not settled: " + on);
            case StepState.Ready(var act) -> new Guard(what, false, "not settled: " + act);
            case StepState.Refused(var reason) -> new Guard(what, false, reason.what());
        };
    }

    private Guard inFlight() {
        var open =
                facts.engine().stream()
                        .flatMap(engine -> engine.upstreams().stream())
                        .filter(upstream -> upstream.name().equals(left))
                        .mapToLong(EngineStatus.Upstream::inFlight)
                        .sum();
        return new Guard(
                "nothing is in flight on " + left,
                open == 0,
                open == 0
                        ? "the engine counts none"
                        : "%d requests are in flight on %s".formatted(open, left));
    }

    /// What the driver does not tell cannot hold it up; what holds a little is in nobody's way.
    private Guard gpu() {
        var name = container().map(Container::name);
        var held =
                facts.snapshot().gpus().live().stream()
                        .flatMap(host -> host.holdings().stream().filter(h -> holds(h, host)))
                        .filter(_ -> name.isPresent())
                        .map(Holding::gpu)
                        .findFirst();
        return new Guard(
                "no GPU is held by " + left,
                held.isEmpty(),
                held.map(gpu -> "GPU %s is still held by %s".formatted(gpu, name.orElse("")))
                        .orElse("none of its processes holds one"));
    }

    private boolean holds(Holding holding, HostGpus host) {
        return holding.holders().stream()
                .filter(holder -> holder.container().equals(container().map(Container::name)))
                .anyMatch(holder -> GpuFacts.heavy(holder, holding, host));
    }

    private Optional<Container> container() {
        return facts.snapshot()
                .containers()
                .live()
                .flatMap(host -> Roles.incumbent(host, facts.engine(), facts.goal()));
    }
}
