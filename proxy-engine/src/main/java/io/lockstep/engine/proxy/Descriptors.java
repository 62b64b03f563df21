package io.lockstep.engine.proxy;

import io.netty.channel.Channel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// Keeps the process within its limit of open files. Each client counts twice, for itself and for
/// the upstream connection its request needs, so that whoever was accepted can be served; a reserve
/// stays for files, control connections and probes. Safe on any thread.
final class Descriptors {
    private static final int RESERVE = 48;
    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final Path OPEN = Path.of("/proc/self/fd");

    private final int room;
    private final AtomicInteger clients = new AtomicInteger();
    private final AtomicInteger upstreams = new AtomicInteger();

    /// @param limit how many files may be open
    /// @param used how many are open already, for other things
    Descriptors(int limit, int used) {
        this.room = Math.max(2, limit - used - Math.min(RESERVE, limit / 4));
    }

    /// As this process stands now; without bound where the system does not tell. Blocks.
    static Descriptors ofThisProcess() {
        try (var lines = Files.lines(LIMITS);
                var open = Files.list(OPEN)) {
            return new Descriptors(softLimit(lines), (int) open.count());
        } catch (IOException e) {
            return new Descriptors(Integer.MAX_VALUE, 0);
        }
    }

    /// Counts it until it closes.
    void client(Channel channel) {
        count(channel, clients);
    }

    /// Counts it until it closes.
    void upstream(Channel channel) {
        count(channel, upstreams);
    }

    /// Whether so many more clients can be served.
    boolean forMore(int more) {
        var held = clients.get();
        return room - held - Math.max(held, upstreams.get()) >= 2 * more;
    }

    private static void count(Channel channel, AtomicInteger open) {
        open.incrementAndGet();
        channel.closeFuture().addListener(_ -> open.decrementAndGet());
    }

    private static int softLimit(Stream<String> lines) {
        return lines.filter(line -> line.startsWith("Max open files"))
                .map(line -> line.split("\\s{2,}", -1)[1])
                .filter(soft -> soft.matches("\\d{1,9}"))
                .map(Integer::parseInt)
                .findFirst()
                .orElse(Integer.MAX_VALUE);
    }
}
