package io.lockstep.app.cli;

import io.lockstep.app.session.Session;
import io.lockstep.app.settings.Settings;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.snapshot.Store;
import io.lockstep.app.upgrade.Intents;
import io.lockstep.app.upgrade.StepName;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// The session behind a window, which another one takes the place of when the settings change. The
/// window keeps one store and one set of intents all the while.
final class LiveSession implements Intents, AutoCloseable {
    private final Function<Settings, Session> sessions;
    private final Store store;
    private Optional<Running> running = Optional.empty();

    private record Running(Session session, Store.Subscription shown) {
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

    /// Ends the session there is and starts one with these settings.
    synchronized void start(Settings settings) {
        running.ifPresent(Running::end);
        running = Optional.empty();
        var session = sessions.apply(settings);
        running =
                Optional.of(
                        new Running(
                                session,
                                session.store().subscribe(newest -> store.update(_ -> newest))));
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
    public synchronized void close() {
        running.ifPresent(Running::end);
        running = Optional.empty();
    }

    private synchronized void ask(Consumer<Intents> wish) {
        running.ifPresent(session -> wish.accept(session.session().intents()));
    }
}
