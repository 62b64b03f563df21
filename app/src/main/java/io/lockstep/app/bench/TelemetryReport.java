package io.lockstep.app.bench;

import java.util.ArrayList;
import java.util.List;

/// What watching costs this process.
///
/// @param documentBytes size of the GPU document that was read in every round
public record TelemetryReport(int documentBytes, List<Cost> costs) {

    /// @param name what was watched
    /// @param rounds readings of every host in that time, one a second
    /// @param missed rounds that began more than half a second late
    /// @param cpuMillis processor time of this process alone, not of the programs it starts
    /// @param core share of one processor core
    /// @param bound what the share may be
    public record Cost(
            String name,
            int rounds,
            int missed,
            long wallMillis,
            long cpuMillis,
            double core,
            double bound,
            boolean met) {

        String line() {
            return "%-24s %5.2f %% of a core, bound %4.1f %%: %s  (%d rounds, %d late, %d ms in %d ms)"
                    .formatted(
                            name,
                            100 * core,
                            100 * bound,
                            met ? "met" : "MISSED",
                            rounds,
                            missed,
                            cpuMillis,
                            wallMillis);
        }
    }

    public boolean met() {
        return costs.stream().allMatch(Cost::met);
    }

    /// The report for people.
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("GPU document of %d bytes, read once a second.".formatted(documentBytes));
        costs.forEach(cost -> lines.add(cost.line()));
        return lines;
    }
}
