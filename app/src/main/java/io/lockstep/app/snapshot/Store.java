package io.lockstep.app.snapshot;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// Holds the one current snapshot. Whoever observes replaces a part of it, whoever shows it
/// subscribes. Listeners run on the thread of the change and must hand over quickly.
public final class Store {
    private final List<Consumer<Snapshot>> listeners = new CopyOnWriteArrayList<>();
    private volatile Snapshot current;

    public Store(Snapshot first) {
        current = first;
    }

    public Snapshot current() {
        return current;
    }

    /// Applies a pure change. A listener may hear a newer snapshot than this one, never an older.
    public void update(UnaryOperator<Snapshot> change) {
        synchronized (this) {
            current = change.apply(current);
        }
        listeners.forEach(listener -> listener.accept(current));
    }

    /// The listener hears the present snapshot at once and every later one until it is closed.
    public Subscription subscribe(Consumer<Snapshot> listener) {
        listeners.add(listener);
        listener.accept(current);
        return () -> listeners.remove(listener);
    }

    /// The handle to undo a subscription.
    @FunctionalInterface
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
