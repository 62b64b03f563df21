package io.lockstep.app.containers;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Everything about one container that an operator may want to see before it is upgraded.
///
/// @param digest of its image as a registry knows it; empty for an image that was built or loaded
/// @param named the version its compose service's name says, where that is another one than the
///   image's: the shipped set-up runs 3.0.9 as `mlnode-308`
/// @param command with its arguments, secrets masked
/// @param restart `no`, `always`, `unless-stopped` or `on-failure`
/// @param restarts how often the engine started it again by itself
/// @param ended how its last run ended, if it ever did
/// @param told whether its host tells all this; else only container, origin and restart policy are
///   known, and what is empty or zero is not known to be so
public record ContainerDetails(
        Container container,
        Origin origin,
        Optional<String> digest,
        Optional<String> named,
        List<String> command,
        List<Port> ports,
        List<Mount> mounts,
        List<Variable> environment,
        Optional<GpuRequest> gpus,
        String ipc,
        String restart,
        Health health,
        int restarts,
        Optional<Instant> startedAt,
        Optional<Ended> ended,
        boolean told) {

    /// The path under which the proxy reaches it.
    public Optional<String> prefix() {
        return container.version().map(version -> "/" + version);
    }

    /// How a container came to be.
    public sealed interface Origin {
        record Compose(String project, String service) implements Origin {}

        record Lockstep() implements Origin {}

        record ByHand() implements Origin {}
    }

    /// @param outside address and port on the host; empty when it is not published
    public record Port(int inside, String protocol, Optional<String> outside) {}

    /// @param kind `bind`, `volume` or `tmpfs`
    /// @param source path on the host or name of the volume
    public record Mount(String kind, String source, String target, boolean writable) {}

    /// @param value as set, or [Secrets#MASK]
    public record Variable(String name, String value) {
        public boolean masked() {
            return value.equals(Secrets.MASK);
        }
    }

    /// @param count how many are asked for; -1 means all
    /// @param ids those asked for by name
    public record GpuRequest(String driver, int count, List<String> ids) {}

    /// @param streak failed checks in a row
    /// @param output what the last check said
    public record Health(State state, int streak, String output) {
        public static final Health NONE = new Health(State.NONE, 0, "");

        public enum State {
            NONE,
            STARTING,
            HEALTHY,
            UNHEALTHY
        }
    }

    /// @param outOfMemory whether the kernel killed it for memory
    /// @param error what the engine said when it could not be started; often empty
    public record Ended(int exitCode, Instant at, boolean outOfMemory, String error) {}
}
