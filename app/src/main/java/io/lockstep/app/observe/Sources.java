package io.lockstep.app.observe;

import io.lockstep.app.containers.ContainerHost;
import io.lockstep.app.containers.watch.Lookout;
import io.lockstep.app.settings.Settings;
import io.lockstep.chain.http.JsonHttp;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.control.EngineControl;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/// Where the observers read.
///
/// @param hosts gives the container host, or throws the problem why there is none
/// @param machine the one the containers run on
/// @param lookout how all hosts are watched; empty when only the one of upgrades is read
public record Sources(
        Settings settings,
        Supplier<ContainerHost> hosts,
        EngineControl engine,
        JsonHttp http,
        Machine machine,
        Optional<Lookout> lookout) {

    public static Sources ofThisMachine(
            Settings settings,
            Supplier<ContainerHost> hosts,
            EngineControl engine,
            Optional<Lookout> lookout) {
        return new Sources(
                settings, hosts, engine, JsonHttp.forProbes(), Machine.of(settings), lookout);
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
