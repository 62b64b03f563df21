package io.lockstep.app.upgrade.act;

import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.Labels;
import io.lockstep.app.upgrade.Act;
import io.lockstep.app.upgrade.Goal;
import io.lockstep.app.upgrade.Roles;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.control.EngineStatus;
import io.lockstep.engine.cutover.CutoverRecord.Phase;
import java.time.Duration;
import java.util.function.Consumer;

/// Returns to the incumbent while that is free: disarms, removes the candidate's route and the
/// candidate. The incumbent is not touched.
final class RollBackAct implements Act {
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final World world;
    private final Goal goal;
    private final String version;

    RollBackAct(World world, Goal goal) {
        this.world = world;
        this.goal = goal;
        this.version = goal.upgrade().version();
    }

    @Override
    public String intent() {
        return "roll back to %s".formatted(goal.incumbent());
    }

    @Override
    public String carryOut(Consumer<String> progress) {
        var status = world.engineStatus();
        if (status.isPresent()) {
            withdraw(status.get());
        }
        var host = world.host();
        var candidate = Roles.mlNode(host.read(), version).filter(RollBackAct::ours);
        if (candidate.isPresent()) {
            progress.accept("removing " + candidate.get().name());
            host.stop(candidate.get().id(), GRACE);
            host.remove(candidate.get().id());
        }
        return "%s serves alone".formatted(goal.incumbent());
    }

    private void withdraw(EngineStatus status) {
        var record = status.cutover().filter(found -> found.armed().candidate().equals(version));
        var phase = record.map(found -> found.phase());
        if (phase.filter(now -> now != Phase.ARMED && now != Phase.FELL_BACK).isPresent()
                || status.defaultUpstream().filter(version::equals).isPresent()) {
            throw new ProblemException(
                    new Problem(
                            "upgrade.tooLate",
                            "The cutover to %s has begun.".formatted(version),
                            "It goes on; nothing was taken back.",
                            "Wait for its end, then roll back again."));
        }
        if (phase.filter(now -> now == Phase.ARMED).isPresent()) {
            var _ = world.engine().disarm(record.orElseThrow().armed().id());
        }
        if (status.routes().stream().anyMatch(route -> route.prefix().equals(version))) {
            var _ = world.engine().unroute(version);
        }
    }

    private static boolean ours(Container container) {
        return container.labels().containsKey(Labels.UPGRADE);
    }
}
