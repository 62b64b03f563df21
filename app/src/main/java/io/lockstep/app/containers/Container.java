package io.lockstep.app.containers;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A container that matters to an upgrade, as its host describes it.
///
/// @param image the reference it was made from, such as `ghcr.io/gonka-ai/mlnode:3.0.8`
/// @param imageId the content address of the image it runs
/// @param version the MLNode version it stands for, exactly as on chain; from our label, else from
///   image tag
/// @param address how the engine reaches it, host and port
/// @param published container port to the host address it is reached at from this machine
/// @param number its management port by number rather than by name, for this machine alone
/// @param status one line in the host's own words, such as `Up 41 days`
public record Container(
        String id,
        String name,
        Role role,
        State state,
        String image,
        String imageId,
        Optional<String> version,
        Optional<String> address,
        String status,
        Instant createdAt,
        Map<String, String> labels,
        List<String> networks,
        Map<Integer, String> published,
        Optional<String> number) {

    /// One that is reached by name only.
    public Container(
            String id,
            String name,
            Role role,
            State state,
            String image,
            String imageId,
            Optional<String> version,
            Optional<String> address,
            String status,
            Instant createdAt,
            Map<String, String> labels,
            List<String> networks,
            Map<Integer, String> published) {
        this(
                id,
                name,
                role,
                state,
                image,
                imageId,
                version,
                address,
                status,
                createdAt,
                labels,
                networks,
                published,
                Optional.empty());
    }

    public enum Role {
        INCUMBENT,
        CANDIDATE,
        ENGINE,
        OTHER
    }

    public enum State {
        CREATED,
        RUNNING,
        PAUSED,
        RESTARTING,
        EXITED,
        DEAD
    }

    public boolean running() {
        return state == State.RUNNING;
    }
}
