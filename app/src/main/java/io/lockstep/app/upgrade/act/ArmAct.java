package io.lockstep.app.upgrade.act;

import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.upgrade.Act;
import io.lockstep.app.upgrade.Goal;
import io.lockstep.app.upgrade.Goals;
import io.lockstep.app.upgrade.Words;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.upgrade.UpgradeView;
import io.lockstep.engine.control.EngineStatus;
import io.lockstep.engine.cutover.ArmedCutover;
import io.lockstep.engine.cutover.CutoverRecord;
import java.util.Optional;
import java.util.function.Consumer;

/// Hands the cutover to the engine, which persists it and acts at the height without us.
final class ArmAct implements Act {
    private final World world;
    private final Goal goal;
    private final Snapshot snapshot;

    ArmAct(World world, Goal goal, Snapshot snapshot) {
        this.world = world;
        this.goal = goal;
        this.snapshot = snapshot;
    }

    @Override
    public String intent() {
        return "arm the cutover to %s at block %d, policy %s"
                .formatted(
                        goal.upgrade().version(),
                        goal.upgrade().height(),
                        Words.of(world.settings().upgrade().policy()));
    }

    @Override
    public String carryOut(Consumer<String> progress) {
        var wanted = cutover();
        var now = world.engine().status();
        if (armed(now).filter(wanted.id()::equals).isEmpty()) {
            now = world.engine().arm(wanted);
        }
        if (armed(now).filter(wanted.id()::equals).isEmpty()) {
            throw new ProblemException(
                    new Problem(
                            "engine.notArmed",
                            "The engine did not keep the cutover.",
                            "The incumbent serves.",
                            "Look at the engine's log."));
        }
        return wanted.late()
                ? late(wanted)
                : "the engine keeps it for block %d and acts on applied block %d"
                        .formatted(wanted.height(), wanted.triggerHeight());
    }

    /// The engine could let nothing wait for a height that it was not told of.
    private static String late(ArmedCutover wanted) {
        return ("block %1$d had passed, so the engine begins at once; what asked for %2$s before met it"
                        + " without its model, and where the API node had stopped %3$s, its streams"
                        + " were cut")
                .formatted(wanted.height(), wanted.candidate(), wanted.incumbent());
    }

    private static Optional<String> armed(EngineStatus status) {
        return status.cutover().map(CutoverRecord::armed).map(ArmedCutover::id);
    }

    private ArmedCutover cutover() {
        var generation = Armament.known(snapshot.upgrades().latest().map(UpgradeView::generation));
        return new Armament(world.settings(), snapshot)
                .cutover(
                        Goals.label(goal.upgrade()),
                        goal.upgrade().height(),
                        generation.lead(),
                        goal.incumbent(),
                        goal.upgrade().version());
    }
}
