package io.lockstep.app.upgrade.act;

import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.ContainerHost;
import io.lockstep.app.containers.registry.Registry;
import io.lockstep.app.proxy.front.AdoptedNginx;
import io.lockstep.app.settings.Settings;
import io.lockstep.app.upgrade.Goal;
import io.lockstep.app.upgrade.ImageRule;
import io.lockstep.app.upgrade.Planner;
import io.lockstep.app.upgrade.Roles;
import io.lockstep.app.upgrade.Words;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.control.EngineControl;
import io.lockstep.engine.control.EngineStatus;
import io.lockstep.engine.cutover.CutoverRecord;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What acts reach the outside through.
///
/// @param hosts gives the container host, or throws the problem why there is none
/// @param registry empty where the host alone asks registries
/// @param adopted the operator's nginx before the MLNodes, where it was adopted
public record World(
        Supplier<ContainerHost> hosts,
        EngineControl engine,
        Settings settings,
        FrontSpec front,
        Optional<Registry> registry,
        Supplier<Optional<AdoptedNginx>> adopted) {
    /// How long something just started may take until it can be asked.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    public World(
            Supplier<ContainerHost> hosts,
            EngineControl engine,
            Settings settings,
            FrontSpec front) {
        this(hosts, engine, settings, front, Optional.empty(), Optional::empty);
    }

    ContainerHost host() {
        return hosts.get();
    }

    ImageRule images() {
        return ImageRule.of(settings.upgrade());
    }

    /// Empty when no engine runs; throws when one runs and does not answer.
    Optional<EngineStatus> engineStatus() {
        try {
            return Optional.of(engine.status());
        } catch (ProblemException e) {
            if (e.problem().code().equals(Planner.NO_ENGINE)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /// The running incumbent; without it nothing may be routed or cloned.
    Container incumbent(Goal goal) {
        return Roles.incumbent(host().read(), engineStatus(), goal)
                .filter(Container::running)
                .orElseThrow(() ->
                        new ProblemException(
                                new Problem(
                                        "upgrade.noIncumbent",
                                        "No running container stands for %s."
                                                .formatted(goal.incumbent()),
                                        "Nothing was changed.",
                                        "Start it, or label it lockstep.version=%s."
                                                .formatted(goal.incumbent()))));
    }

    /// Waits until a cutover that has begun has ended, one way or the other; the engine's own
    /// limits bound that. An engine that is being replaced may be silent for a while.
    CutoverRecord untilOver(String id, Consumer<String> progress) throws InterruptedException {
        while (true) {
            var record =
                    await(engine::status)
                            .cutover()
                            .filter(found -> found.armed().id().equals(id))
                            .orElseThrow(() -> new ProblemException(forgotten(id)));
            if (record.over()) {
                return record;
            }
            progress.accept(Words.of(record.phase()));
            Thread.sleep(LOOK_AGAIN);
        }
    }

    private static Problem forgotten(String id) {
        return new Problem(
                "engine.notArmed",
                "The engine does not keep the cutover %s.".formatted(id),
                "It serves what it served before.",
                "Look at the engine's log.");
    }

    static URI address(Container container) {
        return URI.create(
                "http://"
                        + container
                                .address()
                                .orElseThrow(() ->
                                        new ProblemException(
                                                new Problem(
                                                        "upgrade.noAddress",
                                                        "%s is on no network the engine reaches."
                                                                .formatted(container.name()),
                                                        "Its route was not changed.",
                                                        "Connect it to the network of the"
                                                                + " incumbent."))));
    }

    /// Brings an image onto the host: from its archive when there is one, else from its registry.
    static void need(
            ContainerHost host,
            String reference,
            Optional<Supplier<Path>> archive,
            Consumer<String> progress) {
        if (host.image(reference).isPresent()) {
            return;
        }
        if (archive.isPresent()) {
            progress.accept("loading " + reference);
            var _ = host.load(archive.get().get());
        } else {
            progress.accept("pulling " + reference);
            var _ = host.pull(reference, progress);
        }
        if (host.image(reference).isEmpty()) {
            throw new ProblemException(
                    new Problem(
                            "image.other",
                            "What was brought onto the host is not %s.".formatted(reference),
                            "Nothing was started; the incumbent serves.",
                            archive.isPresent()
                                    ? "Put the image of that name into its archive."
                                    : "Check the image rule in the settings."));
        }
    }

    /// Asks again until an answer comes, within limits; the last problem is thrown.
    static <T> T await(Supplier<T> question) throws InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return question.get();
            } catch (ProblemException e) {
                if (System.nanoTime() - end > 0) {
                    throw e;
                }
            }
            Thread.sleep(LOOK_AGAIN);
        }
    }
}
