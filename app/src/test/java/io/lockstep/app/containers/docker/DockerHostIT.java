package io.lockstep.app.containers.docker;

import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.ContainerHost;
import io.lockstep.app.containers.ContainerHostContract;
import io.lockstep.app.testing.NeedsDocker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;

/// A real Docker engine keeps the contract.
@NeedsDocker
class DockerHostIT extends ContainerHostContract {

    @Override
    protected ContainerHost open() {
        return DockerHost.open(Optional.empty());
    }

    @Override
    protected ServerSocket occupy(Container created, int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    }
}
