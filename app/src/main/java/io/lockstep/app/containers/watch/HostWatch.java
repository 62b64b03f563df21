package io.lockstep.app.containers.watch;

import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.ContainerDetails;
import io.lockstep.app.containers.HostReader;
import io.lockstep.app.containers.Usage;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Keeps the sight of one host fresh on two virtual threads, however many containers it has: one
/// listens to its events, the other reads. A host that is lost is opened again and read as a whole,
/// so a gap in the events hides nothing.
final class HostWatch implements AutoCloseable {
    private final Supplier<HostReader> opener;
    private final Predicate<Container> inside;
    private final Pace pace;
    private final Clock clock;
    private final Consumer<HostSight> publish;
    private final Thread thread;
    private HostSight sight;
    private Map<String, Usage> before = Map.of();

    HostWatch(
            String host,
            Supplier<HostReader> opener,
            Predicate<Container> inside,
            Pace pace,
            Clock clock,
            Consumer<HostSight> publish) {
        this.opener = opener;
        this.inside = inside;
        this.pace = pace;
        this.clock = clock;
        this.publish = publish;
        this.sight = HostSight.connecting(host, clock.instant());
        this.thread = Thread.ofVirtual().name("watch " + host).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        var failures = 0;
        try {
            while (true) {
                failures = attempt() ? 1 : failures + 1;
                Thread.sleep(pace.after(failures));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Whether the host was up meanwhile.
    private boolean attempt() throws InterruptedException {
        try (var reader = opener.get()) {
            watch(reader);
        } catch (ProblemException e) {
            return lost(e.problem());
        } catch (RuntimeException e) {
            System.getLogger(HostWatch.class.getName())
                    .log(System.Logger.Level.WARNING, "watching " + sight.host(), e);
            return lost(unforeseen(e));
        }
        return true;
    }

    private boolean lost(Problem problem) throws InterruptedException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedException();
        }
        var wasUp = sight.up();
        show(sight.down(problem, clock.instant()));
        return wasUp;
    }

    /// Returns when the host ended the stream of its events.
    private void watch(HostReader reader) throws InterruptedException {
        var bell = new Bell();
        var listener = Thread.ofVirtual().name("events " + sight.host());
        var listening = listener.start(() -> listen(reader, bell));
        try {
            var quiet = bell.await(pace.slowest().multipliedBy(2)) ? 0 : pace.readings();
            while (!bell.over()) {
                quiet = look(reader, bell, quiet);
            }
        } finally {
            listening.interrupt();
        }
    }

    private static void listen(HostReader reader, Bell bell) {
        try {
            reader.changes(bell::ring, _ -> bell.ring());
            bell.end(Optional.empty());
        } catch (ProblemException e) {
            bell.end(Optional.of(e));
        }
    }

    /// How many readings of usage there were since the whole host was read.
    private int look(HostReader reader, Bell bell, int quiet) throws InterruptedException {
        if (bell.await(Duration.ZERO) || quiet >= pace.readings()) {
            Thread.sleep(pace.gather());
            bell.answer();
            show(whole(reader));
            var _ = bell.await(pace.usage());
            return 0;
        }
        show(sight.up(reader.engine(), used(reader, known()), clock.instant()));
        var _ = bell.await(pace.usage());
        return quiet + 1;
    }

    private HostSight whole(HostReader reader) {
        var details = reader.containers().stream().filter(d -> inside.test(d.container())).toList();
        return sight.up(reader.engine(), used(reader, details), clock.instant());
    }

    private List<ContainerDetails> known() {
        return sight.containers().stream().map(Sighting::details).toList();
    }

    private List<Sighting> used(HostReader reader, List<ContainerDetails> details) {
        Map<String, Usage> now = new HashMap<>();
        var sightings =
                details.stream()
                        .map(one -> {
                            var id = one.container().id();
                            var usage =
                                    one.container().running()
                                            ? reader.usage(id)
                                            : Optional.<Usage>empty();
                            usage.ifPresent(read -> now.put(id, read));
                            return new Sighting(one, usage, rates(id, usage));
                        })
                        .toList();
        before = Map.copyOf(now);
        return sightings;
    }

    private Usage.Rates rates(String id, Optional<Usage> now) {
        var earlier = Optional.ofNullable(before.get(id));
        return earlier.flatMap(then -> now.map(usage -> usage.since(then)))
                .orElse(Usage.Rates.UNKNOWN);
    }

    private void show(HostSight now) {
        sight = now;
        publish.accept(now);
    }

    private static Problem unforeseen(RuntimeException e) {
        return new Problem(
                "containers.unforeseen",
                "The host could not be read: %s.".formatted(e),
                "What it runs goes on running.",
                "It is read again; report this with the log.");
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
