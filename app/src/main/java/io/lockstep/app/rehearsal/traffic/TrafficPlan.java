package io.lockstep.app.rehearsal.traffic;

import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;

/// What a traffic client asks for, and where.
///
/// @param management the proxy's listener for port 8080, which also answers completions
/// @param inference its listener for port 5000
/// @param prefix what the API node puts in front of each path at the moment of asking
/// @param lanes streams that are open at one time
/// @param between pause between two state polls, and between two completions that are no streams
/// @param patience how long one request is asked again and again, and waited for
/// @param seed decides lengths and contents
public record TrafficPlan(
        URI management,
        URI inference,
        Supplier<String> prefix,
        String model,
        int lanes,
        int leastTokens,
        int mostTokens,
        Duration between,
        Duration patience,
        long seed) {

    /// Three overlapping streams of twenty to a hundred and twenty tokens.
    public static TrafficPlan rehearsal(
            URI management, URI inference, Supplier<String> prefix, String model) {
        return new TrafficPlan(
                management,
                inference,
                prefix,
                model,
                3,
                20,
                120,
                Duration.ofMillis(250),
                Duration.ofMinutes(5),
                20_260_101);
    }
}
