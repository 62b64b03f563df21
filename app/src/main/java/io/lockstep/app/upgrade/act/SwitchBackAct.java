package io.lockstep.app.upgrade.act;

import io.lockstep.app.containers.Container;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.upgrade.Act;
import io.lockstep.app.upgrade.Goal;
import io.lockstep.app.upgrade.Goals;
import io.lockstep.app.upgrade.Roles;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.upgrade.ScheduledUpgrade;
import io.lockstep.engine.cutover.ArmedCutover;
import io.lockstep.engine.cutover.CutoverRecord;
import java.util.function.Consumer;

/// Returns to the version that served before, once the candidate serves: a cutover the other way,
/// begun at once. The GPU changes hands as at the height; nothing is removed.
///
/// A way back from a way back leads to the version the chain asks for, and is then an upgrade as
/// any other, with its clean-up.
final class SwitchBackAct implements Act {
    private final World world;
    private final Goal goal;
    private final Snapshot snapshot;
    private final String target;

    SwitchBackAct(World world, Goal goal, Snapshot snapshot) {
        this.world = world;
        this.goal = goal;
        this.snapshot = snapshot;
        this.target = goal.incumbent();
    }

    @Override
    public String intent() {
        return goal.back()
                ? "switch forward to %s again".formatted(target)
                : "switch back to %s, which the chain no longer asks for".formatted(target);
    }

    @Override
    public String carryOut(Consumer<String> progress) throws InterruptedException {
        var container =
                Roles.mlNode(world.host().read(), target)
                        .filter(Container::running)
                        .orElseThrow(() -> new ProblemException(gone()));
        var _ = world.engine().route(target, World.address(container));
        var wanted = cutover();
        var _ = world.engine().arm(wanted);
        var end = world.untilOver(wanted.id(), progress);
        if (end.phase() == CutoverRecord.Phase.FELL_BACK) {
            throw new ProblemException(end.problem().orElseGet(this::neverServed));
        }
        return goal.back()
                ? "%s serves again".formatted(target)
                : "%s serves again; %s"
                        .formatted(
                                target,
                                new LeadBackAct(world, afterwards(wanted)).carryOut(progress));
    }

    private ArmedCutover cutover() {
        var armament = new Armament(world.settings(), snapshot);
        var now = armament.head().appliedHeight();
        var id = goal.back() ? target + "@" + now : Goals.backLabel(target, now);
        return armament.cutover(id, now, 0, goal.upgrade().version(), target);
    }

    private Goal afterwards(ArmedCutover armed) {
        var was = goal.upgrade();
        var upgrade =
                new ScheduledUpgrade(
                        target, armed.height(), was.origin(), was.certain(), was.proposal());
        return new Goal(upgrade, was.version(), true);
    }

    private Problem gone() {
        return new Problem(
                "upgrade.incumbentGone",
                "No running container stands for %s.".formatted(target),
                "%s serves on; nothing was changed.".formatted(goal.upgrade().version()),
                "Start %s again, or label its container lockstep.version=%s."
                        .formatted(target, target));
    }

    private Problem neverServed() {
        return new Problem(
                "cutover.fellBack",
                "%s never served.".formatted(target),
                "%s serves again.".formatted(goal.upgrade().version()),
                "Read the log of %s.".formatted(target));
    }
}
