package io.lockstep.app.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Many event streams on one event loop, and what came in over them.
final class Streams {
    private static final int AT_ONCE = 32;

    private final Loop loop;
    private final int port;
    private final String path;
    private final int wanted;
    private final CountDownLatch opened;
    private final Latencies latencies = new Latencies();
    private int begun;
    private boolean measuring;
    private long cut;

    Streams(Loop loop, int port, String path, int wanted) {
        this.loop = loop;
        this.port = port;
        this.path = path;
        this.wanted = wanted;
        this.opened = new CountDownLatch(wanted);
    }

    /// Opens a few at a time, and says how many had their first event within the limit.
    long open(Duration limit) throws InterruptedException {
        for (var i = 0; i < AT_ONCE; i++) {
            loop.group().execute(this::openOne);
        }
        var _ = opened.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        return wanted - opened.getCount();
    }

    void begin() {
        onLoop(() -> {
            latencies.clear();
            measuring = true;
        });
    }

    /// Events, 50th and 99th percentile of their way in nanoseconds, streams cut so far.
    String end() {
        onLoop(() -> measuring = false);
        return "%d %d %d %d"
                .formatted(
                        latencies.count(), latencies.quantile(0.5), latencies.quantile(0.99), cut);
    }

    private void onLoop(Runnable task) {
        var _ = loop.group().submit(task).syncUninterruptibly();
    }

    private void openOne() {
        if (begun == wanted) {
            return;
        }
        begun++;
        var handlers =
                new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new EventReader(Streams.this, path));
                    }
                };
        var _ =
                new Bootstrap()
                        .group(loop.group())
                        .channel(loop.socket())
                        .option(ChannelOption.TCP_NODELAY, true)
                        .handler(handlers)
                        .connect(Loop.HOST, port);
    }

    void first() {
        opened.countDown();
        openOne();
    }

    void event(long wayNanos) {
        if (measuring) {
            latencies.add(wayNanos);
        }
    }

    void closed() {
        cut++;
    }
}
