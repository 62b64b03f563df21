package io.lockstep.engine;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.control.EngineClient;
import io.lockstep.engine.control.UnixSocketTransport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The engine a command speaks to: at the socket that is named, else the only one in the usual
/// place.
final class RunningEngine {

    @Option(
            names = "--control",
            paramLabel = "SOCKET",
            description = "Its control socket; may be left out where only one engine runs.")
    private Optional<Path> control = Optional.empty();

    /// The caller closes it.
    EngineClient open() {
        return EngineClient.over(new UnixSocketTransport(socket()));
    }

    Path socket() {
        var socket = control.orElseGet(ControlPlace::found);
        if (!Files.exists(socket)) {
            throw new ProblemException(
                    new Problem(
                            "engine.unreachable",
                            "No engine runs with the control socket %s: there is no such file."
                                    .formatted(socket),
                            "Nothing was changed.",
                            "Start it, or name its socket with --control; an engine prints it when it"
                                    + " starts."));
        }
        return socket;
    }
}
