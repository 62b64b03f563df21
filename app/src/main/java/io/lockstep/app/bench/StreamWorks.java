package io.lockstep.app.bench;

import java.util.Map;

/// Readings of event streams, with our own client.
final class StreamWorks {
    private final BenchStage stage;
    private final BenchPlan plan;

    StreamWorks(BenchStage stage, BenchPlan plan) {
        this.stage = stage;
        this.plan = plan;
    }

    Map<Metric, Double> busy(Running contender) {
        var path = "/v0.1.0/events/" + plan.eventsPerSecond();
        var client = stage.streams(contender.port(), path, plan.streams());
        try {
            var open = Double.parseDouble(client.hear("open").getLast());
            client.tell("measure " + plan.span().toMillis());
            var _ = client.hear("begin");
            var before = contender.cpuMicros();
            var seen = client.hear("end").stream().skip(1).map(Double::parseDouble).toList();
            var cpu = contender.cpuMicros() - before;
            return Map.of(
                    Metric.STREAMS_OPEN, open,
                    Metric.EVENTS_PER_SECOND, seen.get(0) * 1e3 / plan.span().toMillis(),
                    Metric.CPU_PER_EVENT, cpu / Math.max(1, seen.get(0)),
                    Metric.P50, seen.get(1) / 1e3,
                    Metric.P99, seen.get(2) / 1e3,
                    Metric.CUT, seen.get(3));
        } finally {
            stage.end(client);
        }
    }

    /// What each stream that says nothing adds to a process that held none before.
    Map<Metric, Double> idle(Running contender) {
        var before = contender.residentKib();
        var client = stage.streams(contender.port(), "/v0.1.0/events/0", plan.streams());
        try {
            var open = Double.parseDouble(client.hear("open").getLast());
            var added = contender.residentKib() - before;
            return Map.of(
                    Metric.STREAMS_OPEN, open, Metric.KIB_PER_STREAM, added / Math.max(1, open));
        } finally {
            stage.end(client);
        }
    }
}
