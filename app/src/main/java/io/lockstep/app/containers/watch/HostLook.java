package io.lockstep.app.containers.watch;

import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.ContainerDetails;
import io.lockstep.app.containers.HostReader;
import io.lockstep.app.containers.Usage;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;

/// Looks once at several hosts, at all of them at the same time.
///
/// @param opener as for [Fleet]
/// @param between two readings of what a container uses; zero leaves its rates unknown
public record HostLook(
        Function<Optional<String>, HostReader> opener,
        Predicate<Container> inside,
        Duration between,
        Clock clock) {

    /// Each host as it is now, or why it cannot be seen; nobody is waited for after the deadline.
    public List<HostSight> at(List<Host> hosts, Duration deadline) throws InterruptedException {
        List<FutureTask<HostSight>> looks = new ArrayList<>();
        for (var host : hosts) {
            var look = new FutureTask<>(() -> at(host));
            Thread.ofVirtual().name("look at " + host.name()).start(look);
            looks.add(look);
        }
        var end = System.nanoTime() + deadline.toNanos();
        List<HostSight> sights = new ArrayList<>();
        for (var i = 0; i < hosts.size(); i++) {
            sights.add(awaited(hosts.get(i), looks.get(i), end));
        }
        return List.copyOf(sights);
    }

    private HostSight awaited(Host host, FutureTask<HostSight> look, long end)
            throws InterruptedException {
        try {
            return look.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            look.cancel(true);
            return start(host).down(silent(host), clock.instant());
        } catch (ExecutionException e) {
            throw new IllegalStateException("a look tells its problems", e);
        }
    }

    private HostSight at(Host host) throws InterruptedException {
        try (var reader = opener.apply(host.address())) {
            return start(host).up(reader.engine(), sightings(reader), clock.instant());
        } catch (ProblemException e) {
            return start(host).down(e.problem(), clock.instant());
        }
    }

    private HostSight start(Host host) {
        return HostSight.connecting(host.name(), clock.instant());
    }

    private List<Sighting> sightings(HostReader reader) throws InterruptedException {
        var details = reader.containers().stream().filter(d -> inside.test(d.container())).toList();
        var first = details.stream().map(one -> usage(reader, one)).toList();
        Thread.sleep(between);
        List<Sighting> sightings = new ArrayList<>();
        for (var i = 0; i < details.size(); i++) {
            var before = first.get(i);
            var now = between.isZero() ? before : usage(reader, details.get(i));
            var rates = before.flatMap(then -> now.map(usage -> usage.since(then)));
            sightings.add(new Sighting(details.get(i), now, rates.orElse(Usage.Rates.UNKNOWN)));
        }
        return List.copyOf(sightings);
    }

    private static Optional<Usage> usage(HostReader reader, ContainerDetails one) {
        return one.container().running() ? reader.usage(one.container().id()) : Optional.empty();
    }

    private static Problem silent(Host host) {
        return new Problem(
                "containers.silent",
                "The host %s gave no answer in time.".formatted(host.name()),
                "What it runs goes on running; the other hosts were read.",
                "Look at that host, then ask again.");
    }
}
