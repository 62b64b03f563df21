package io.lockstep.engine.change;

import io.lockstep.engine.route.Disposition;
import java.time.Duration;

/// Says what a table does with a request, fit to follow a route's name.
public final class Words {
    private Words() {}

    public static String of(Disposition disposition) {
        return switch (disposition) {
            case Disposition.To(var upstream) -> "goes to " + upstream;
            case Disposition.Bridge(var upstream, var insteadOf) ->
                    upstream.equals(insteadOf)
                            ? "goes to %s, its management is refused".formatted(upstream)
                            : "goes to %s instead of %s".formatted(upstream, insteadOf);
            case Disposition.Hold(var toward, var limit) ->
                    "waits for %s, at most %s".formatted(toward, of(limit));
            case Disposition.Split(var work, var management) ->
                    "goes to %s, its management to %s".formatted(work, management);
            case Disposition.Refuse(var retryAfter) ->
                    "is refused, to be tried again after " + of(retryAfter);
        };
    }

    /// Such as `500 ms`, `90 s` or `10 min`: in the largest unit that loses nothing.
    public static String of(Duration duration) {
        var millis = duration.toMillis();
        if (millis % 1000 != 0) {
            return millis + " ms";
        }
        return millis % 60_000 == 0 && millis > 0
                ? "%d min".formatted(millis / 60_000)
                : "%d s".formatted(millis / 1000);
    }
}
