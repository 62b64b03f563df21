package io.lockstep.engine.observe;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// Entries of an access log for tests.
final class Entries {
    private Entries() {}

    static AccessEntry to(String target) {
        return of("GET", target, Ending.SUCCESS, Optional.of("req-1"));
    }

    static AccessEntry of(String method, String target, Ending ending, Optional<String> id) {
        return new AccessEntry(
                Instant.parse("2026-01-02T03:04:05.006Z"),
                "127.0.0.1:8080",
                "10.0.0.7",
                method,
                target,
                "v1",
                Optional.of("v1"),
                4,
                200,
                ending,
                true,
                false,
                12,
                345,
                OptionalLong.empty(),
                OptionalLong.of(1_234_567),
                9_000_000,
                id);
    }
}
