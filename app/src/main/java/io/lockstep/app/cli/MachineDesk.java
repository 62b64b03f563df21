package io.lockstep.app.cli;

import io.lockstep.app.containers.ContainerHost;
import io.lockstep.app.containers.HostContainers;
import io.lockstep.app.observe.Machine;
import io.lockstep.app.observe.MachineSource;
import io.lockstep.app.session.Parts;
import io.lockstep.app.settings.Settings;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.time.Clock;
import java.util.Optional;

/// One machine to look at, with the containers on it where they can be seen.
final class MachineDesk implements AutoCloseable {
    private final Settings settings;
    private final Parts parts;
    private final boolean elsewhere;
    private final MachineSource source;
    private Optional<ContainerHost> open = Optional.empty();

    /// @param ssh a machine other than the one the settings name; its containers are not seen
    MachineDesk(Settings settings, Parts parts, Optional<String> ssh) {
        this.settings = settings;
        this.parts = parts;
        this.elsewhere = ssh.isPresent();
        this.source =
                new MachineSource(
                        ssh.map(Machine::over).orElseGet(() -> Machine.of(settings)),
                        this::host,
                        this::seen,
                        Clock.systemUTC());
    }

    MachineSource source() {
        return source;
    }

    private synchronized ContainerHost host() {
        if (elsewhere) {
            throw new ProblemException(
                    new Problem(
                            "docker.elsewhere",
                            "The containers of that machine are not looked at.",
                            "GPUs and load are read.",
                            "Give its engine with --docker ssh://USER@HOST."));
        }
        var host = open.orElseGet(() -> parts.hosts().apply(settings.docker()));
        open = Optional.of(host);
        return host;
    }

    private Optional<HostContainers> seen() {
        try {
            return Optional.of(host().read());
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        source.close();
        open.ifPresent(ContainerHost::close);
    }
}
