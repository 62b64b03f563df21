package io.lockstep.app.ui;

import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.snapshot.Store;
import io.lockstep.app.upgrade.Intents;
import io.lockstep.app.upgrade.StepName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// Shows one moment after the other in a real window, for eyes: `Demo [SECONDS]` for each moment.
final class Demo {
    private Demo() {}

    public static void main(String[] arguments) throws InterruptedException {
        var step = Duration.ofSeconds(arguments.length > 0 ? Long.parseLong(arguments[0]) : 4);
        var began = Instant.now();
        var clock = Clock.offset(Clock.systemUTC(), Duration.between(began, Scenes.NOW));
        var store = new Store(Scenes.loading());
        Thread.ofVirtual().name("demo").start(() -> play(store, step));
        var context =
                new ConsoleContext(
                        ZoneId.of("Europe/Berlin"),
                        clock,
                        arguments.length > 1 ? Theme.valueOf(arguments[1]) : Theme.SYSTEM,
                        _ -> {},
                        false,
                        new Bench.Configured());
        Console.open(store, new Idle(), context);
    }

    private static void play(Store store, Duration step) {
        List<Supplier<Snapshot>> moments =
                List.of(
                        Scenes::quiet,
                        Scenes::ready,
                        Scenes::working,
                        Scenes::armed,
                        Scenes::underWay,
                        Scenes::settling,
                        Scenes::cleanUp);
        for (var moment : moments) {
            LockSupport.parkNanos(step.toNanos());
            store.update(_ -> moment.get());
        }
    }

    /// Does nothing with what it is asked for.
    private static final class Idle implements Intents {
        @Override
        public void carryOut(StepName step) {}

        @Override
        public void automatic(boolean on) {}

        @Override
        public void disarm() {}

        @Override
        public void rollBack() {}

        @Override
        public void cancelPull() {}

        @Override
        public void override(String check, String reason) {}

        @Override
        public void survey() {}

        @Override
        public void cleanUp(Set<String> ticked) {}

        @Override
        public void shelve(String image, Duration age) {}

        @Override
        public void unshelve(String image) {}
    }
}
