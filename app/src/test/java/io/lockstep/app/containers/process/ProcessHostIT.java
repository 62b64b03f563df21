package io.lockstep.app.containers.process;

import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.ContainerHost;
import io.lockstep.app.containers.ContainerHostContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;

/// Plain processes keep the contract.
class ProcessHostIT extends ContainerHostContract {

    @Override
    protected ContainerHost open() {
        return ProcessHost.open(folder());
    }

    private Path folder() {
        return Path.of(System.getProperty("java.io.tmpdir"), prefix);
    }

    @Override
    protected ServerSocket occupy(Container created, int port) throws IOException {
        var bind = created.address().orElseThrow().split(":", 2)[0];
        return new ServerSocket(8080, 1, InetAddress.getByName(bind));
    }

    @AfterEach
    void folderGoes() {
        Shelf.deleteTree(folder());
        if (Files.exists(folder())) {
            throw new UncheckedIOException(new IOException("left: " + folder()));
        }
    }
}
