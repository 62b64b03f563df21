package io.lockstep.engine.observe;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// What is told of one exchange. Made only where it is told.
///
/// @param at when it ended
/// @param listener the address the client connected to
/// @param peer the client's address
/// @param target as it came, unescaped
/// @param version the prefix used, `default` where the default route took it, `none` without a
///   route
/// @param generation of the table that sent it; 0 when it was not sent
/// @param status what the client was told; 0 when it left before
/// @param held it waited for another table
/// @param bridged another version answered it
/// @param connectNanos absent where a kept connection was used, or none
/// @param requestId the `X-Request-ID` it came with
public record AccessEntry(
        Instant at,
        String listener,
        String peer,
        String method,
        String target,
        String version,
        Optional<String> upstream,
        long generation,
        int status,
        Ending ending,
        boolean held,
        boolean bridged,
        long bytesIn,
        long bytesOut,
        OptionalLong connectNanos,
        OptionalLong firstByteNanos,
        long totalNanos,
        Optional<String> requestId) {

    /// That of what was refused before it became an exchange.
    public static AccessEntry rejected(
            Instant at, String listener, String peer, String method, String target, int status) {
        return new AccessEntry(
                at,
                listener,
                peer,
                method,
                target,
                "none",
                Optional.empty(),
                0,
                status,
                Ending.rejected(status),
                false,
                false,
                0,
                0,
                OptionalLong.empty(),
                OptionalLong.empty(),
                0,
                Optional.empty());
    }
}
