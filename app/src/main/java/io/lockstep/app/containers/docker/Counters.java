package io.lockstep.app.containers.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.app.containers.Usage;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// Reads what the engine counted for one container.
final class Counters {
    private static final long NO_LIMIT = 1L << 60;

    private Counters() {}

    /// Empty for a container that does not run: the engine then sends zeros.
    static Optional<Usage> usage(JsonNode stats) {
        var memory = stats.path("memory_stats");
        var cpu = stats.path("cpu_stats").path("cpu_usage").path("total_usage").asLong();
        if (cpu == 0 && memory.path("usage").asLong() == 0) {
            return Optional.empty();
        }
        var limit = memory.path("limit").asLong();
        return Optional.of(
                new Usage(
                        at(stats),
                        cpu,
                        memory.path("usage").asLong() - cache(memory.path("stats")),
                        limit > NO_LIMIT ? 0 : limit,
                        network(stats, "rx_bytes"),
                        network(stats, "tx_bytes")));
    }

    /// As `docker stats` does: version 1 of cgroups and version 2 name it differently.
    private static long cache(JsonNode stats) {
        var first = stats.path("total_inactive_file");
        return (first.isMissingNode() ? stats.path("inactive_file") : first).asLong();
    }

    private static long network(JsonNode stats, String field) {
        long bytes = 0;
        for (var one : stats.path("networks")) {
            bytes += one.path(field).asLong();
        }
        return bytes;
    }

    private static Instant at(JsonNode stats) {
        try {
            return Instant.parse(stats.path("read").asText());
        } catch (DateTimeParseException e) {
            return Instant.now();
        }
    }
}
