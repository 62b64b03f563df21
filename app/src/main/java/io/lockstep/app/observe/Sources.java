package io.lockstep.app.observe;

import io.lockstep.app.containers.ContainerHost;
import io.lockstep.app.gpu.NvidiaSmi;
import io.lockstep.app.host.HostProbe;
import io.lockstep.app.settings.Settings;
import io.lockstep.chain.http.JsonHttp;
import io.lockstep.engine.control.EngineControl;
import java.util.function.Supplier;

/// Where the observers read.
///
/// @param hosts gives the container host, or throws the problem why there is none
public record Sources(
        Settings settings,
        Supplier<ContainerHost> hosts,
        EngineControl engine,
        JsonHttp http,
        NvidiaSmi gpus,
        HostProbe host) {

    public static Sources ofThisMachine(
            Settings settings, Supplier<ContainerHost> hosts, EngineControl engine) {
        return new Sources(
                settings,
                hosts,
                engine,
                JsonHttp.forProbes(),
                NvidiaSmi.ofThisMachine(),
                new HostProbe());
    }
}
