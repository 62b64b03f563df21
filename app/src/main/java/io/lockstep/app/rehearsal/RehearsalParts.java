package io.lockstep.app.rehearsal;

import io.lockstep.app.containers.ContainerHost;
import io.lockstep.app.containers.image.ImageArchives;
import io.lockstep.engine.control.ControlTransport;
import io.lockstep.engine.control.EngineControl;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// The ways to the outside that a rehearsal is made with.
///
/// @param hosts opens the container host of a runtime, `docker` or `processes`
/// @param java starts a Java process with this program's class path; the main class follows
/// @param lines hears what is being done, a line at a time
public record RehearsalParts(
        Function<String, ContainerHost> hosts,
        ImageArchives archives,
        Function<Path, ControlTransport> sockets,
        Function<ControlTransport, EngineControl> engines,
        List<String> java,
        Consumer<String> lines) {

    public RehearsalParts {
        java = List.copyOf(java);
    }
}
