package io.lockstep.app.cli;

import io.lockstep.app.rehearsal.RehearsalReport;
import io.lockstep.app.upgrade.Words;
import io.lockstep.chain.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A rehearsal's report as a person reads it.
final class ReportText {
    private ReportText() {}

    static String of(RehearsalReport report) {
        var requests = report.requests();
        var streams = report.streams();
        var cleanup = report.cleanup();
        return Stream.of(
                        List.of(""),
                        List.of(
                                "Requests   %d sent, %d answered, %d failed, %d moved to the other version"
                                        .formatted(
                                                requests.sent(),
                                                requests.answered(),
                                                requests.failed(),
                                                requests.moved()),
                                "Streams    %d opened, %d crossed the cutover, %d cut"
                                        .formatted(
                                                streams.opened(), streams.crossed(), streams.cut()),
                                cutover(report)),
                        gap(report).stream().toList(),
                        List.of(
                                "Cleaned up %d containers, %d images, %d networks, %d volumes, %d MB freed"
                                        .formatted(
                                                cleanup.containers().size(),
                                                cleanup.images().size(),
                                                cleanup.networks().size(),
                                                cleanup.volumes().size(),
                                                cleanup.bytesFreed() / 1_000_000),
                                cleanup.left().isEmpty()
                                        ? "Left       nothing"
                                        : "Left       " + String.join(", ", cleanup.left())),
                        report.problem().map(Problem::sentence).stream().toList(),
                        List.of(
                                report.ok()
                                        ? "Nothing was lost."
                                        : "Something was lost or left: see above."))
                .flatMap(List::stream)
                .reduce((above, below) -> above + System.lineSeparator() + below)
                .orElse("");
    }

    /// Without a cutover there was none.
    private static Optional<String> gap(RehearsalReport report) {
        return Optional.of(report)
                .filter(one -> one.cutover().height() > 0)
                .map(one ->
                        "Gap        %d ms without a version that serves, covered by %s"
                                .formatted(one.gap().millis(), Words.of(one.gap().coveredBy())));
    }

    private static String cutover(RehearsalReport report) {
        return report.scenario()
                .filter(_ -> report.cutover().height() == 0)
                .map(name -> "Cutover    none, as the scenario %s has it".formatted(name))
                .orElseGet(() ->
                        "Cutover    block %d, the engine acted %d ms after it"
                                .formatted(
                                        report.cutover().height(),
                                        report.cutover().millisFromBlock()));
    }
}
