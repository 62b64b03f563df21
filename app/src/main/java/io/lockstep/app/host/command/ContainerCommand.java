package io.lockstep.app.host.command;

import io.lockstep.app.containers.ContainerHost;
import io.lockstep.chain.problem.ProblemException;
import java.time.Duration;
import java.util.List;

/// Runs programs inside a running container, as `docker exec` does.
public final class ContainerCommand implements RemoteCommand {
    /// How a container runtime tells that the program is not there or cannot be run.
    private static final int CANNOT_RUN = 126;

    private static final int NOT_FOUND = 127;

    private final ContainerHost host;
    private final String id;
    private final String name;

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
                return new Outcome.Late();
            }
            var exit = done.get().exit();
            return exit == NOT_FOUND || exit == CANNOT_RUN
                    ? new Outcome.Missing()
                    : new Outcome.Ended(exit, done.get().printed());
        } catch (ProblemException e) {
            return new Outcome.Unreachable(e.problem().what());
        }
    }
}
