package io.lockstep.app.host.command;

import io.lockstep.app.containers.ContainerHost;
import io.lockstep.app.containers.HostProblems;
import io.lockstep.chain.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Runs programs inside a running container, as `docker exec` does.
public final class ContainerCommand implements RemoteCommand {
    /// How a container runtime tells that the program is not there or cannot be run.
    private static final int CANNOT_RUN = 126;

    private static final int NOT_FOUND = 127;

    private final ContainerHost host;
    private final String id;
    private final String name;
    private final AtomicInteger late = new AtomicInteger();

    public ContainerCommand(ContainerHost host, String id, String name) {
        this.host = host;
        this.id = id;
        this.name = name;
    }

    @Override
    public String place() {
        return "container " + name;
    }

    @Override
    public Outcome run(List<String> command, Duration deadline) throws InterruptedException {
        try {
            var done = host.exec(id, command, deadline);
            if (done.isEmpty()) {
                late.incrementAndGet();
                return new Outcome.Late();
            }
            late.set(0);
            var exit = done.get().exit();
            return exit == NOT_FOUND || exit == CANNOT_RUN
                    ? new Outcome.Missing()
                    : new Outcome.Ended(exit, done.get().printed());
        } catch (ProblemException e) {
            return HostProblems.isNoInside(e.problem())
                    ? new Outcome.Missing()
                    : new Outcome.Unreachable(e.problem().what());
        }
    }

    /// Those since the last answer: an answer shows that nothing is stuck any more.
    @Override
    public int abandoned() {
        return late.get();
    }
}
