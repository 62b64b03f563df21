package io.lockstep.app.bench;

/// What is read off a run, with its unit.
public enum Metric {
    REQUESTS_PER_SECOND("req/s", 0),
    CPU_PER_REQUEST("CPU µs/req", 1),
    MIB_PER_SECOND("MiB/s", 0),
    CPU_PER_MIB("CPU µs/MiB", 0),
    STREAMS_OPEN("open", 0),
    EVENTS_PER_SECOND("events/s", 0),
    CPU_PER_EVENT("CPU µs/event", 1),
    KIB_PER_STREAM("KiB/stream", 1),
    P50("p50 µs", 0),
    P99("p99 µs", 0),
    GENERATIONS("generations", 0),
    REPLACEMENTS("replaced", 0),
    CUT("cut", 0),
    FAILED("failed", 0),
    LATE("of them late", 0);

    private final String title;
    private final int decimals;

    Metric(String title, int decimals) {
        this.title = title;
        this.decimals = decimals;
    }

    String title() {
        return title;
    }

    int decimals() {
        return decimals;
    }
}
