package io.lockstep.app.observe;

import io.lockstep.app.containers.ContainerHost;
import io.lockstep.app.gpu.NvidiaSmi;
import io.lockstep.app.host.HostProbe;
import io.lockstep.app.settings.Settings;
import io.lockstep.chain.http.JsonHttp;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.control.EngineControl;
import java.net.URI;
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

    /// The chain's REST address.
    ///
    /// @throws ProblemException when none was given
    URI rest() {
        return settings.chain()
                .rest()
                .orElseThrow(() ->
                        new ProblemException(notSet("rest", "the REST of the chain", "--rest")));
    }

    static Problem notSet(String code, String what, String flag) {
        return new Problem(
                "settings.no." + code,
                "No address was given for %s.".formatted(what),
                "Everything else is read.",
                "Give it with %s or in lockstep.toml.".formatted(flag));
    }
}
