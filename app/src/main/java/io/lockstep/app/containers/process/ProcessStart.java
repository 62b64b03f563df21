package io.lockstep.app.containers.process;

import io.lockstep.app.containers.HostProblems;
import io.lockstep.app.containers.Labels;
import io.lockstep.app.containers.process.StoredContainer.Life;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/// Starts the process of a container.
final class ProcessStart {
    private final ContainerShelf containers;
    private final ImageShelf images;
    private final Shelf<Named> volumes;

    ProcessStart(ContainerShelf containers, ImageShelf images, Shelf<Named> volumes) {
        this.containers = containers;
        this.images = images;
        this.volumes = volumes;
    }

    void start(StoredContainer container) {
        if (Running.of(container).isPresent()) {
            return;
        }
        container.spec().publish().keySet().forEach(port -> refuseTaken(container, port));
        try {
            var process = launch(container).main().start();
            var life = new Life(process.pid(), Running.startedAt(process.toHandle()));
            containers.put(container.started(life));
            Running.watch(process, containers.folder(container));
        } catch (IOException e) {
            throw HostProblems.startFailed(container.name(), String.valueOf(e.getMessage()));
        }
    }

    Launch launch(StoredContainer container) {
        try {
            var image = images.require(container.imageId());
            return new Launch(container, image, images, containers.folder(container), volumes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The process would only say so in its log.
    private void refuseTaken(StoredContainer container, int port) {
        try (var probe = new ServerSocket(port, 1, InetAddress.getByName(container.bind()))) {
            probe.setReuseAddress(true);
        } catch (IOException e) {
            var halfMade = !container.everStarted() && Labels.ours(container.labels());
            if (halfMade) {
                containers.remove(container);
            }
            throw HostProblems.portTaken(
                    container.bind() + ":" + port, "another process of this host", halfMade);
        }
    }
}
