package io.lockstep.app.ui.containers;

import io.lockstep.app.containers.Usage;
import io.lockstep.app.containers.watch.HostSight;
import io.lockstep.app.containers.watch.Sighting;
import io.lockstep.app.ui.parts.Curve.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

/// What each container has used since the window was opened, up to ten minutes back. Touched on the
/// JavaFX thread only.
final class UsageTrail {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Map<String, Deque<Sample>> samples = new HashMap<>();

    private record Sample(Instant at, Usage usage, Usage.Rates rates) {}

    /// Takes over what is new; containers that are gone are forgotten.
    void with(List<HostSight> fleet) {
        var there = new HashSet<String>();
        for (var host : fleet) {
            for (var sighting : host.containers()) {
                there.add(id(sighting));
                sighting.usage().ifPresent(usage -> add(id(sighting), usage, sighting.rates()));
            }
        }
        samples.keySet().retainAll(there);
    }

    private static String id(Sighting sighting) {
        return sighting.details().container().id();
    }

    private void add(String id, Usage usage, Usage.Rates rates) {
        var own = samples.computeIfAbsent(id, _ -> new ArrayDeque<>());
        if (own.isEmpty() || own.getLast().at().isBefore(usage.at())) {
            own.addLast(new Sample(usage.at(), usage, rates));
        }
        while (own.getFirst().at().isBefore(usage.at().minus(LONGEST))) {
            own.removeFirst();
        }
    }

    /// Cores busy.
    List<Point> cores(String id) {
        return points(id, sample -> sample.rates().cores());
    }

    /// Bytes held.
    List<Point> memory(String id) {
        return points(id, sample -> OptionalDouble.of((double) sample.usage().memoryBytes()));
    }

    /// Bytes a second, both ways.
    List<Point> network(String id) {
        return points(
                id,
                sample -> {
                    var in = sample.rates().received();
                    var out = sample.rates().sent();
                    return in.isPresent() && out.isPresent()
                            ? OptionalDouble.of(in.getAsDouble() + out.getAsDouble())
                            : OptionalDouble.empty();
                });
    }

    private List<Point> points(String id, Function<Sample, OptionalDouble> value) {
        List<Point> points = new ArrayList<>();
        for (var sample : samples.getOrDefault(id, new ArrayDeque<>())) {
            value.apply(sample).ifPresent(known -> points.add(new Point(sample.at(), known)));
        }
        return List.copyOf(points);
    }
}
