package io.lockstep.engine.proxy;

import io.lockstep.engine.route.Routing;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// A request that waits for another table, or for its limit.
///
/// @param waiting undoes the listening
/// @param limit the timer that ends the wait
record Held(Routing.Waiting waiting, Future<?> limit) implements AutoCloseable {

    /// Both are run on that loop, `again` at each change of the table.
    static Held in(
            Routing routing, EventLoop loop, Duration limit, Runnable again, Runnable tooLong) {
        return new Held(
                routing.onChange(() -> loop.execute(again)),
                loop.schedule(tooLong, limit.toMillis(), TimeUnit.MILLISECONDS));
    }

    @Override
    public void close() {
        waiting.close();
        limit.cancel(false);
    }
}
