package io.lockstep.app.rehearsal.traffic;

import java.util.List;
import java.util.Map;

/// What became of everything a traffic client asked.
///
/// @param refused answers 503 with Retry-After; each was asked again and is no failure by itself
/// @param failures the first ones with their reasons
/// @param failuresLeftOut how many more there were
/// @param byVersion completions by the version that named itself as their author
public record TrafficReport(
        Requests requests,
        Streams streams,
        long refused,
        List<Failure> failures,
        long failuresLeftOut,
        Map<String, Long> byVersion) {

    public TrafficReport {
        failures = List.copyOf(failures);
        byVersion = Map.copyOf(byVersion);
    }

    /// @param moved answered by another version than the one that served when they were sent
    public record Requests(long sent, long answered, long failed, long moved) {}

    /// @param opened those whose answer began
    /// @param crossed those that were open at the cutover and came to their end
    /// @param cut those whose answer ended in the middle
    public record Streams(long opened, long crossed, long cut) {}

    /// @param asked method and path
    /// @param at when it was sent, as RFC 3339
    public record Failure(String asked, String at, String reason) {
        public String sentence() {
            return "Lost: %s, sent at %s: %s".formatted(asked, at, reason);
        }
    }

    /// Whether every request was answered, in full and truly.
    public boolean nothingLost() {
        return requests.failed() == 0
                && streams.cut() == 0
                && requests.sent() == requests.answered();
    }
}
