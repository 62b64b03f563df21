package io.lockstep.app.upgrade.act;

import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.ContainerHost;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.control.ControlTransport;
import io.lockstep.engine.control.EngineControl;
import io.lockstep.engine.control.EngineStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// Replaces the engine behind an anchor by one of another image, or of the same, without a gap: the
/// new one takes over in the anchor's network, the old one answers what it began and is removed.
///
/// Precondition: an engine answers behind an anchor. Check: the engine that answers is another one
/// than before. The way back, taken whenever that does not come about: the new container is
/// removed; the old one has gone on by itself.
///
/// @param clients a client over a way to an engine
public record EngineReplacement(
        ContainerHost host, FrontSpec front, Function<ControlTransport, EngineControl> clients) {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final String ALWAYS = "unless-stopped";

    /// @param drain how long to wait for the old engine's end; one that needs longer goes on, and
    ///   is removed with the next replacement
    /// @return what has come about, in one clause
    public String carryOut(Duration drain, Consumer<String> progress) throws InterruptedException {
        var anchor = Anchor.on(host.read(), front.name()).orElseThrow(() -> problem(noAnchor()));
        var old = anchor.serving(host.read()).orElseThrow(() -> problem(noEngine(anchor)));
        var before = status(anchor);
        World.need(host, front.image(), front.archive(), progress);
        sweep(anchor);
        var name = anchor.freeName(host.read());
        host.restartPolicy(old.id(), "no");
        progress.accept("starting %s to take over from %s".formatted(name, old.name()));
        var after = replaced(anchor, old, name, before);
        progress.accept("waiting for %s to answer what it began".formatted(old.name()));
        return gone(old, drain)
                ? "%s serves at generation %d".formatted(name, after.generation())
                : "%s serves at generation %d; %s still answers what it began"
                        .formatted(name, after.generation(), old.name());
    }

    private EngineStatus replaced(Anchor anchor, Container old, String name, EngineStatus before)
            throws InterruptedException {
        var created = Optional.<Container>empty();
        try {
            created = Optional.of(host.create(front.behind(anchor.container(), name, "no")));
            host.start(created.get().id());
            var after = answers(anchor, created.get(), before);
            host.restartPolicy(created.get().id(), ALWAYS);
            return after;
        } catch (ProblemException | InterruptedException e) {
            created.ifPresent(container -> {
                host.stop(container.id(), Duration.ofSeconds(5));
                host.remove(container.id());
            });
            host.restartPolicy(old.id(), ALWAYS);
            throw e;
        }
    }

    private EngineStatus answers(Anchor anchor, Container created, EngineStatus before)
            throws InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - end < 0) {
            var now = asked(anchor);
            if (now.filter(status -> !status.startedAt().equals(before.startedAt())).isPresent()) {
                return now.get();
            }
            if (!runs(created)) {
                throw problem(failed("ended; its log says: %s".formatted(lastLine(created))));
            }
            Thread.sleep(LOOK_AGAIN);
        }
        throw problem(failed("did not take over within %d s".formatted(PATIENCE.toSeconds())));
    }

    private boolean gone(Container old, Duration drain) throws InterruptedException {
        var end = System.nanoTime() + drain.toNanos();
        while (runs(old)) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            Thread.sleep(LOOK_AGAIN);
        }
        host.remove(old.id());
        return true;
    }

    /// What an earlier replacement did not wait for.
    private void sweep(Anchor anchor) {
        anchor.engines(host.read()).stream()
                .filter(engine -> engine.state() == Container.State.EXITED)
                .forEach(engine -> host.remove(engine.id()));
    }

    private boolean runs(Container container) {
        return host.read().containers().stream()
                .anyMatch(one -> one.id().equals(container.id()) && one.running());
    }

    private Optional<EngineStatus> asked(Anchor anchor) {
        return absent(() -> status(anchor));
    }

    private static <T> Optional<T> absent(Supplier<T> question) {
        try {
            return Optional.of(question.get());
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    private EngineStatus status(Anchor anchor) {
        try (var engine = clients.apply(host.control(anchor.container().id()))) {
            return engine.status();
        }
    }

    private String lastLine(Container container) {
        return host.log(container.id(), 1).stream().findFirst().orElse("nothing");
    }

    private static ProblemException problem(Problem problem) {
        return new ProblemException(problem);
    }

    private static Problem noAnchor() {
        return new Problem(
                "engine.noAnchor",
                "No engine runs behind an anchor, so none can be replaced without a gap.",
                "Nothing was changed.",
                "Let the front step make one, or stop the engine and start the new one.");
    }

    private static Problem noEngine(Anchor anchor) {
        return new Problem(
                "engine.none",
                "No engine runs behind %s.".formatted(anchor.container().name()),
                "Nothing was changed.",
                "The upgrade's front step starts one.");
    }

    private static Problem failed(String how) {
        return new Problem(
                "engine.notReplaced",
                "The new engine %s.".formatted(how),
                "The old engine serves on untouched; the new one was removed.",
                "Remove what is named here, then try again.");
    }
}
