package io.lockstep.app.cli;

import io.lockstep.app.nodes.NodesView;
import io.lockstep.app.snapshot.Reading;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.chain.follow.ChainView;
import io.lockstep.chain.follow.RpcView;
import io.lockstep.chain.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is wrong in a snapshot, part by part.
final class Troubles {
    private static final Problem SILENT =
            new Problem(
                    "observe.silent",
                    "No answer came in time.",
                    "Everything else was read.",
                    "Ask again, or look at it by hand.");

    private Troubles() {}

    record Trouble(String part, Problem problem) {}

    static List<Trouble> of(Snapshot snapshot) {
        List<Trouble> troubles = new ArrayList<>();
        parts(snapshot)
                .forEach((part, reading) ->
                        trouble(reading).ifPresent(p -> troubles.add(new Trouble(part, p))));
        snapshot.chain().live().ifPresent(view -> chain(view, troubles));
        snapshot.nodes()
                .live()
                .flatMap(NodesView::apiProblem)
                .ifPresent(problem -> troubles.add(new Trouble("nodes", problem)));
        return List.copyOf(troubles);
    }

    static Map<String, Reading<?>> parts(Snapshot snapshot) {
        Map<String, Reading<?>> parts = new LinkedHashMap<>();
        parts.put("chain", snapshot.chain());
        parts.put("proposals", snapshot.proposals());
        parts.put("upgrades", snapshot.upgrades());
        parts.put("containers", snapshot.containers());
        parts.put("gpus", snapshot.gpus());
        parts.put("host", snapshot.host());
        parts.put("proxy", snapshot.proxy());
        parts.put("nodes", snapshot.nodes());
        return parts;
    }

    private static Optional<Problem> trouble(Reading<?> reading) {
        return reading instanceof Reading.Pending<?> ? Optional.of(SILENT) : reading.trouble();
    }

    /// Without a head its one problem names every node; with one the nodes that do not count.
    private static void chain(ChainView view, List<Trouble> troubles) {
        if (view.head().isEmpty()) {
            view.problem().ifPresent(problem -> troubles.add(new Trouble("chain", problem)));
            return;
        }
        view.rpcs().stream()
                .map(RpcView::problem)
                .flatMap(Optional::stream)
                .forEach(problem -> troubles.add(new Trouble("chain", problem)));
    }
}
