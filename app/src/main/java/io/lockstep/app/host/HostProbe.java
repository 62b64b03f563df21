package io.lockstep.app.host;

import io.lockstep.app.host.command.RemoteCommand;
import java.time.Clock;
import java.time.Duration;

/// Reads the load of one machine. Rates are shares since the reading before, so one probe serves
/// one reader.
@FunctionalInterface
public interface HostProbe {

    /// Blocks for a moment on this machine, up to a deadline on another one.
    ///
    /// @throws io.lockstep.chain.problem.ProblemException when a remote machine does not answer
    HostLoad read() throws InterruptedException;

    static HostProbe ofThisMachine(Clock clock) {
        return new LocalHost(clock);
    }

    /// A Linux machine that is asked with `/proc` and `df`.
    static HostProbe over(RemoteCommand machine, Duration deadline, Clock clock) {
        return new RemoteHost(machine, deadline, clock);
    }
}
