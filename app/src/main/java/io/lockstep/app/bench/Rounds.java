package io.lockstep.app.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Takes each work's readings over the contenders in turn, round after round, so that whatever else
/// the machine does meets all of them alike.
final class Rounds {
    private static final int MOST_FRESH_ROUNDS = 2;

    private final BenchStage stage;
    private final BenchPlan plan;
    private final BenchStage.Backend backend;
    private final RequestWorks requests;
    private final StreamWorks streams;
    private final Set<Running> warmed = new HashSet<>();
    private final Map<Contender, Running> running = new EnumMap<>(Contender.class);

    /// Starts every contender.
    Rounds(BenchStage stage, BenchPlan plan) {
        this.stage = stage;
        this.plan = plan;
        this.backend = stage.backend();
        this.requests = new RequestWorks(new Wrk(stage), plan.span());
        this.streams = new StreamWorks(stage, plan);
        for (var who : Contender.values()) {
            running.put(who, stage.run(who, backend));
        }
    }

    WorkResult of(Work work) {
        return switch (work) {
            case SMALL -> over(work, Contender.proxies(), requests::small);
            case DOWN -> over(work, Contender.proxies(), requests::down);
            case UP -> over(work, Contender.proxies(), requests::up);
            case STREAMS -> over(work, List.of(Contender.values()), streams::busy);
            case IDLE -> fresh(work);
            case ONE -> over(work, List.of(Contender.values()), requests::one);
            case CHANGES -> changes(work);
            case REPLACED -> replaced(work);
        };
    }

    private WorkResult over(Work work, List<Contender> who, Reading reading) {
        who.forEach(one -> warm(running(one), reading));
        Map<String, List<Map<Metric, Double>>> readings = new LinkedHashMap<>();
        for (var round = 0; round < plan.rounds(); round++) {
            var turn = new ArrayList<>(who);
            Collections.rotate(turn, -round);
            for (var one : turn) {
                readings.computeIfAbsent(one.title(), _ -> new ArrayList<>())
                        .add(reading.take(running(one)));
            }
        }
        return WorkResult.of(work, readings);
    }

    /// A program that was warm once needs less for its next work.
    private void warm(Running contender, Reading reading) {
        var first = warmed.add(contender);
        new Warming(contender, first).with(reading);
    }

    /// Each reading takes a process that has never held a stream.
    private WorkResult fresh(Work work) {
        Map<String, List<Map<Metric, Double>>> readings = new LinkedHashMap<>();
        for (var round = 0; round < Math.min(plan.rounds(), MOST_FRESH_ROUNDS); round++) {
            for (var who : Contender.proxies()) {
                readings.computeIfAbsent(who.title(), _ -> new ArrayList<>()).add(fresh(who));
            }
        }
        return WorkResult.of(work, readings);
    }

    private Map<Metric, Double> fresh(Contender who) {
        var contender = stage.run(who, backend);
        try {
            new Warming(contender, false).with(requests::small);
            return streams.idle(contender);
        } finally {
            contender.process().ifPresent(stage::end);
        }
    }

    private WorkResult changes(Work work) {
        var engine = running(Contender.ENGINE);
        List<Map<Metric, Double>> undisturbed = new ArrayList<>();
        List<Map<Metric, Double>> changing = new ArrayList<>();
        warm(engine, requests::small);
        new Warming(engine, false).with(this::whileChanging);
        for (var round = 0; round < plan.rounds(); round++) {
            undisturbed.add(requests.small(engine));
            changing.add(whileChanging(engine));
        }
        return WorkResult.of(
                work, Map.of(Contender.ENGINE.title(), undisturbed, Aim.CHANGING, changing));
    }

    private Map<Metric, Double> whileChanging(Running engine) {
        try (var changing = Changing.begin(engine, backend)) {
            Map<Metric, Double> reading = new EnumMap<>(requests.small(engine));
            reading.put(Metric.GENERATIONS, (double) changing.generations());
            return reading;
        }
    }

    /// An engine of its own, since what is left of it in the end is another process.
    private WorkResult replaced(Work work) {
        var engine = stage.run(Contender.ENGINE, backend);
        warm(engine, requests::small);
        var undisturbed = requests.small(engine);
        var replaced = new Replacing(stage, plan, backend).of(engine);
        return WorkResult.of(
                work,
                Map.of(
                        Contender.ENGINE.title(),
                        List.of(undisturbed),
                        Aim.REPLACED,
                        List.of(replaced)));
    }

    private Running running(Contender who) {
        return Objects.requireNonNull(running.get(who));
    }
}
