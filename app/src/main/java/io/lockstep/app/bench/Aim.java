package io.lockstep.app.bench;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/// A number we want to reach, and how it comes out of the readings.
record Aim(
        Work work,
        String what,
        boolean atMost,
        double limit,
        Function<WorkResult, OptionalDouble> value) {
    static final String CHANGING = "engine, changing";
    static final String REPLACED = "engine, replaced";

    /// How an aim came out.
    public record Verdict(
            Work work, String what, boolean atMost, double limit, double value, boolean met) {}

    static List<Aim> all() {
        return List.of(
                most(
                        Work.SMALL,
                        "CPU per request, against the better tuned peer",
                        0.9,
                        peers(Metric.CPU_PER_REQUEST)),
                most(
                        Work.SMALL,
                        "CPU per request, against the bare forwarder",
                        1.12,
                        floor(Metric.CPU_PER_REQUEST)),
                least(
                        Work.SMALL,
                        "requests/s, against the better tuned peer",
                        1.0,
                        peersMost(Metric.REQUESTS_PER_SECOND)),
                least(
                        Work.SMALL,
                        "requests/s, against the seed's nginx",
                        4.0,
                        against(Contender.NGINX_SEED, Metric.REQUESTS_PER_SECOND)),
                most(
                        Work.DOWN,
                        "CPU per byte, against the better tuned peer",
                        0.65,
                        peers(Metric.CPU_PER_MIB)),
                most(
                        Work.DOWN,
                        "CPU per byte, against the bare forwarder",
                        1.1,
                        floor(Metric.CPU_PER_MIB)),
                most(
                        Work.UP,
                        "CPU per byte, against the better tuned peer",
                        0.65,
                        peers(Metric.CPU_PER_MIB)),
                most(
                        Work.UP,
                        "CPU per byte, against the bare forwarder",
                        1.1,
                        floor(Metric.CPU_PER_MIB)),
                most(
                        Work.STREAMS,
                        "added p99 per event, against the better tuned peer",
                        1.0,
                        added(Metric.P99)),
                most(
                        Work.STREAMS,
                        "CPU per event, against the better tuned peer",
                        0.8,
                        peers(Metric.CPU_PER_EVENT)),
                most(Work.IDLE, "KiB per idle stream", 16, own(Metric.KIB_PER_STREAM)),
                most(Work.ONE, "added p50, against the better tuned peer", 1.0, added(Metric.P50)),
                most(Work.ONE, "added p99, against the better tuned peer", 1.0, added(Metric.P99)),
                most(
                        Work.CHANGES,
                        "failed requests",
                        0,
                        result -> result.most(CHANGING, Metric.FAILED)),
                most(Work.CHANGES, "p99, against undisturbed", 1.2, Aim::disturbed),
                most(
                        Work.REPLACED,
                        "failed requests",
                        0,
                        result -> result.most(REPLACED, Metric.FAILED)),
                most(Work.REPLACED, "cut streams", 0, result -> result.most(REPLACED, Metric.CUT)),
                least(
                        Work.REPLACED,
                        "engines that took over",
                        Replacing.TIMES,
                        result -> result.least(REPLACED, Metric.REPLACEMENTS)));
    }

    boolean isOf(Verdict verdict) {
        return verdict.work() == work && verdict.what().equals(what);
    }

    Optional<Verdict> verdict(WorkResult result) {
        var reached = value.apply(result);
        if (result.work() != work || reached.isEmpty()) {
            return Optional.empty();
        }
        var number = reached.getAsDouble();
        var met = atMost ? number <= limit : number >= limit;
        return Optional.of(new Verdict(work, what, atMost, limit, number, met));
    }

    private static Aim most(
            Work work, String what, double limit, Function<WorkResult, OptionalDouble> value) {
        return new Aim(work, what, true, limit, value);
    }

    private static Aim least(
            Work work, String what, double limit, Function<WorkResult, OptionalDouble> value) {
        return new Aim(work, what, false, limit, value);
    }

    private static Function<WorkResult, OptionalDouble> own(Metric metric) {
        return result -> result.median(Contender.ENGINE.title(), metric);
    }

    private static Function<WorkResult, OptionalDouble> floor(Metric metric) {
        return against(Contender.FORWARDER, metric);
    }

    private static Function<WorkResult, OptionalDouble> against(Contender other, Metric metric) {
        return result -> ratio(own(metric).apply(result), result.median(other.title(), metric));
    }

    private static Function<WorkResult, OptionalDouble> peers(Metric metric) {
        return result -> ratio(own(metric).apply(result), tuned(result, metric).min());
    }

    private static Function<WorkResult, OptionalDouble> peersMost(Metric metric) {
        return result -> ratio(own(metric).apply(result), tuned(result, metric).max());
    }

    /// What a proxy adds to the way without one.
    private static Function<WorkResult, OptionalDouble> added(Metric metric) {
        return result -> {
            var direct = result.median(Contender.DIRECT.title(), metric);
            var engine = own(metric).apply(result);
            var peer = tuned(result, metric).min();
            return direct.isEmpty() || engine.isEmpty() || peer.isEmpty()
                    ? OptionalDouble.empty()
                    : ratio(
                            OptionalDouble.of(engine.getAsDouble() - direct.getAsDouble()),
                            OptionalDouble.of(peer.getAsDouble() - direct.getAsDouble()));
        };
    }

    private static OptionalDouble disturbed(WorkResult result) {
        return ratio(
                result.median(CHANGING, Metric.P99),
                result.median(Contender.ENGINE.title(), Metric.P99));
    }

    private static DoubleStream tuned(WorkResult result, Metric metric) {
        return List.of(Contender.NGINX_TUNED, Contender.HAPROXY).stream()
                .map(peer -> result.median(peer.title(), metric))
                .flatMapToDouble(OptionalDouble::stream);
    }

    private static OptionalDouble ratio(OptionalDouble one, OptionalDouble other) {
        return one.isEmpty() || other.isEmpty() || other.getAsDouble() <= 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(one.getAsDouble() / other.getAsDouble());
    }
}
