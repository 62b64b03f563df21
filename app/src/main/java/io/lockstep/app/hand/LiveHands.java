package io.lockstep.app.hand;

import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.ContainerHost;
import io.lockstep.app.containers.watch.Host;
import io.lockstep.app.containers.watch.Lookout;
import io.lockstep.app.upgrade.Journal;
import io.lockstep.app.upgrade.JournalEntry.Kind;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.change.EngineChange;
import io.lockstep.engine.change.EnginePlan;
import io.lockstep.engine.control.EngineControl;
import io.lockstep.engine.control.EngineStatus;
import io.lockstep.engine.cutover.CutoverRecord.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// The hands of a session. Only the console that holds the lock may change anything.
///
/// @param hosts opens a host at an address for one act
/// @param lookout reads hosts; without one no log can be read
/// @param status the engine as it was last read
public record LiveHands(
        List<Host> watched,
        Function<Optional<String>, ContainerHost> hosts,
        Optional<Lookout> lookout,
        EngineControl engine,
        Supplier<Optional<EngineStatus>> status,
        Journal journal,
        boolean mayAct)
        implements HandDesk {
    private static final Duration GRACE = Duration.ofSeconds(30);

    @Override
    public void log(String host, String containerId, int lines, Consumer<String> heard) {
        var address = named(host).address();
        var opener = lookout.orElseThrow(() -> new ProblemException(noSuch(host))).opener();
        try (var reader = opener.apply(address)) {
            reader.log(containerId, lines, true, heard);
        } catch (ProblemException e) {
            if (!Thread.currentThread().isInterrupted()) {
                throw e;
            }
        }
    }

    @Override
    public String act(String host, Container container, ContainerAct act) {
        requireFree();
        var address = named(host).address();
        var name = container.name();
        return kept(
                "%s %s on %s, by hand".formatted(verb(act), name, host),
                () -> {
                    try (var opened = hosts.apply(address)) {
                        carryOut(opened, container.id(), act);
                    }
                    return "%s %s".formatted(name, act == ContainerAct.STOP ? "stands" : "runs");
                });
    }

    private static void carryOut(ContainerHost host, String id, ContainerAct act) {
        if (act != ContainerAct.START) {
            host.stop(id, GRACE);
        }
        if (act != ContainerAct.STOP) {
            host.start(id);
        }
    }

    private static String verb(ContainerAct act) {
        return switch (act) {
            case START -> "start";
            case STOP -> "stop";
            case RESTART -> "restart";
        };
    }

    @Override
    public EnginePlan plan(EngineChange change) {
        return engine.plan(change);
    }

    @Override
    public EnginePlan planBack(long generation) {
        return engine.planRollback(generation);
    }

    @Override
    public String change(EngineChange change) {
        requireLock();
        return kept(
                "change the engine's routes by hand: %s".formatted(change.summary()),
                () -> inForce(engine.change(change)));
    }

    @Override
    public String back(long generation) {
        requireLock();
        return kept(
                "put generation %d of the engine's routes in force again".formatted(generation),
                () -> inForce(engine.rollback(generation, false)));
    }

    private static String inForce(EngineStatus now) {
        return "Generation %d is in force".formatted(now.generation());
    }

    private String kept(String intent, Supplier<String> work) {
        journal.write(Optional.empty(), Kind.INTENT, intent);
        try {
            var evidence = work.get();
            journal.write(Optional.empty(), Kind.EVIDENCE, evidence);
            return evidence;
        } catch (ProblemException e) {
            journal.write(Optional.empty(), Kind.FAILURE, e.problem().sentence());
            throw e;
        }
    }

    private Host named(String host) {
        return watched.stream()
                .filter(known -> known.name().equals(host))
                .findFirst()
                .orElseThrow(() -> new ProblemException(noSuch(host)));
    }

    /// The engine stops and starts containers itself while it hands over.
    private void requireFree() {
        requireLock();
        status.get()
                .flatMap(EngineStatus::cutover)
                .map(record -> record.phase())
                .filter(LiveHands::handsOver)
                .ifPresent(_ -> {
                    throw new ProblemException(
                            new Problem(
                                    "hand.handingOver",
                                    "The engine is handing over between two versions.",
                                    "No container was touched.",
                                    "Wait until the cutover has ended."));
                });
    }

    private static boolean handsOver(Phase phase) {
        return switch (phase) {
            case DRAINING, STOPPING, WAITING_FOR_GPU, BRINGING_UP, FALLING_BACK -> true;
            case ARMED, SERVING, FELL_BACK -> false;
        };
    }

    private void requireLock() {
        if (!mayAct) {
            throw new ProblemException(
                    new Problem(
                            "hand.onlyLooks",
                            "Another console is open; this one only looks.",
                            "Nothing was changed.",
                            "Act in the other one, or close it."));
        }
    }

    private static Problem noSuch(String host) {
        return new Problem(
                "hand.noHost",
                "The host %s is not watched any more.".formatted(host),
                "Nothing was touched.",
                "Look at the hosts in the settings.");
    }
}
