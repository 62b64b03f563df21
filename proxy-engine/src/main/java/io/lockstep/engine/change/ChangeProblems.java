package io.lockstep.engine.change;

import io.lockstep.chain.problem.Problem;
import java.util.List;

/// Why a change is refused, in the words of whoever asked for it. What stands is always the same.
public final class ChangeProblems {
    private static final String STANDS = "The generation in force stays as it is.";

    private ChangeProblems() {}

    static Problem refused(String what, String remedy) {
        return new Problem("engine.changeRefused", what, STANDS, remedy);
    }

    static Problem unhealthy(List<UpstreamHealth> sick) {
        var first = sick.getFirst();
        var others = sick.size() == 1 ? "" : " (and %d more)".formatted(sick.size() - 1);
        return new Problem(
                "engine.upstreamUnhealthy",
                "The upstream %s at %s would get requests, but %s%s."
                        .formatted(first.name(), first.url(), first.says(), others),
                STANDS,
                "Start it or correct its address; --force routes to it all the same.");
    }

    /// Somebody else has changed the table since the asker looked.
    public static Problem otherGeneration(long expected, long inForce) {
        return new Problem(
                "engine.otherGeneration",
                "The change was made for generation %d, and generation %d is in force."
                        .formatted(expected, inForce),
                STANDS,
                "Look at the routes as they are now, then ask again.");
    }

    static Problem noGeneration(long wanted, List<Long> kept) {
        return new Problem(
                "engine.noGeneration",
                "There is no generation %d to roll back to.".formatted(wanted),
                STANDS,
                kept.isEmpty()
                        ? "None is kept yet."
                        : "These can be had: %s."
                                .formatted(
                                        String.join(
                                                ", ",
                                                kept.stream().map(String::valueOf).toList())));
    }

    static Problem passing(long wanted, List<Long> kept) {
        return new Problem(
                "engine.passingGeneration",
                "Generation %d was a step of a cutover and does not stand by itself."
                        .formatted(wanted),
                STANDS,
                noGeneration(wanted, kept).remedy());
    }

    /// A drain of what still gets requests would never end.
    public static Problem stillRouted(String version, List<String> routes) {
        return new Problem(
                "engine.stillRouted",
                "%s still gets new requests through %s."
                        .formatted(version, String.join(" and ", routes)),
                "Nothing was drained; the generation in force stays as it is.",
                "Send that elsewhere first, with lockstep engine change --default, --route or --refuse.");
    }

    public static Problem neverServed(String version) {
        return new Problem(
                "engine.noVersion",
                "There is no upstream %s and nothing was ever sent to one.".formatted(version),
                "Nothing was drained.",
                "Read lockstep engine routes for the names.");
    }
}
