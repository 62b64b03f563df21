package io.lockstep.app.containers.ssh;

import java.nio.file.Path;
import java.util.Optional;

/// Which socket on which machine is meant, and who asks.
///
/// @param user empty means what the operator's SSH configuration says, else the user's own name
/// @param port 0 means what that configuration says, else 22
/// @param socket of the engine on that machine
/// @param key file of the private key; empty means the agent and the usual files
/// @param knownHosts file with the keys of machines that are trusted
/// @param agent socket of the agent that holds keys
public record SshAddress(
        Optional<String> user,
        String host,
        int port,
        String socket,
        Optional<Path> key,
        Path knownHosts,
        Optional<Path> agent) {
    private static final int USUAL_PORT = 22;

    /// As `ssh` is told where to go.
    String place() {
        return user.map(name -> name + "@").orElse("")
                + host
                + (port == 0 || port == USUAL_PORT ? "" : ":" + port);
    }

    @Override
    public String toString() {
        return "ssh://%s".formatted(place());
    }
}
