package io.lockstep.app.ui;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// The one bridge to the JavaFX thread. A burst of values draws once, with the newest.
///
/// @param <S> an immutable value
public final class Latest<S> implements Consumer<S> {
    private final AtomicReference<S> pending = new AtomicReference<>();
    private final Executor fxThread;
    private final Consumer<S> render;

    /// @param fxThread the toolkit's own queue in the window, any queue in a test
    public Latest(Executor fxThread, Consumer<S> render) {
        this.fxThread = fxThread;
        this.render = render;
    }

    @Override
    public void accept(S value) {
        if (pending.getAndSet(value) == null) {
            fxThread.execute(this::draw);
        }
    }

    private void draw() {
        var newest = pending.getAndSet(null);
        if (newest != null) {
            render.accept(newest);
        }
    }
}
