package io.lockstep.engine;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.control.UnixSocketTransport;
import io.lockstep.engine.proxy.ProxyServer;
import io.lockstep.engine.route.RoutingTable;
import io.lockstep.engine.state.StateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds out whether an engine with these flags would start. Nothing is left behind: no folder is
/// made, no file moved, no port kept.
record Checkup(
        List<String> listens,
        List<String> upstreams,
        Optional<String> otherwise,
        Optional<Path> state,
        Optional<Path> control) {

    /// Everything that is wrong, in the order in which an engine would stumble over it.
    List<Problem> problems() {
        var problems = new ArrayList<Problem>();
        var kept = new ArrayList<RoutingTable>();
        gather(problems, () -> state.flatMap(StateFile::peek).ifPresent(kept::add));
        for (var flag : upstreams) {
            gather(
                    problems,
                    () -> FirstTable.of(List.of(flag), Optional.empty(), Optional.empty()));
        }
        if (problems.isEmpty()) {
            gather(problems, () -> FirstTable.of(upstreams, otherwise, kept.stream().findFirst()));
        }
        for (var flag : listens) {
            gather(problems, () -> Listens.of(List.of(flag)).forEach(ProxyServer::check));
        }
        if (problems.isEmpty()) {
            gather(problems, () -> Listens.of(listens));
        }
        gather(problems, () -> control.ifPresent(Checkup::free));
        return problems;
    }

    private static void gather(List<Problem> problems, Runnable step) {
        try {
            step.run();
        } catch (ProblemException e) {
            problems.add(e.problem());
        }
    }

    private static void free(Path socket) {
        try (var _ = new UnixSocketTransport(socket).open()) {
            throw new ProblemException(
                    new Problem(
                            "engine.cannotControl",
                            "--control %s: another engine listens there.".formatted(socket),
                            "Nothing was started.",
                            "Stop that engine, or name another place."));
        } catch (IOException e) {
            // Nobody listens there, as it should be.
            return;
        }
    }
}
