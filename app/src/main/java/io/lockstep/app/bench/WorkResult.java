package io.lockstep.app.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// All readings of one work.
public record WorkResult(Work work, Map<String, Series> series) {

    /// One contender's readings, a number for each round.
    public record Series(Map<Metric, Double> medians, Map<Metric, List<Double>> rounds) {
        static Series of(List<Map<Metric, Double>> readings) {
            Map<Metric, List<Double>> rounds = new EnumMap<>(Metric.class);
            for (var reading : readings) {
                reading.forEach((metric, value) ->
                        rounds.computeIfAbsent(metric, _ -> new ArrayList<>()).add(value));
            }
            Map<Metric, Double> medians = new EnumMap<>(Metric.class);
            rounds.forEach((metric, values) -> medians.put(metric, median(values)));
            return new Series(medians, rounds);
        }
    }

    static WorkResult of(Work work, Map<String, List<Map<Metric, Double>>> readings) {
        Map<String, Series> series = new LinkedHashMap<>();
        readings.forEach((name, rounds) -> series.put(name, Series.of(rounds)));
        return new WorkResult(work, series);
    }

    OptionalDouble median(String name, Metric metric) {
        var one = series.get(name);
        var value = one == null ? null : one.medians().get(metric);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /// The largest of all rounds: what must never be is not hidden by a median.
    OptionalDouble most(String name, Metric metric) {
        return of(name, metric).stream().mapToDouble(Double::doubleValue).max();
    }

    OptionalDouble least(String name, Metric metric) {
        return of(name, metric).stream().mapToDouble(Double::doubleValue).min();
    }

    private List<Double> of(String name, Metric metric) {
        var one = series.get(name);
        return one == null ? List.of() : one.rounds().getOrDefault(metric, List.of());
    }

    static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        var half = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(half)
                : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
