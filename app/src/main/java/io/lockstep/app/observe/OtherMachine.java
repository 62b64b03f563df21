package io.lockstep.app.observe;

import io.lockstep.app.containers.ContainerHost;
import io.lockstep.app.observe.Watch.Spec;
import io.lockstep.app.snapshot.Snapshot.Elsewhere;
import io.lockstep.app.snapshot.Store;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Watches cards and load of a machine beside the one where upgrades happen. Its containers are not
/// read, so every holder there is told as not ours.
final class OtherMachine implements AutoCloseable {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration SLOWEST = Duration.ofMinutes(1);

    private final MachineSource source;
    private final List<Watch<?>> watches;

    OtherMachine(String host, Machine machine, Store store, Clock clock) {
        source = new MachineSource(machine, OtherMachine::unread, Optional::empty, clock);
        var gpus =
                new Watch<>(
                        new Spec<>(
                                "GPUs of " + host,
                                source::gpus,
                                () -> SECOND,
                                Duration.ofSeconds(45),
                                SLOWEST),
                        change ->
                                store.update(now -> {
                                    var one = now.elsewhere(host);
                                    return now.withElsewhere(
                                            clock.instant(),
                                            new Elsewhere(
                                                    host, change.apply(one.gpus()), one.load()));
                                }),
                        clock);
        var load =
                new Watch<>(
                        new Spec<>(
                                "load of " + host,
                                source::host,
                                () -> SECOND,
                                Duration.ofSeconds(10),
                                SLOWEST),
                        change ->
                                store.update(now -> {
                                    var one = now.elsewhere(host);
                                    return now.withElsewhere(
                                            clock.instant(),
                                            new Elsewhere(
                                                    host, one.gpus(), change.apply(one.load())));
                                }),
                        clock);
        watches = List.of(gpus, load);
    }

    void start() {
        watches.forEach(Watch::start);
    }

    private static ContainerHost unread() {
        throw new ProblemException(
                new Problem(
                        "docker.elsewhere",
                        "The containers of that machine are not looked at.",
                        "GPUs and load are read.",
                        "Make it the first host to upgrade there."));
    }

    @Override
    public void close() {
        watches.forEach(Watch::close);
        source.close();
    }
}
