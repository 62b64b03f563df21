package io.lockstep.app.host.command;

import java.time.Duration;
import java.util.List;

/// A place where a small program can be run and its output read.
///
/// Implementations never block longer than the deadline and a second more, whatever the program
/// does, and are safe on any thread.
public interface RemoteCommand extends AutoCloseable {
    /// More output than this is cut off: no program asked here prints as much.
    int MOST = 8 << 20;

    /// How people know it, such as `this machine` or `ssh root@gpu-1`.
    String place();

    /// Runs a program and gives what it printed, standard error mixed in.
    Outcome run(List<String> command, Duration deadline) throws InterruptedException;

    /// Programs that were given up on here and have not ended since.
    default int abandoned() {
        return 0;
    }

    @Override
    default void close() {}

    /// How running a program ended.
    sealed interface Outcome {

        /// It ended by itself.
        record Ended(int exit, String printed) implements Outcome {}

        /// There is no such program.
        record Missing() implements Outcome {}

        /// It did not end in time, and may still run where it cannot be killed.
        record Late() implements Outcome {}

        /// The place does not answer.
        record Unreachable(String why) implements Outcome {}
    }
}
