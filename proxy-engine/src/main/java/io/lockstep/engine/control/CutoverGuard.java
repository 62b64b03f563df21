package io.lockstep.engine.control;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.change.Changes;
import io.lockstep.engine.cutover.ArmedCutover;
import io.lockstep.engine.cutover.CutoverRecord;
import io.lockstep.engine.cutover.CutoverRecord.Phase;
import io.lockstep.engine.route.RoutingTable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Keeps changes from taking away what a cutover needs: nothing is changed while one runs, and
/// neither version of an armed one is taken away or routed otherwise.
public record CutoverGuard(Armory armory) implements Changes.Guard {
    private static final Set<Phase> RESTING = Set.of(Phase.ARMED, Phase.SERVING, Phase.FELL_BACK);

    @Override
    public void permit(RoutingTable now, RoutingTable next) {
        refuseDuringCutover();
        for (var version : needed()) {
            var rerouted = !Objects.equals(now.routes().get(version), next.routes().get(version));
            if (rerouted || !next.upstreams().containsKey(version)) {
                throw needed(version);
            }
        }
    }

    void refuseDuringCutover() {
        Optional<CutoverRecord> running =
                armory.record().filter(record -> !RESTING.contains(record.phase()));
        if (running.isPresent()) {
            throw inUse(
                    "The cutover %s is under way.".formatted(running.get().armed().id()),
                    "Wait until it has ended.");
        }
    }

    /// Refuses to take that version away while an armed cutover needs it.
    void refuseToRemove(String version) {
        if (needed().contains(version)) {
            throw needed(version);
        }
    }

    private List<String> needed() {
        return armory.record()
                .filter(record -> record.phase() == Phase.ARMED)
                .map(CutoverRecord::armed)
                .map(CutoverGuard::versions)
                .orElse(List.of());
    }

    private static List<String> versions(ArmedCutover armed) {
        return List.of(armed.incumbent(), armed.candidate());
    }

    private static ProblemException needed(String version) {
        return inUse(
                "The armed cutover needs %s and its route.".formatted(version),
                "Disarm the cutover first.");
    }

    static ProblemException inUse(String what, String remedy) {
        return new ProblemException(
                new Problem("engine.inUse", what, "The routes in force stay as they are.", remedy));
    }
}
