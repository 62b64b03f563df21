package io.lockstep.app.bench;

import io.lockstep.chain.problem.ProblemException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Puts one engine after another in the place of the one before, while small requests come as fast
/// as they are answered and event streams are open all the time.
final class Replacing {
    static final int TIMES = 10;

    /// From one engine that serves to the start of the next; as many as a machine with little to
    /// spare needs to be at work again in between.
    private static final Duration PACE = Duration.ofSeconds(2);

    private static final Duration MOST = Duration.ofMinutes(2);
    private static final int MOST_STREAMS = 500;

    private final BenchStage stage;
    private final BenchPlan plan;
    private final BenchStage.Backend backend;

    Replacing(BenchStage stage, BenchPlan plan, BenchStage.Backend backend) {
        this.stage = stage;
        this.plan = plan;
        this.backend = backend;
    }

    /// The load goes on for a fixed time; only engines that took over while it did count.
    Map<Metric, Double> of(Running engine) {
        var streams = Math.min(plan.streams(), MOST_STREAMS);
        var path = "/v0.1.0/events/" + plan.eventsPerSecond();
        var client = stage.streams(engine.port(), path, streams);
        try {
            var open = Double.parseDouble(client.hear("open").getLast());
            client.tell("measure " + MOST.toMillis());
            var load = load(engine);
            var times = replace(engine, load);
            var reading = new EnumMap<>(read(load));
            var seen = client.hear("end");
            reading.put(Metric.STREAMS_OPEN, open);
            reading.put(Metric.CUT, Double.parseDouble(seen.getLast()));
            reading.put(Metric.REPLACEMENTS, (double) times);
            return reading;
        } finally {
            stage.end(client);
        }
    }

    private CompletableFuture<Map<Metric, Double>> load(Running engine) {
        var works = new RequestWorks(new Wrk(stage), MOST);
        return CompletableFuture.supplyAsync(
                () -> works.seen(engine), task -> Thread.ofPlatform().name("load").start(task));
    }

    private int replace(Running engine, CompletableFuture<?> load) {
        var times = 0;
        while (times < TIMES) {
            Pause.of(PACE);
            var _ = stage.successor(engine, backend);
            if (load.isDone()) {
                return times;
            }
            times++;
        }
        return times;
    }

    private static Map<Metric, Double> read(CompletableFuture<Map<Metric, Double>> load) {
        try {
            return load.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof ProblemException problem ? problem : e;
        }
    }
}
