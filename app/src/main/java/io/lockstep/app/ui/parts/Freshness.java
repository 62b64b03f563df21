package io.lockstep.app.ui.parts;

import io.lockstep.app.snapshot.Reading;
import io.lockstep.app.snapshot.Reading.Failed;
import io.lockstep.app.snapshot.Reading.Live;
import io.lockstep.app.snapshot.Reading.Pending;
import io.lockstep.app.snapshot.Reading.Stale;
import io.lockstep.app.ui.text.Figures;
import io.lockstep.app.ui.text.Texts;
import io.lockstep.chain.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How far a panel's facts can be trusted, in words.
///
/// @param source where they come from
public record Freshness(Kind kind, String words, String source, Optional<Problem> problem) {
    /// A live reading older than this is told with a warning: nobody refreshed it.
    private static final Duration OLD = Duration.ofSeconds(60);

    public enum Kind {
        PENDING,
        LIVE,
        OLD,
        STALE,
        FAILED
    }

    public static Freshness of(Reading<?> reading, Instant now, Texts texts, Figures figures) {
        return switch (reading) {
            case Pending<?> _ ->
                    new Freshness(Kind.PENDING, texts.get("state.pending"), "", Optional.empty());
            case Live<?>(_, var at, var source) -> live(at, source, now, texts, figures);
            case Stale<?>(_, var at, var source, var problem) ->
                    new Freshness(
                            Kind.STALE,
                            texts.get("state.stale", figures.duration(Duration.between(at, now))),
                            source,
                            Optional.of(problem));
            case Failed<?>(var problem, _) ->
                    new Freshness(Kind.FAILED, texts.get("state.failed"), "", Optional.of(problem));
        };
    }

    private static Freshness live(
            Instant at, String source, Instant now, Texts texts, Figures figures) {
        var age = Duration.between(at, now);
        var old = age.compareTo(OLD) > 0;
        return new Freshness(
                old ? Kind.OLD : Kind.LIVE,
                texts.get(old ? "state.old" : "state.live", figures.duration(age)),
                source,
                Optional.empty());
    }
}
