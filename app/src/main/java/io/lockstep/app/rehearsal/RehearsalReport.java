package io.lockstep.app.rehearsal;

import io.lockstep.app.rehearsal.chain.scenario.Scenario;
import io.lockstep.app.rehearsal.traffic.TrafficReport;
import io.lockstep.chain.problem.Problem;
import io.lockstep.engine.cutover.CutoverPolicy;
import io.lockstep.engine.cutover.CutoverRecord;
import java.util.List;
import java.util.Optional;

/// What a rehearsal showed. `ok` only when nothing was lost and nothing is left.
///
/// @param runtime `docker` or `processes`
/// @param scenario name of a story that asks for no cutover
/// @param problem what ended the upgrade before its last step, if anything did
public record RehearsalReport(
        Requests requests,
        Streams streams,
        Cutover cutover,
        Gap gap,
        Cleanup cleanup,
        String runtime,
        Optional<String> scenario,
        Optional<Problem> problem,
        boolean ok) {

    /// What is known before the stage is struck.
    static RehearsalReport of(
            StageFile file, UpgradeEnd end, TrafficReport traffic, Cleanup cleanup) {
        var requests = traffic.requests();
        var streams = traffic.streams();
        return new RehearsalReport(
                new Requests(
                        requests.sent(), requests.answered(), requests.failed(), requests.moved()),
                new Streams(streams.opened(), streams.crossed(), streams.cut()),
                new Cutover(
                        end.cutover().map(record -> record.armed().height()).orElse(0L),
                        end.cutover().map(CutoverRecord::millisFromBlock).orElse(0L)),
                new Gap(
                        end.cutover().map(CutoverRecord::gapMillis).orElse(0L),
                        file.scene().policy()),
                cleanup,
                file.runtime(),
                Optional.of(file.scene().played())
                        .filter(story -> !story.cutsOver())
                        .map(Scenario::name),
                end.problem(),
                end.problem().isEmpty() && traffic.nothingLost());
    }

    /// The same with more freed.
    RehearsalReport freeing(long bytes) {
        return struck(cleanup.bytesFreed() + bytes, cleanup.left());
    }

    /// The same with the stage gone.
    RehearsalReport leaving(List<String> left) {
        return struck(cleanup.bytesFreed(), left);
    }

    private RehearsalReport struck(long bytesFreed, List<String> left) {
        var gone =
                new Cleanup(
                        cleanup.containers(),
                        cleanup.images(),
                        cleanup.networks(),
                        cleanup.volumes(),
                        bytesFreed,
                        List.copyOf(left));
        return new RehearsalReport(
                requests,
                streams,
                cutover,
                gap,
                gone,
                runtime,
                scenario,
                problem,
                ok && left.isEmpty());
    }

    /// @param moved answered by another version than the one that served when they were sent
    public record Requests(long sent, long answered, long failed, long moved) {}

    /// @param crossed open when the cutover began, and complete
    /// @param cut ended early or with other tokens than the MLNode was told to send
    public record Streams(long opened, long crossed, long cut) {}

    /// @param millisFromBlock from the trigger block being seen applied to the hand-over generation
    ///   being in force
    public record Cutover(long height, long millisFromBlock) {}

    /// @param millis how long no version could serve
    /// @param coveredBy what became of requests meanwhile
    public record Gap(long millis, CutoverPolicy coveredBy) {}

    /// What went, by name, and what is left on the host after the stage was struck.
    public record Cleanup(
            List<String> containers,
            List<String> images,
            List<String> networks,
            List<String> volumes,
            long bytesFreed,
            List<String> left) {}
}
