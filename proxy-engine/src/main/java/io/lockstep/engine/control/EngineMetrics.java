package io.lockstep.engine.control;

import io.lockstep.chain.follow.ChainView;
import io.lockstep.engine.cutover.CutoverRecord.Phase;
import io.lockstep.engine.observe.Ending;
import io.lockstep.engine.observe.OpenMetrics;
import io.lockstep.engine.observe.Tally;
import java.util.Map;
import java.util.function.ToLongFunction;

/// What an engine tells a Prometheus: a status and what was counted, as OpenMetrics text.
///
/// The label `version` is the prefix a client used, `default` for what the default route took and
/// `none` for what no route did.
final class EngineMetrics {
    private static final String PREFIX = "lockstep_engine_";
    private static final Map<String, String> NO_LABELS = Map.of();

    private final OpenMetrics metrics = new OpenMetrics();
    private final EngineStatus status;
    private final Observed observed;

    private EngineMetrics(EngineStatus status, Observed observed) {
        this.status = status;
        this.observed = observed;
    }

    static String of(EngineStatus status, Observed observed) {
        var text = new EngineMetrics(status, observed);
        text.exchanges();
        text.latencies();
        text.upstreams();
        text.routes();
        text.chain();
        text.process();
        return text.metrics.text();
    }

    private void exchanges() {
        metrics.counter(PREFIX + "requests", "Exchanges that have ended, by how they ended.");
        for (var version : observed.versions()) {
            version.classes().forEach((name, count) -> ended(version, name, count));
        }
        metrics.counter(PREFIX + "errors", "Exchanges that ended with an error, by its class.");
        for (var version : observed.versions()) {
            Ending.ERRORS.forEach(
                    name -> ended(version, name, version.classes().getOrDefault(name, 0L)));
        }
        metrics.gauge(PREFIX + "in_flight", "Exchanges that have begun and not ended.");
        observed.versions().forEach(version -> metrics.value(labels(version), version.inFlight()));
        totals("held", "Requests that waited for another table.", Tally.Reading::held);
        totals("bridged", "Requests that another version answered.", Tally.Reading::bridged);
        metrics.counter(PREFIX + "refused", "Requests answered 503 by a table or a hold limit.")
                .total(NO_LABELS, observed.refused());
        totals("received_bytes", "Body bytes from clients.", Tally.Reading::bytesIn);
        totals("sent_bytes", "Body bytes to clients.", Tally.Reading::bytesOut);
    }

    private void ended(Tally.Reading version, String answerClass, long count) {
        metrics.total(Map.of("version", version.version(), "class", answerClass), count);
    }

    private void totals(String name, String help, ToLongFunction<Tally.Reading> count) {
        metrics.counter(PREFIX + name, help);
        observed.versions()
                .forEach(version -> metrics.total(labels(version), count.applyAsLong(version)));
    }

    private void latencies() {
        metrics.histogram(
                PREFIX + "connect_seconds", "How long upstreams took to take a connection.");
        observed.versions()
                .forEach(version -> metrics.distribution(labels(version), version.connect()));
        metrics.histogram(
                PREFIX + "first_byte_seconds",
                "From the arrival of a request to the head of its answer.");
        observed.versions()
                .forEach(version -> metrics.distribution(labels(version), version.firstByte()));
    }

    private void upstreams() {
        metrics.counter(PREFIX + "upstream_requests", "Requests sent to an upstream.");
        status.upstreams().forEach(up -> metrics.total(labels(up), up.requests()));
        metrics.counter(
                PREFIX + "upstream_errors", "Answers of 500 and above, and broken connections.");
        status.upstreams().forEach(up -> metrics.total(labels(up), up.errors()));
        metrics.gauge(PREFIX + "upstream_in_flight", "Requests it still owes an answer to.");
        status.upstreams().forEach(up -> metrics.value(labels(up), up.inFlight()));
    }

    private void routes() {
        metrics.info(PREFIX + "build", "What runs here.").told(Map.of("version", status.version()));
        metrics.gauge(PREFIX + "generation", "The number of the routing table in force.")
                .value(NO_LABELS, status.generation());
        metrics.counter(
                        PREFIX + "access_log_dropped",
                        "Entries of the access log that could not be written.")
                .total(NO_LABELS, observed.logDropped());
    }

    /// Heights have no sample while there is none to tell.
    private void chain() {
        metrics.gauge(PREFIX + "armed_height", "The applied height the armed cutover acts at.");
        status.cutover()
                .filter(record -> record.phase() == Phase.ARMED)
                .ifPresent(record -> metrics.value(NO_LABELS, record.armed().triggerHeight()));
        metrics.gauge(PREFIX + "chain_height", "The newest applied block, as the nodes agree.");
        status.chain()
                .flatMap(ChainView::head)
                .ifPresent(head -> metrics.value(NO_LABELS, head.appliedHeight()));
        metrics.gauge(PREFIX + "cutover_phase", "1 for the phase the last cutover is in.");
        status.cutover()
                .ifPresent(record -> {
                    for (var phase : Phase.values()) {
                        metrics.value(
                                Map.of("phase", phase.name()), phase == record.phase() ? 1 : 0);
                    }
                });
    }

    private void process() {
        var used = observed.resources();
        metrics.gauge("process_start_time_seconds", "When the engine started, since 1970.")
                .value(NO_LABELS, status.startedAt());
        metrics.gauge("process_open_fds", "Open file descriptors.");
        if (used.openDescriptors() >= 0) {
            metrics.value(NO_LABELS, used.openDescriptors());
        }
        metrics.gauge("process_max_fds", "File descriptors the system allows.");
        if (used.mostDescriptors() >= 0) {
            metrics.value(NO_LABELS, used.mostDescriptors());
        }
        metrics.gauge(PREFIX + "direct_memory_bytes", "Memory of buffers outside the heap.")
                .value(NO_LABELS, used.directBytes());
        metrics.gauge(PREFIX + "heap_bytes", "Heap in use.").value(NO_LABELS, used.heapBytes());
    }

    private static Map<String, String> labels(Tally.Reading version) {
        return Map.of("version", version.version());
    }

    private static Map<String, String> labels(EngineStatus.Upstream upstream) {
        return Map.of("upstream", upstream.name());
    }
}
