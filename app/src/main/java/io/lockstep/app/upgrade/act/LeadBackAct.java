package io.lockstep.app.upgrade.act;

import io.lockstep.app.containers.Container;
import io.lockstep.app.upgrade.Act;
import io.lockstep.app.upgrade.Goal;
import io.lockstep.app.upgrade.Roles;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.util.function.Consumer;

/// After a way back, leads the prefix of the version that was left to the one that serves: the API
/// node goes on asking for it there.
final class LeadBackAct implements Act {
    private final World world;
    private final String serving;
    private final String left;

    LeadBackAct(World world, Goal goal) {
        this.world = world;
        this.serving = goal.upgrade().version();
        this.left = goal.incumbent();
    }

    @Override
    public String intent() {
        return "route /%s to %s".formatted(left, serving);
    }

    @Override
    public String carryOut(Consumer<String> progress) {
        var container =
                Roles.mlNode(world.host().read(), serving)
                        .filter(Container::running)
                        .orElseThrow(() -> new ProblemException(gone()));
        var _ = world.engine().route(left, World.address(container));
        return "/%s leads to %s".formatted(left, serving);
    }

    private Problem gone() {
        return new Problem(
                "upgrade.servingGone",
                "No running container stands for %s.".formatted(serving),
                "/%s leads where it led before.".formatted(left),
                "Start it, or label it lockstep.version=%s.".formatted(serving));
    }
}
