package io.lockstep.app.bench;

import java.time.Duration;
import java.util.Map;

/// Readings of requests and answers, with wrk as the client.
final class RequestWorks {
    private final Wrk wrk;
    private final Duration span;

    RequestWorks(Wrk wrk, Duration span) {
        this.wrk = wrk;
        this.span = span;
    }

    Map<Metric, Double> small(Running contender) {
        var before = contender.cpuMicros();
        var seen = wrk.run(Wrk.Load.SMALL, contender.port(), span);
        var cpu = contender.cpuMicros() - before;
        return Map.of(
                Metric.REQUESTS_PER_SECOND, seen.perSecond(),
                Metric.CPU_PER_REQUEST, cpu / Math.max(1, seen.requests()),
                Metric.P50, (double) seen.p50(),
                Metric.P99, (double) seen.p99(),
                Metric.FAILED, (double) seen.failed());
    }

    /// As [#small], of a contender that becomes another process meanwhile.
    Map<Metric, Double> seen(Running contender) {
        var seen = wrk.run(Wrk.Load.SMALL, contender.port(), span);
        return Map.of(
                Metric.REQUESTS_PER_SECOND, seen.perSecond(),
                Metric.P50, (double) seen.p50(),
                Metric.P99, (double) seen.p99(),
                Metric.FAILED, (double) seen.failed(),
                Metric.LATE, (double) seen.late());
    }

    Map<Metric, Double> down(Running contender) {
        return bodies(contender, Wrk.Load.DOWN);
    }

    Map<Metric, Double> up(Running contender) {
        return bodies(contender, Wrk.Load.UP);
    }

    private Map<Metric, Double> bodies(Running contender, Wrk.Load load) {
        var before = contender.cpuMicros();
        var seen = wrk.run(load, contender.port(), span);
        var cpu = contender.cpuMicros() - before;
        return Map.of(
                Metric.MIB_PER_SECOND,
                seen.perSecond(),
                Metric.CPU_PER_MIB,
                cpu / Math.max(1, seen.requests()),
                Metric.FAILED,
                (double) seen.failed());
    }

    Map<Metric, Double> one(Running contender) {
        var seen = wrk.run(Wrk.Load.ONE, contender.port(), span);
        return Map.of(
                Metric.P50, (double) seen.p50(),
                Metric.P99, (double) seen.p99(),
                Metric.FAILED, (double) seen.failed());
    }
}
