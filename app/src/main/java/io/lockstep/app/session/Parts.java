package io.lockstep.app.session;

import io.lockstep.app.containers.ContainerHost;
import io.lockstep.app.containers.registry.Registry;
import io.lockstep.app.containers.watch.Lookout;
import io.lockstep.app.proxy.front.AdoptedNginx;
import io.lockstep.app.settings.Settings;
import io.lockstep.app.upgrade.act.FrontSpec;
import io.lockstep.engine.control.ControlTransport;
import io.lockstep.engine.control.EngineControl;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/// The ways to the outside that a session is made with.
///
/// @param hosts opens the container host at an address, or throws the problem why there is none
/// @param sockets the way to an engine behind a socket file
/// @param engines a client over such a way
/// @param front how the engine's container is made when there is none
/// @param registries the way to registries; empty where images come from files only, or where the
///   host alone asks registries
/// @param lookout how all hosts are watched; empty where only the one of upgrades is read
/// @param adopted the operator's nginx before the MLNodes, where it was adopted; blocks
public record Parts(
        Function<Optional<String>, ContainerHost> hosts,
        Function<Path, ControlTransport> sockets,
        Function<ControlTransport, EngineControl> engines,
        Function<Settings, FrontSpec> front,
        Function<Settings, Optional<Registry>> registries,
        Optional<Lookout> lookout,
        Function<Settings, Optional<AdoptedNginx>> adopted) {

    public Parts(
            Function<Optional<String>, ContainerHost> hosts,
            Function<Path, ControlTransport> sockets,
            Function<ControlTransport, EngineControl> engines,
            Function<Settings, FrontSpec> front) {
        this(
                hosts,
                sockets,
                engines,
                front,
                _ -> Optional.empty(),
                Optional.empty(),
                _ -> Optional.empty());
    }
}
