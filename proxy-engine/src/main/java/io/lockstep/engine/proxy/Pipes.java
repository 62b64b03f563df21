package io.lockstep.engine.proxy;

import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// The pipes through which one event loop moves bytes inside the kernel. They are few, so that they
/// never matter beside the limit of open files; who gets none copies. Used on that loop only.
final class Pipes {
    private static final int MOST = 8;

    /// The two ends of a pipe.
    record Pipe(FileDescriptor in, FileDescriptor out) {}

    private final Deque<Pipe> idle = new ArrayDeque<>(MOST);
    private int open;

    /// An empty pipe, if one is left.
    Optional<Pipe> take() {
        var kept = idle.pollLast();
        return kept != null ? Optional.of(kept) : make();
    }

    private Optional<Pipe> make() {
        if (open == MOST) {
            return Optional.empty();
        }
        try {
            var ends = FileDescriptor.pipe();
            open++;
            return Optional.of(new Pipe(ends[1], ends[0]));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// Takes back one that is empty.
    void giveBack(Pipe pipe) {
        idle.addLast(pipe);
    }

    /// Gives up one that may hold bytes.
    void discard(Pipe pipe) {
        open--;
        close(pipe.in());
        close(pipe.out());
    }

    void close() {
        while (!idle.isEmpty()) {
            discard(idle.removeLast());
        }
    }

    private static void close(FileDescriptor end) {
        try {
            end.close();
        } catch (IOException e) {
            throw new IllegalStateException("a pipe cannot be closed", e);
        }
    }
}
