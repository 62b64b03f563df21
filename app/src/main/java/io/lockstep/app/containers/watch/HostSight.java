package io.lockstep.app.containers.watch;

import io.lockstep.app.containers.EngineAbout;
import io.lockstep.chain.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One host as it was last seen.
///
/// @param host its name among the hosts of this console
/// @param engine what answered last; empty before the first answer
/// @param containers MLNodes and what is ours; of a host that is down those seen last
/// @param at when the containers were read
public record HostSight(
        String host,
        Standing standing,
        Optional<EngineAbout> engine,
        List<Sighting> containers,
        Instant at) {

    static HostSight connecting(String host, Instant now) {
        return new HostSight(host, new Standing.Connecting(), Optional.empty(), List.of(), now);
    }

    HostSight down(Problem problem, Instant now) {
        var since = standing instanceof Standing.Down(_, var before) ? before : now;
        return new HostSight(host, new Standing.Down(problem, since), engine, containers, at);
    }

    HostSight up(EngineAbout about, List<Sighting> seen, Instant now) {
        var since = standing instanceof Standing.Up(var before) ? before : now;
        return new HostSight(host, new Standing.Up(since), Optional.of(about), seen, now);
    }

    public boolean up() {
        return standing instanceof Standing.Up;
    }

    /// Whether what is shown is true now.
    public sealed interface Standing {
        record Connecting() implements Standing {}

        record Up(Instant since) implements Standing {}

        record Down(Problem problem, Instant since) implements Standing {}
    }
}
