package io.lockstep.app.session;

import io.lockstep.app.containers.ContainerHost;
import java.util.Optional;
import java.util.function.Supplier;

/// Opens the container host when it is first asked for, and again after a failure to open it.
final class HostLink implements Supplier<ContainerHost>, AutoCloseable {
    private final Supplier<ContainerHost> opener;
    private Optional<ContainerHost> open = Optional.empty();

    HostLink(Supplier<ContainerHost> opener) {
        this.opener = opener;
    }

    @Override
    public synchronized ContainerHost get() {
        var host = open.orElseGet(opener);
        open = Optional.of(host);
        return host;
    }

    @Override
    public synchronized void close() {
        open.ifPresent(ContainerHost::close);
        open = Optional.empty();
    }
}
