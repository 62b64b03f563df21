package io.lockstep.engine.proxy;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// Closes the connections of one event loop on which nothing moved for the idle limit, or up to an
/// eighth longer. A sign of life costs one number; the clock is looked at eight times a limit.
final class IdleSweep {
    private static final int TURNS = 8;

    private final Set<Pulse> pulses = new HashSet<>();
    private long turn;

    IdleSweep(EventLoop loop, Duration limit) {
        var period = Math.max(1, limit.toMillis() / TURNS);
        var _ = loop.scheduleAtFixedRate(this::sweep, period, period, TimeUnit.MILLISECONDS);
    }

    /// A connection's sign of life.
    final class Pulse {
        private final Channel channel;
        private long last = turn;

        private Pulse(Channel channel) {
            this.channel = channel;
        }

        void beat() {
            last = turn;
        }
    }

    /// Watches the connection until it is closed.
    Pulse watch(Channel channel) {
        var pulse = new Pulse(channel);
        pulses.add(pulse);
        channel.closeFuture().addListener(_ -> pulses.remove(pulse));
        return pulse;
    }

    private void sweep() {
        turn++;
        for (var pulse : new ArrayList<>(pulses)) {
            if (turn - pulse.last > TURNS) {
                var _ = pulse.channel.close();
            }
        }
    }
}
