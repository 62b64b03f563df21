package io.lockstep.engine.proxy;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Tells when a head did not come in time. Runs only while one is waited for.
final class HeadTimer {
    private final EventLoop loop;
    private final Duration limit;
    private final Runnable late;
    private Optional<Future<?>> running = Optional.empty();

    HeadTimer(EventLoop loop, Duration limit, Runnable late) {
        this.loop = loop;
        this.limit = limit;
        this.late = late;
    }

    /// Starts unless it runs.
    void start() {
        if (running.isEmpty()) {
            running = Optional.of(loop.schedule(late, limit.toMillis(), TimeUnit.MILLISECONDS));
        }
    }

    void stop() {
        if (running.isPresent()) {
            running.get().cancel(false);
            running = Optional.empty();
        }
    }
}
