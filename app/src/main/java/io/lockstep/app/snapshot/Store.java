package io.lockstep.app.snapshot;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// Holds the one current snapshot. Whoever observes replaces a part of it, whoever shows it
/// subscribes. Listeners run on the thread of the change and must hand over quickly.
public final class Store {
    private final List<Consumer<Snapshot>> listeners = new CopyOnWriteArrayList<>();
    private final Object telling = new Object();
    private volatile Snapshot current;

    public Store(Snapshot first) {
        current = first;
    }

    public Snapshot current() {
        return current;
    }

    /// Applies a pure change. A listener may hear a newer snapshot than this one, and never an
    /// older one after a newer.
    public void update(UnaryOperator<Snapshot> change) {
        synchronized (this) {
            current = change.apply(current);
        }
        listeners.forEach(this::tell);
    }

    /// One at a time, so that what was newest when it was told is not overtaken by an older one. A
    /// listener's failure is its own: whoever observes must go on.
    private void tell(Consumer<Snapshot> listener) {
        synchronized (telling) {
            try {
                listener.accept(current);
            } catch (RuntimeException e) {
                System.getLogger(Store.class.getName())
                        .log(System.Logger.Level.ERROR, "a listener failed", e);
            }
        }
    }

    /// The listener hears the present snapshot at once and every later one until it is closed.
    public Subscription subscribe(Consumer<Snapshot> listener) {
        listeners.add(listener);
        tell(listener);
        return () -> listeners.remove(listener);
    }

    /// The handle to undo a subscription.
    @FunctionalInterface
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
