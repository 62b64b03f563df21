package io.lockstep.app.containers.watch;

import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.HostReader;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// How hosts are looked at.
///
/// @param opener opens the reader of an address, or throws the problem why there is none
/// @param inside which containers belong here, such as [io.lockstep.app.containers.ScopedHost#real]
public record Lookout(Function<Optional<String>, HostReader> opener, Predicate<Container> inside) {

    public Fleet watch(List<Host> hosts, Pace pace, Clock clock) {
        return Fleet.start(hosts, opener, inside, pace, clock);
    }
}
