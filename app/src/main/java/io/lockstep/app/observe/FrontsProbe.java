package io.lockstep.app.observe;

import io.lockstep.app.containers.ContainerHost;
import io.lockstep.app.containers.HostContainers.Front;
import io.lockstep.app.containers.NginxContainer;
import io.lockstep.app.proxy.front.FrontSight;
import io.lockstep.chain.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Looks where each nginx of a host leads. A look runs a program inside it, so it is not repeated
/// each time the containers are read, unless somebody asked for it, and an nginx that hangs holds
/// nothing up. Read on one thread at a time.
final class FrontsProbe {
    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Clock clock;
    private volatile List<Front> seen = List.of();
    private volatile Instant due = Instant.MIN;
    private Optional<FutureTask<List<Front>>> looking = Optional.empty();

    FrontsProbe(Clock clock) {
        this.clock = clock;
    }

    /// The next reading looks again. Any thread.
    void forget() {
        due = Instant.MIN;
    }

    /// As it was while it is not due, or while a look takes long.
    List<Front> read(ContainerHost host) throws InterruptedException {
        if (looking.isEmpty()) {
            if (clock.instant().isBefore(due)) {
                return seen;
            }
            due = clock.instant().plus(FRESH);
            var task = new FutureTask<>(() -> look(host));
            looking = Optional.of(task);
            Thread _ = Thread.ofVirtual().name("fronts").start(task);
        }
        return awaited(looking.get());
    }

    private List<Front> awaited(FutureTask<List<Front>> look) throws InterruptedException {
        try {
            seen = look.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            looking = Optional.empty();
        } catch (TimeoutException e) {
            // The next reading may find it done.
        } catch (ExecutionException e) {
            looking = Optional.empty();
            if (e.getCause() instanceof ProblemException problem) {
                throw problem;
            }
            throw new IllegalStateException(e.getCause());
        }
        return seen;
    }

    private List<Front> look(ContainerHost host) {
        List<Front> found = new ArrayList<>();
        for (var nginx : host.nginx()) {
            look(nginx).ifPresent(found::add);
        }
        return List.copyOf(found);
    }

    /// One that cannot be read now leads where it led before.
    private Optional<Front> look(NginxContainer nginx) {
        try (nginx) {
            return FrontSight.of(nginx);
        } catch (ProblemException e) {
            return seen.stream().filter(f -> f.container().equals(nginx.name())).findFirst();
        }
    }
}
