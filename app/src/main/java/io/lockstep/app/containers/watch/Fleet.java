package io.lockstep.app.containers.watch;

import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.HostReader;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/// Watches all hosts of this console at once, each by itself: one that hangs slows no other.
public final class Fleet implements AutoCloseable {
    private final Map<String, HostSight> sights = new LinkedHashMap<>();
    private final List<HostWatch> watches = new ArrayList<>();
    private final List<Consumer<List<HostSight>>> listeners = new CopyOnWriteArrayList<>();

    private Fleet() {}

    /// @param opener opens the reader of an address, or throws the problem why there is none
    /// @param inside which containers belong here, such as [ScopedHost#real]
    public static Fleet start(
            List<Host> hosts,
            Function<Optional<String>, HostReader> opener,
            Predicate<Container> inside,
            Pace pace,
            Clock clock) {
        var fleet = new Fleet();
        for (var host : hosts) {
            fleet.sights.put(host.name(), HostSight.connecting(host.name(), clock.instant()));
            fleet.watches.add(
                    new HostWatch(
                            host.name(),
                            () -> opener.apply(host.address()),
                            inside,
                            pace,
                            clock,
                            fleet::seen));
        }
        fleet.watches.forEach(HostWatch::start);
        return fleet;
    }

    /// Every host in the order they were named, as it was last seen.
    public List<HostSight> current() {
        synchronized (sights) {
            return List.copyOf(sights.values());
        }
    }

    /// Hears of every change, on the thread of the host that changed; must not block.
    public AutoCloseable subscribe(Consumer<List<HostSight>> listener) {
        listeners.add(listener);
        listener.accept(current());
        return () -> listeners.remove(listener);
    }

    private void seen(HostSight sight) {
        synchronized (sights) {
            sights.put(sight.host(), sight);
        }
        var now = current();
        listeners.forEach(listener -> listener.accept(now));
    }

    @Override
    public void close() {
        watches.forEach(HostWatch::close);
    }
}
