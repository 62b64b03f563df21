package io.lockstep.app.cli;

import io.lockstep.app.nodes.ApiNode;
import io.lockstep.app.nodes.Epoch;
import io.lockstep.app.nodes.NodesView;
import io.lockstep.app.nodes.NodesView.About;
import io.lockstep.app.nodes.NodesView.ApiNodeEntry;
import io.lockstep.app.nodes.NodesView.MlNode;
import io.lockstep.app.nodes.NodesView.Model;
import io.lockstep.app.nodes.NodesView.Sight;
import io.lockstep.app.nodes.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// API node and MLNodes for people. What is not known is a question mark.
final class NodesText {
    private NodesText() {}

    static List<String> of(NodesView nodes) {
        List<String> lines = new ArrayList<>();
        nodes.api().ifPresent(api -> lines.addAll(api(api)));
        nodes.epoch().ifPresent(epoch -> lines.addAll(epoch(epoch)));
        nodes.apiNodes().forEach(entry -> lines.addAll(entry(entry)));
        nodes.mlNodes().forEach(node -> lines.addAll(mlNode(node)));
        return List.copyOf(lines);
    }

    private static List<String> api(ApiNode api) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "API node: generation %s; %s."
                        .formatted(api.generation().map(Enum::name).orElse("?"), api.by()));
        api.says().ifPresent(words -> lines.add("  Upgrade: %s.".formatted(words)));
        api.upgrade()
                .forEach(node ->
                        lines.add(
                                "  Under the scheduled version %s %s%s."
                                        .formatted(
                                                node.node(),
                                                node.alive() ? "answered once" : "does not answer",
                                                node.error().map(": "::concat).orElse(""))));
        return lines;
    }

    private static List<String> epoch(Epoch epoch) {
        var safe = epoch.safe();
        return List.of(
                "Epoch %d, phase %s, block %d; next PoC at %d%s."
                        .formatted(
                                epoch.index(),
                                epoch.phase(),
                                epoch.blockHeight(),
                                epoch.nextPocStart(),
                                epoch.confirmation()
                                        .map(on ->
                                                on
                                                        ? "; a confirmation PoC runs"
                                                        : "; no confirmation PoC runs")
                                        .orElse("")),
                switch (epoch.now()) {
                    case POC -> "  Leave MLNodes alone until block %d.".formatted(epoch.pocEnd());
                    case CONFIRMATION -> "  Leave MLNodes alone until it has ended.";
                    case OPEN ->
                            "  A confirmation PoC may begin at any block; safe from %d to %d."
                                    .formatted(safe.from(), safe.to());
                    case SAFE -> "  Safe until block %d.".formatted(safe.to());
                });
    }

    private static List<String> entry(ApiNodeEntry entry) {
        List<String> lines = new ArrayList<>();
        var standing = entry.standing();
        lines.add(
                "%s at %s, %s: %s%s%s%s."
                        .formatted(
                                entry.id(),
                                entry.address(),
                                way(standing.way()),
                                entry.currentStatus(),
                                entry.currentStatus().equals(entry.intendedStatus())
                                        ? ""
                                        : ", should be " + entry.intendedStatus(),
                                standing.becoming() ? ", being changed" : "",
                                entry.enabled() ? "" : ", disabled"));
        standing.failure().ifPresent(words -> lines.add("  It says: %s.".formatted(words)));
        if (!entry.models().isEmpty()) {
            lines.add("  Models: " + join(entry.models().stream().map(Model::name)) + ".");
        }
        standing.slots()
                .forEach(slot ->
                        lines.add(
                                "  Weight %s for %s%s."
                                        .formatted(
                                                slot.weight().isPresent()
                                                        ? slot.weight().getAsLong()
                                                        : "?",
                                                slot.model(),
                                                slot.preserved()
                                                        ? "; preserved: it serves through the next"
                                                                + " PoC"
                                                        : "")));
        return lines;
    }

    private static String way(Way way) {
        return switch (way) {
            case PROXY -> "through the proxy";
            case DIRECT -> "past the proxy";
            case UNKNOWN -> "on a way that is not known";
        };
    }

    private static List<String> mlNode(MlNode node) {
        List<String> lines = new ArrayList<>();
        lines.add("MLNode %s".formatted(node.version()));
        lines.add("  proxy:  " + seen(node.state(), node.serving(), node.problem(), node.about()));
        lines.add("  direct: " + node.direct().map(NodesText::seen).orElse("not asked from here"));
        return lines;
    }

    private static String seen(Sight sight) {
        return seen(sight.state(), sight.serving(), sight.problem(), sight.about())
                + " at "
                + sight.address();
    }

    private static String seen(
            Optional<String> state, boolean serving, Optional<String> problem, About about) {
        return join(
                Stream.of(
                                state.or(() -> problem).or(() -> Optional.of("?")),
                                serving ? Optional.of("serving") : Optional.<String>empty(),
                                about.model(),
                                about.pow().map("PoW "::concat),
                                about.release().map("release "::concat))
                        .flatMap(Optional::stream));
    }

    private static String join(Stream<String> words) {
        return words.collect(Collectors.joining(", "));
    }
}
