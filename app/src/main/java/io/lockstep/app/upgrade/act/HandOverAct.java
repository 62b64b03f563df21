package io.lockstep.app.upgrade.act;

import io.lockstep.app.containers.Container;
import io.lockstep.app.upgrade.Act;
import io.lockstep.app.upgrade.Goal;
import io.lockstep.app.upgrade.Roles;
import java.util.function.Consumer;

/// Hands the restart policy from the incumbent to the candidate that serves now, so that after a
/// reboot of the host the right one comes up. The incumbent gives first: at no instant have both.
final class HandOverAct implements Act {
    private final World world;
    private final Goal goal;

    HandOverAct(World world, Goal goal) {
        this.world = world;
        this.goal = goal;
    }

    @Override
    public String intent() {
        return "hand the restart policy from %s over to %s"
                .formatted(goal.incumbent(), goal.upgrade().version());
    }

    @Override
    public String carryOut(Consumer<String> progress) {
        var host = world.host();
        var now = host.read();
        var version = goal.upgrade().version();
        var policy = Roles.restartToTake(now, version, goal.incumbent());
        var candidate = Roles.mlNode(now, version);
        if (policy.isEmpty() || candidate.isEmpty()) {
            return "%s has its policy already".formatted(version);
        }
        Roles.mlNode(now, goal.incumbent())
                .or(() -> Roles.incumbent(now, world.engineStatus(), goal))
                .map(Container::id)
                .filter(id -> !id.equals(candidate.get().id()))
                .ifPresent(id -> host.restartPolicy(id, "no"));
        host.restartPolicy(candidate.get().id(), policy.get());
        return "%s restarts %s, %s does not".formatted(version, policy.get(), goal.incumbent());
    }
}
