package io.lockstep.app.upgrade.act;

import io.lockstep.app.containers.HostStock;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.upgrade.Act;
import io.lockstep.app.upgrade.ActBook;
import io.lockstep.app.upgrade.CleanUp;
import io.lockstep.app.upgrade.CleanUpList;
import io.lockstep.app.upgrade.CleanUpRecord;
import io.lockstep.app.upgrade.Goal;
import io.lockstep.app.upgrade.ImageChoice;
import io.lockstep.app.upgrade.Inventory;
import io.lockstep.app.upgrade.Journal;
import io.lockstep.app.upgrade.Overrides;
import io.lockstep.app.upgrade.StepName;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.control.EngineStatus;
import io.lockstep.engine.cutover.CutoverRecord;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/// The acts over one world.
public final class Acts implements ActBook {
    private final World world;
    private final Journal journal;
    private final LeftFiles files;
    private final Optional<HostRight> right;

    /// Of a world that nobody else can reach.
    public Acts(World world, Journal journal, LeftFiles files) {
        this(world, journal, files, Optional.empty());
    }

    public Acts(World world, Journal journal, LeftFiles files, Optional<HostRight> right) {
        this.world = world;
        this.journal = journal;
        this.files = files;
        this.right = right;
    }

    @Override
    public void hold() {
        right.ifPresent(known -> known.take(world));
    }

    @Override
    public void release() {
        right.ifPresent(known -> known.giveBack(world));
    }

    @Override
    public Optional<Act> forward(StepName step, Goal goal, Snapshot snapshot) {
        return switch (step) {
            case PULL -> Optional.of(new PullAct(world, goal, image(goal, snapshot)));
            case FRONT -> Optional.of(new FrontAct(world, goal));
            case CANDIDATE -> Optional.of(new CandidateAct(world, goal, image(goal, snapshot)));
            case ARM -> Optional.of(new ArmAct(world, goal, snapshot));
            case CLEAN_UP ->
                    goal.back()
                            ? Optional.of(new LeadBackAct(world, goal))
                            : cleanUp(goal, snapshot);
            case CUTOVER -> Optional.of(new HandOverAct(world, goal));
            case KNOW_THE_PLAN, CHOOSE_THE_IMAGE, PREFLIGHT, SETTLE -> Optional.empty();
        };
    }

    private String image(Goal goal, Snapshot snapshot) {
        return ImageChoice.of(world.images(), goal, snapshot).reference();
    }

    @Override
    public Act disarm(String id) {
        return new DisarmAct(world, id);
    }

    @Override
    public Act rollBack(Goal goal, Snapshot snapshot) {
        return serves(goal, snapshot)
                ? new SwitchBackAct(world, goal, snapshot)
                : new RollBackAct(world, goal);
    }

    private static boolean serves(Goal goal, Snapshot snapshot) {
        return snapshot.proxy()
                .latest()
                .flatMap(EngineStatus::cutover)
                .filter(record -> record.phase() == CutoverRecord.Phase.SERVING)
                .filter(record -> record.armed().candidate().equals(goal.upgrade().version()))
                .isPresent();
    }

    @Override
    public OptionalLong bytesFreed(String imageId) {
        try {
            return OptionalLong.of(world.host().bytesFreedBy(imageId));
        } catch (ProblemException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public Act cleanUp(Optional<Goal> goal, Set<String> ticked, Supplier<CleanUpList> fresh) {
        return new TickedAct(world, files, goal, ticked, fresh);
    }

    @Override
    public Inventory inventory() {
        return new Inventory(world.host().stock().orElse(HostStock.NOTHING), files.all());
    }

    private Optional<Act> cleanUp(Goal goal, Snapshot snapshot) {
        var shelf = Overrides.of(journal).shelf();
        var earlier = CleanUpRecord.newest(journal);
        return snapshot.containers()
                .live()
                .flatMap(host ->
                        snapshot.proxy()
                                .live()
                                .map(engine ->
                                        CleanUp.list(
                                                host,
                                                engine,
                                                goal,
                                                world.images(),
                                                _ -> OptionalLong.empty(),
                                                shelf,
                                                snapshot.at())))
                .map(list ->
                        new CleanUpAct(
                                world,
                                files,
                                Optional.of(goal),
                                list.goes(),
                                earlier.map(begun -> begun.without(list.stays()))));
    }
}
