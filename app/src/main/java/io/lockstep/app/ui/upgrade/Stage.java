package io.lockstep.app.ui.upgrade;

import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.upgrade.Plan;
import io.lockstep.engine.control.EngineStatus;
import io.lockstep.engine.cutover.CutoverRecord;
import java.util.Optional;

/// Where the operator stands between two upgrades. A pure function of the snapshot.
public sealed interface Stage {

    /// The schedule was never read, so nothing may be said about it.
    record Unknown() implements Stage {}

    /// No upgrade is decided, or the last one is over and cleaned up.
    record Quiet(Optional<CutoverRecord> last) implements Stage {}

    /// An upgrade lies ahead.
    record Coming(Plan plan, Optional<CutoverRecord> armed) implements Stage {}

    /// The engine is handing over.
    record UnderWay(Plan plan, CutoverRecord cutover) implements Stage {}

    /// The candidate never served; the incumbent was brought back.
    record FellBack(Plan plan, CutoverRecord cutover) implements Stage {}

    /// The candidate serves and the incumbent still waits to be cleaned up.
    record After(Plan plan, CutoverRecord cutover) implements Stage {}

    static Stage of(Snapshot snapshot) {
        var record = snapshot.proxy().latest().flatMap(EngineStatus::cutover);
        return snapshot.plan()
                .filter(plan -> !plan.done())
                .map(plan -> of(plan, record))
                .orElseGet(() ->
                        snapshot.upgrades().latest().isPresent() || snapshot.plan().isPresent()
                                ? new Quiet(record)
                                : new Unknown());
    }

    private static Stage of(Plan plan, Optional<CutoverRecord> record) {
        var upgrade = plan.goal().upgrade();
        var own =
                record.filter(cutover -> cutover.armed().candidate().equals(upgrade.version()))
                        .filter(cutover -> cutover.armed().height() == upgrade.height());
        return own.<Stage>map(cutover ->
                        switch (cutover.phase()) {
                            case ARMED -> new Coming(plan, own);
                            case DRAINING, STOPPING, WAITING_FOR_GPU, BRINGING_UP, FALLING_BACK ->
                                    new UnderWay(plan, cutover);
                            case FELL_BACK -> new FellBack(plan, cutover);
                            case SERVING -> new After(plan, cutover);
                        })
                .orElseGet(() -> new Coming(plan, Optional.empty()));
    }

    /// The upgrade this is about, when there is one.
    default Optional<Plan> upgrade() {
        return switch (this) {
            case Unknown _, Quiet _ -> Optional.empty();
            case Coming(var plan, _) -> Optional.of(plan);
            case UnderWay(var plan, _) -> Optional.of(plan);
            case FellBack(var plan, _) -> Optional.of(plan);
            case After(var plan, _) -> Optional.of(plan);
        };
    }
}
