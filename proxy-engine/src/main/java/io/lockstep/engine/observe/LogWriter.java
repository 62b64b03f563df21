package io.lockstep.engine.observe;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/// One thread that writes what event loops hand over. They never wait: what does not fit into the
/// queue, or cannot be written, is counted and gone.
final class LogWriter implements AutoCloseable {
    private static final long GATHER_NANOS = Duration.ofMillis(10).toNanos();
    private static final int GATHER_BYTES = 64 << 10;
    private static final Duration END_LIMIT = Duration.ofSeconds(2);

    private final LogSettings settings;
    private final LogSink sink;
    private final int capacity;
    private final LongAdder dropped;
    private final ConcurrentLinkedQueue<AccessEntry> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Thread thread;
    private volatile boolean parked;
    private volatile boolean closing;

    private LogWriter(LogSettings settings, LogSink sink, int capacity, LongAdder dropped) {
        this.settings = settings;
        this.sink = sink;
        this.capacity = capacity;
        this.dropped = dropped;
        this.thread = Thread.ofPlatform().daemon().name("access log").unstarted(this::run);
    }

    /// @param dropped counts entries that were not written
    static LogWriter start(LogSettings settings, LogSink sink, int capacity, LongAdder dropped) {
        var writer = new LogWriter(settings, sink, capacity, dropped);
        writer.thread.start();
        return writer;
    }

    LogSettings settings() {
        return settings;
    }

    void offer(AccessEntry entry) {
        if (closing || waiting.incrementAndGet() > capacity) {
            waiting.decrementAndGet();
            dropped.increment();
            return;
        }
        queue.add(entry);
        if (parked) {
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        while (!closing || !queue.isEmpty()) {
            if (queue.isEmpty()) {
                sleep();
            } else {
                writeAll();
            }
        }
        try {
            sink.close();
        } catch (IOException e) {
            dropped.increment();
        }
    }

    /// Under load entries are gathered for a moment, so that an event loop seldom has to wake this
    /// thread.
    private void sleep() {
        LockSupport.parkNanos(this, GATHER_NANOS);
        parked = true;
        while (queue.isEmpty() && !closing) {
            LockSupport.park(this);
        }
        parked = false;
    }

    private void writeAll() {
        var lines = new ByteArrayOutputStream();
        var count = 0;
        for (var entry = queue.poll(); entry != null; entry = queue.poll()) {
            waiting.decrementAndGet();
            lines.writeBytes(AccessLines.of(settings.format(), entry).getBytes(US_ASCII));
            count++;
            if (lines.size() >= GATHER_BYTES) {
                write(lines, count);
                lines.reset();
                count = 0;
            }
        }
        write(lines, count);
    }

    private void write(ByteArrayOutputStream lines, int count) {
        if (count == 0) {
            return;
        }
        try {
            sink.write(lines.toByteArray());
        } catch (IOException e) {
            dropped.add(count);
        }
    }

    /// Writes what is queued, for as long as is allowed.
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        try {
            thread.join(END_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
