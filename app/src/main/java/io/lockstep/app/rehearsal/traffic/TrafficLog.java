package io.lockstep.app.rehearsal.traffic;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Counts what ended, and keeps of each stream only from when to when it was open.
final class TrafficLog {
    private static final int MOST_FAILURES = 50;

    private final List<Span> spans = new ArrayList<>();
    private final List<TrafficReport.Failure> failures = new ArrayList<>();
    private final Map<String, Long> byVersion = new HashMap<>();
    private String served = "";
    private Optional<Instant> cutover = Optional.empty();
    private long sent;
    private long answered;
    private long failed;
    private long moved;
    private long refused;
    private long opened;
    private long cut;

    private record Span(Instant from, Instant to) {}

    /// Counts a request that is about to be sent, and tells which version serves as far as is
    /// known.
    synchronized String send() {
        sent++;
        return served;
    }

    synchronized void refuse() {
        refused++;
    }

    synchronized void end(Ended ended) {
        count(ended);
        if (ended.stream()) {
            countStream(ended);
        }
        if (!ended.version().isEmpty()) {
            byVersion.merge(ended.version(), 1L, Long::sum);
        }
    }

    /// A completion named its author: the newest one that does is the one that serves. Without a
    /// word from outside, the cutover is when that changes for the first time.
    synchronized void began(String version, Instant at) {
        if (!served.isEmpty() && !served.equals(version) && cutover.isEmpty()) {
            cutover = Optional.of(at);
        }
        served = version;
    }

    synchronized TrafficReport report(Optional<Instant> told) {
        var moment = told.or(() -> cutover);
        var crossed =
                moment.map(at ->
                                spans.stream()
                                        .filter(s -> !s.from().isAfter(at) && !s.to().isBefore(at))
                                        .count())
                        .orElse(0L);
        return new TrafficReport(
                new TrafficReport.Requests(sent, answered, failed, moved),
                new TrafficReport.Streams(opened, crossed, cut),
                refused,
                failures,
                failed - failures.size(),
                byVersion);
    }

    private void count(Ended ended) {
        if (ended.failure().isEmpty()) {
            answered++;
            moved += ended.moved() ? 1 : 0;
            return;
        }
        failed++;
        if (failures.size() < MOST_FAILURES) {
            failures.add(
                    new TrafficReport.Failure(
                            ended.asked(), ended.sent().toString(), ended.failure().get()));
        }
    }

    private void countStream(Ended ended) {
        opened += ended.answerBegan().isPresent() ? 1 : 0;
        cut += ended.cut() ? 1 : 0;
        if (ended.failure().isEmpty()) {
            spans.add(new Span(ended.sent(), ended.ended()));
        }
    }
}
