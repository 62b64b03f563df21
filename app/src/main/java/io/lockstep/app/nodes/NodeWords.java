package io.lockstep.app.nodes;

import io.lockstep.app.nodes.NodesView.ApiNodeEntry;
import io.lockstep.chain.upgrade.Generation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Says what a wish would do, from what the API node told (fact sheet, sections 2.7, 4.3 and 4.7).
///
/// @param entries all that are registered
record NodeWords(
        List<ApiNodeEntry> entries, Optional<Epoch> epoch, Optional<Generation> generation) {

    List<String> lines(NodeWish wish, ApiNodeEntry now) {
        return switch (wish) {
            case NodeWish.Enable _ ->
                    List.of(
                            "%s (%s) is enabled at the API node."
                                    .formatted(now.id(), now.address()),
                            "It works at once outside of PoC, otherwise from the next epoch on.",
                            "Its container, its model and its registration stay as they are.");
            case NodeWish.Disable _ ->
                    List.of(
                            "%s (%s) is disabled at the API node."
                                    .formatted(now.id(), now.address()),
                            "It goes on working until the next PoC begins%s; from then on it gets"
                                            .formatted(
                                                    epoch.map(e -> ", block " + e.nextPocStart())
                                                            .orElse(""))
                                    + " no work and no weight.",
                            "Its container, its model and its registration stay as they are.");
            case NodeWish.Move move -> move(NodeForms.moved(now, move), now);
        };
    }

    private List<String> move(ApiNodeEntry to, ApiNodeEntry now) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "%s is asked at %s from its next poll on, within 60 s, and no longer at %s."
                        .formatted(now.id(), to.address(), now.address()));
        lines.add("Its models, arguments and limits are registered again as they are.");
        if (generation.filter(Generation.R2::equals).isEmpty()) {
            lines.add(
                    "The API node keeps the old entry beside the new one in its file until its"
                            + " container is made again.");
            lines.add(
                    "A restarted API container reads node-config.json: change the address of %s"
                                    .formatted(now.id())
                            + " there, too.");
        }
        return List.copyOf(lines);
    }

    List<String> objections(NodeWish wish, ApiNodeEntry now) {
        List<String> objections = new ArrayList<>();
        if (wish instanceof NodeWish.Enable) {
            return objections;
        }
        epoch.map(Epoch::now).ifPresent(cost -> during(cost, objections));
        if (now.standing().preserved()) {
            objections.add(
                    "%s has a preserved slot: it must serve through the next PoC."
                            .formatted(now.id()));
        }
        var others = entries.stream().filter(e -> e.enabled() && !e.id().equals(now.id()));
        if (wish instanceof NodeWish.Disable && others.findAny().isEmpty()) {
            objections.add(
                    "%s is the only enabled MLNode: without one the participant misses PoC and"
                                    .formatted(now.id())
                            + " has no weight in the next epoch.");
        }
        return List.copyOf(objections);
    }

    private void during(Epoch.Now cost, List<String> objections) {
        switch (cost) {
            case POC -> objections.add("PoC is under way: what is lost now is lost for an epoch.");
            case CONFIRMATION ->
                    objections.add("A confirmation PoC is under way: wait until it has ended.");
            case OPEN, SAFE -> {}
        }
    }
}
