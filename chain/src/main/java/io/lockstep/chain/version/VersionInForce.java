package io.lockstep.chain.version;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The version that counts, the one before it, and those whose MLNodes still have to be stopped.
/// Immutable, and complete: written down and read again, nothing that was due is forgotten.
///
/// @param current empty for none, as in a network that names none
/// @param previous what counted before
/// @param toStop earlier versions whose MLNodes were not yet seen to be stopped, oldest first
public record VersionInForce(
        Optional<String> current, Optional<String> previous, List<String> toStop) {

    public static final VersionInForce NONE =
            new VersionInForce(Optional.empty(), Optional.empty(), List.of());

    /// A program that starts takes what the chain says, if it says anything; what it had to stop
    /// before, it still has to.
    public VersionInForce adopt(String version) {
        return version.isEmpty() ? this : to(version);
    }

    /// The same version again changes nothing. Going back to a version that was to be stopped takes
    /// that duty away: it serves.
    public VersionInForce to(String version) {
        if (current.filter(version::equals).isPresent()) {
            return this;
        }
        var stop =
                Stream.concat(toStop.stream(), current.stream())
                        .distinct()
                        .filter(old -> !old.equals(version))
                        .toList();
        return new VersionInForce(Optional.of(version), current, stop);
    }

    /// Its MLNode was seen to be stopped.
    public VersionInForce stopped(String version) {
        return new VersionInForce(
                current, previous, toStop.stream().filter(old -> !old.equals(version)).toList());
    }

    /// Where nothing is ever stopped.
    VersionInForce stoppingNothing() {
        return new VersionInForce(current, previous, List.of());
    }
}
