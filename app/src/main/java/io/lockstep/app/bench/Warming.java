package io.lockstep.app.bench;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/// Lets a contender work until its readings get no cheaper: a Java program compiles itself
/// meanwhile, and takes long for it where processors are scarce.
final class Warming {
    private static final Duration LEAST_NATIVE = Duration.ofSeconds(3);
    private static final Duration LEAST_JAVA = Duration.ofSeconds(20);
    private static final Duration LEAST_AGAIN = Duration.ofSeconds(5);
    private static final Duration MOST = Duration.ofSeconds(60);
    private static final Duration MOST_AGAIN = Duration.ofSeconds(20);
    private static final double CHEAPER = 0.95;
    private static final int SETTLED = 2;

    private final Running contender;
    private final boolean first;
    private double best = Double.MAX_VALUE;
    private int settled;

    /// @param first whether it has done nothing yet
    Warming(Running contender, boolean first) {
        this.contender = contender;
        this.first = first;
    }

    void with(Reading reading) {
        var least = least();
        var most = first ? MOST : MOST_AGAIN;
        var began = System.nanoTime();
        while (settled < SETTLED || !passed(began, least)) {
            if (passed(began, most)) {
                return;
            }
            look(cost(reading.take(contender)));
        }
    }

    private Duration least() {
        if (!contender.who().isJava()) {
            return LEAST_NATIVE;
        }
        return first ? LEAST_JAVA : LEAST_AGAIN;
    }

    private static boolean passed(long began, Duration time) {
        return System.nanoTime() - began >= time.toNanos();
    }

    private void look(double cost) {
        settled = cost < best * CHEAPER ? 0 : settled + 1;
        best = Math.min(best, cost);
    }

    private static double cost(Map<Metric, Double> reading) {
        return Stream.of(
                        Metric.CPU_PER_REQUEST,
                        Metric.CPU_PER_MIB,
                        Metric.CPU_PER_EVENT,
                        Metric.P50)
                .filter(reading::containsKey)
                .mapToDouble(metric -> reading.getOrDefault(metric, 0.0))
                .findFirst()
                .orElse(0);
    }
}
