package io.lockstep.app.cli;

import io.lockstep.app.acting.ChainDesk;
import io.lockstep.app.hand.HandDesk;
import io.lockstep.app.samples.Chart;
import io.lockstep.app.session.Session;
import io.lockstep.app.settings.Settings;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.snapshot.Store;
import io.lockstep.app.upgrade.Intents;
import io.lockstep.app.upgrade.StepName;
import io.lockstep.chain.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/// The session behind a window, which another one takes the place of when the settings change. The
/// window keeps one store and one set of intents all the while.
final class LiveSession implements Intents, AutoCloseable {
    private final Function<Settings, Session> sessions;
    private final Store store;
    private final ReentrantLock changing = new ReentrantLock();
    private volatile Optional<Running> running = Optional.empty();

    private record Running(Settings settings, Session session, Store.Subscription shown) {
        void end() {
            shown.close();
            session.close();
        }
    }

    LiveSession(Function<Settings, Session> sessions, Clock clock) {
        this.sessions = sessions;
        this.store = new Store(Snapshot.empty(clock.instant(), false));
    }

    Store store() {
        return store;
    }

    /// Where the session of the moment acts on the chain.
    ChainDesk desk() {
        return running.orElseThrow().session().desk();
    }

    /// Where the operator acts by hand at the moment.
    HandDesk hands() {
        return running.orElseThrow().session().hands();
    }

    /// Charts of what the session of the moment keeps, read on a thread of their own.
    void charts(List<String> series, Duration back, Consumer<List<Chart>> answer) {
        running.ifPresent(known -> known.session().charts(series, back, answer));
    }

    /// Ends the session there is and starts one with these settings; when that cannot be, the
    /// former settings count again. Blocks.
    void start(Settings settings) {
        changing.lock();
        try {
            var before = running;
            end();
            try {
                running = Optional.of(begun(settings));
            } catch (ProblemException e) {
                running = before.map(known -> begun(known.settings()));
                throw e;
            }
        } finally {
            changing.unlock();
        }
    }

    private Running begun(Settings settings) {
        var session = sessions.apply(settings);
        return new Running(
                settings, session, session.store().subscribe(newest -> store.update(_ -> newest)));
    }

    private void end() {
        running.ifPresent(Running::end);
        running = Optional.empty();
    }

    @Override
    public void carryOut(StepName step) {
        ask(intents -> intents.carryOut(step));
    }

    @Override
    public void automatic(boolean on) {
        ask(intents -> intents.automatic(on));
    }

    @Override
    public void disarm() {
        ask(Intents::disarm);
    }

    @Override
    public void rollBack() {
        ask(Intents::rollBack);
    }

    @Override
    public void cancelPull() {
        ask(Intents::cancelPull);
    }

    @Override
    public void override(String check, String reason) {
        ask(intents -> intents.override(check, reason));
    }

    @Override
    public void survey() {
        ask(Intents::survey);
    }

    @Override
    public void cleanUp(Set<String> ticked) {
        ask(intents -> intents.cleanUp(ticked));
    }

    @Override
    public void shelve(String image, Duration age) {
        ask(intents -> intents.shelve(image, age));
    }

    @Override
    public void unshelve(String image) {
        ask(intents -> intents.unshelve(image));
    }

    @Override
    public void close() {
        changing.lock();
        try {
            end();
        } finally {
            changing.unlock();
        }
    }

    /// Never waits: it is called on the window's thread.
    private void ask(Consumer<Intents> wish) {
        running.ifPresent(known -> wish.accept(known.session().intents()));
    }
}
