package io.lockstep.app.bench;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/// Lets a contender work until its readings get no cheaper: a Java program compiles itself
/// meanwhile, and takes long for it where processors are scarce.
final class Warming {
    private static final Duration LEAST_NATIVE = Duration.ofSeconds(3);
    private static final Duration LEAST_JAVA = Duration.ofSeconds(20);
    private static final Duration MOST = Duration.ofSeconds(90);
    private static final double CHEAPER = 0.95;
    private static final int SETTLED = 2;

    private final Running contender;
    private double best = Double.MAX_VALUE;
    private int settled;

    Warming(Running contender) {
        this.contender = contender;
    }

    void with(Reading reading) {
        var least = contender.who().isJava() ? LEAST_JAVA : LEAST_NATIVE;
        var began = System.nanoTime();
        while (settled < SETTLED || !passed(began, least)) {
            if (passed(began, MOST)) {
                return;
            }
            look(cost(reading.take(contender)));
        }
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
