package io.lockstep.app.ui.containers;

import io.lockstep.app.ui.text.Foreign;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The newest lines of one log, heard on a thread of its own until it is closed.
final class LogTail implements AutoCloseable {
    private static final int ASKED = 500;
    private static final int KEPT = 2000;
    private static final int LONGEST = 2000;

    private final Deque<String> lines = new ArrayDeque<>();
    private final Thread thread;
    private boolean over;
    private Optional<Problem> problem = Optional.empty();

    /// Where lines come from; blocks until there will be none any more.
    @FunctionalInterface
    interface Reader {
        void read(int lines, Consumer<String> heard);
    }

    /// What was heard until now.
    record Heard(List<String> lines, boolean over, Optional<Problem> problem) {}

    /// @param changed hears that there is more, on the reading thread
    LogTail(String name, Reader reader, Consumer<LogTail> changed) {
        thread = Thread.ofVirtual().name("log of " + name).start(() -> run(reader, changed));
    }

    private void run(Reader reader, Consumer<LogTail> changed) {
        try {
            reader.read(ASKED, line -> hear(line, changed));
            end(Optional.empty());
        } catch (ProblemException e) {
            end(Optional.of(e.problem()));
        }
        if (!Thread.currentThread().isInterrupted()) {
            changed.accept(this);
        }
    }

    private void hear(String line, Consumer<LogTail> changed) {
        synchronized (this) {
            lines.addLast(Foreign.line(line, LONGEST));
            if (lines.size() > KEPT) {
                lines.removeFirst();
            }
        }
        changed.accept(this);
    }

    private synchronized void end(Optional<Problem> why) {
        over = true;
        problem = why;
    }

    synchronized Heard heard() {
        return new Heard(List.copyOf(lines), over, problem);
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
