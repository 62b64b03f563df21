package io.lockstep.engine.proxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Stands on every listener and takes no more clients than there are descriptors for: the others
/// wait in the kernel until some leave, and whoever is inside is served on.
@ChannelHandler.Sharable
final class AcceptGate extends ChannelInboundHandlerAdapter {
    private static final System.Logger LOG = System.getLogger(AcceptGate.class.getName());
    private static final int MARGIN = 4;
    private static final Duration BREATH = Duration.ofSeconds(1);
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final Descriptors descriptors;
    private final Set<Channel> paused = ConcurrentHashMap.newKeySet();
    private final AtomicLong quietUntil = new AtomicLong(System.nanoTime());

    AcceptGate(Descriptors descriptors) {
        this.descriptors = descriptors;
        // Both open files when first used, which would be too late without descriptors.
        var _ = LOG.isLoggable(System.Logger.Level.WARNING);
        var _ = ZoneId.systemDefault();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object accepted) {
        if (accepted instanceof Channel client) {
            descriptors.client(client);
            client.closeFuture().addListener(_ -> resume());
        }
        ctx.fireChannelRead(accepted);
        if (!descriptors.forMore(1)) {
            pause(ctx.channel());
            resume();
        }
    }

    /// Accepting failed, most likely since the process or the system has no descriptor left.
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        pause(ctx.channel());
        var _ = ctx.executor().schedule(this::resume, BREATH.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void pause(Channel listener) {
        listener.config().setAutoRead(false);
        paused.add(listener);
        tell();
    }

    /// Beside the event loop, which must neither wait for a log nor end with it.
    private void tell() {
        var until = quietUntil.get();
        var now = System.nanoTime();
        if (now - until >= 0 && quietUntil.compareAndSet(until, now + QUIET.toNanos())) {
            Thread.ofVirtual().name("log").start(AcceptGate::log);
        }
    }

    private static void log() {
        LOG.log(
                System.Logger.Level.WARNING,
                "Nearly all file descriptors this process may open are in use. New clients wait"
                        + " until others leave, requests in flight go on. Raise the limit"
                        + " (ulimit -n) for more clients.");
    }

    /// Lets the listeners accept again once several clients can be taken at a time.
    private void resume() {
        if (!paused.isEmpty() && descriptors.forMore(MARGIN)) {
            for (var listener : Set.copyOf(paused)) {
                paused.remove(listener);
                listener.eventLoop().execute(() -> listener.config().setAutoRead(true));
            }
        }
    }
}
