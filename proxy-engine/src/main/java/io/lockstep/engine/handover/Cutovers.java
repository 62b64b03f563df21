package io.lockstep.engine.handover;

import io.lockstep.chain.follow.ChainView;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.change.History.Why;
import io.lockstep.engine.control.Armory;
import io.lockstep.engine.cutover.ArmedCutover;
import io.lockstep.engine.cutover.CutoverRecord;
import io.lockstep.engine.cutover.GpuWord;
import io.lockstep.engine.mlnode.MlNodes;
import io.lockstep.engine.route.Routing;
import io.lockstep.engine.state.StateFile;
import java.time.Clock;
import java.util.Optional;

/// Keeps the one cutover of an engine: armed, carried out once the trigger block is applied, and
/// gone on with after a restart in whatever phase it was.
///
/// Arming and disarming exclude each other and wait for the disk; reading never waits for them.
public final class Cutovers implements Armory, AutoCloseable {
    private final StateFile state;
    private final Routing routing;
    private final Clock clock;
    private final MlNodes nodes;
    private final Timing timing;
    private final GpuWords words = new GpuWords();
    private volatile Optional<LiveCutover> live = Optional.empty();
    private volatile Optional<CutoverRecord> ended = Optional.empty();

    private Cutovers(StateFile state, Routing routing, Clock clock, MlNodes nodes, Timing timing) {
        this.state = state;
        this.routing = routing;
        this.clock = clock;
        this.nodes = nodes;
        this.timing = timing;
    }

    /// Goes on with what the state file tells of: an armed cutover is armed again, and one in the
    /// middle is gone on with at once.
    public static Cutovers open(StateFile state, Routing routing, Clock clock, MlNodes nodes) {
        return open(state, routing, clock, nodes, Timing.standard());
    }

    static Cutovers open(
            StateFile state, Routing routing, Clock clock, MlNodes nodes, Timing timing) {
        var cutovers = new Cutovers(state, routing, clock, nodes, timing);
        state.cutover().ifPresent(cutovers::takeUp);
        return cutovers;
    }

    private void takeUp(CutoverRecord kept) {
        if (kept.over()) {
            ended = Optional.of(kept);
        } else {
            live = Optional.of(live(watch(kept.armed()), kept).started());
        }
    }

    @Override
    public synchronized CutoverRecord arm(ArmedCutover cutover) {
        var present = record();
        if (present.filter(record -> record.armed().equals(cutover)).isPresent()) {
            return present.get();
        }
        present.filter(record -> !record.over())
                .ifPresent(record -> refuse(CutoverProblems.otherArmed(record)));
        Arming.wrong(cutover, routing.current())
                .ifPresent(reason -> refuse(CutoverProblems.refused(reason)));
        var watch = watch(cutover);
        try {
            Arming.wrong(cutover, watch.firstView(timing.firstHead()))
                    .ifPresent(reason -> refuse(CutoverProblems.refused(reason)));
            return arm(CutoverRecord.armed(cutover, clock.instant()), watch);
        } catch (ProblemException e) {
            watch.close();
            throw e;
        } catch (InterruptedException e) {
            watch.close();
            Thread.currentThread().interrupt();
            throw new ProblemException(CutoverProblems.refused("the engine is ending"), e);
        }
    }

    private CutoverRecord arm(CutoverRecord record, Watch watch) {
        var _ =
                routing.change(
                        new CutoverRoutes(record.armed())::armed,
                        table -> state.write(table, record));
        live = Optional.of(live(watch, record).started());
        return record;
    }

    @Override
    public synchronized void disarm(String id) {
        var present = record();
        if (present.isEmpty()) {
            return;
        }
        if (!present.get().armed().id().equals(id)) {
            refuse(CutoverProblems.otherArmed(present.get()));
        }
        var routes = new CutoverRoutes(present.get().armed());
        if (live.isEmpty() || !live.get().takeBack(() -> forget(routes))) {
            refuse(CutoverProblems.begun(present.get()));
        }
        live.ifPresent(LiveCutover::close);
        live = Optional.empty();
    }

    private void forget(CutoverRoutes routes) {
        var why = Why.cutover("cutover %s, disarmed".formatted(routes.armed().id()), true);
        var _ = routing.change(routes::disarmed, table -> state.keep(table, why));
        state.withoutCutover();
    }

    @Override
    public void hear(GpuWord word) {
        words.hear(word);
    }

    @Override
    public Optional<CutoverRecord> record() {
        return live.map(LiveCutover::record).or(() -> ended);
    }

    @Override
    public Optional<ChainView> chain() {
        return live.filter(cutover -> !cutover.record().over()).map(LiveCutover::chain);
    }

    /// Begins no cutover and keeps nothing more until [#resume], and returns all that is kept.
    /// Refused while a cutover is under way.
    public synchronized String pause() {
        live.filter(cutover -> !cutover.record().over() && !cutover.takeBack(() -> {}))
                .ifPresent(cutover -> refuse(CutoverProblems.underWay(cutover.record())));
        var kept = state.freeze();
        live.filter(cutover -> !cutover.record().over()).ifPresent(LiveCutover::close);
        return kept;
    }

    /// Goes on after a [#pause]: what was armed is armed again.
    public synchronized void resume() {
        state.thaw();
        live.map(LiveCutover::record)
                .filter(record -> !record.over())
                .ifPresent(record ->
                        live = Optional.of(live(watch(record.armed()), record).started()));
    }

    /// Ends the work of this process and writes nothing: the next engine goes on.
    @Override
    public void close() {
        live.ifPresent(LiveCutover::close);
    }

    private Watch watch(ArmedCutover cutover) {
        return new Watch(cutover, timing.chainPoll(), clock);
    }

    private LiveCutover live(Watch watch, CutoverRecord record) {
        var progress = new Progress(record, state, routing, clock);
        return new LiveCutover(watch, progress, routing, nodes, words, timing);
    }

    private static void refuse(Problem problem) {
        throw new ProblemException(problem);
    }
}
