package io.lockstep.engine.observe;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// The access log, which may be switched on and off while exchanges end. Asking whether it wants an
/// entry costs one read while it is off; giving it one never blocks.
public final class AccessLog implements AutoCloseable {
    static final long FILE_BYTES = 64L << 20;
    static final int FILES = 4;
    private static final int QUEUED = 16 << 10;

    private final LongAdder dropped = new LongAdder();
    private final AtomicLong turn = new AtomicLong();
    private volatile Optional<LogWriter> writer = Optional.empty();

    /// It begins switched off.
    public AccessLog() {}

    /// Writes as those settings say from now on, and what is queued as it was said before. When a
    /// file cannot be opened the log in force stays.
    public synchronized void change(LogSettings settings) {
        var before = writer;
        writer = settings.to().map(to -> started(settings, sink(settings, to)));
        before.ifPresent(LogWriter::close);
    }

    synchronized void change(LogSettings settings, LogSink sink, int capacity) {
        var before = writer;
        writer = Optional.of(LogWriter.start(settings, sink, capacity, dropped));
        before.ifPresent(LogWriter::close);
    }

    public LogSettings settings() {
        return writer.map(LogWriter::settings).orElse(LogSettings.OFF);
    }

    /// Whether an exchange that ended so is to be written. Ask once for each.
    public boolean wants(Ending ending) {
        var now = writer;
        if (now.isEmpty()) {
            return false;
        }
        var sample = now.get().settings().sample();
        return sample == 1 || ending.isError() || turn.getAndIncrement() % sample == 0;
    }

    public void write(AccessEntry entry) {
        var now = writer;
        if (now.isPresent()) {
            now.get().offer(entry);
        }
    }

    /// How many entries could not be written since the engine started.
    public long dropped() {
        return dropped.sum();
    }

    private LogWriter started(LogSettings settings, LogSink sink) {
        return LogWriter.start(settings, sink, QUEUED, dropped);
    }

    private static LogSink sink(LogSettings settings, String to) {
        if (settings.toStandardOutput()) {
            return new LogStream(new FileOutputStream(FileDescriptor.out));
        }
        try {
            return LogFile.open(Path.of(to), FILE_BYTES, FILES);
        } catch (IOException | InvalidPathException e) {
            throw new ProblemException(
                    new Problem(
                            "engine.cannotLog",
                            "The access log %s cannot be written: %s.".formatted(to, reason(e)),
                            "The log in force stays, and requests are served without it.",
                            "Name a file in a folder that is there and may be written to."),
                    e);
        }
    }

    private static String reason(Exception e) {
        return e instanceof java.nio.file.NoSuchFileException
                ? "its folder is not there"
                : e.getClass().getSimpleName();
    }

    /// Writes what is queued and switches it off.
    @Override
    public synchronized void close() {
        var before = writer;
        writer = Optional.empty();
        before.ifPresent(LogWriter::close);
    }
}
