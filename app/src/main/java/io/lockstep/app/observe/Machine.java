package io.lockstep.app.observe;

import io.lockstep.app.host.command.LocalCommand;
import io.lockstep.app.host.command.RemoteCommand;
import io.lockstep.app.host.command.SshCommand;
import io.lockstep.app.host.command.SshTarget;
import io.lockstep.app.settings.Settings;
import java.nio.file.Path;
import java.util.Optional;

/// The machine the containers run on, as far as programs can be run on it.
///
/// @param commands empty when only its container engine can be asked
/// @param here whether it is this machine
public record Machine(Optional<RemoteCommand> commands, boolean here) {

    /// The Docker engine's address says where it is: a local socket means this machine, `ssh://`
    /// another one with a shell, anything else another one without.
    public static Machine of(Settings settings) {
        return at(
                settings.docker()
                        .or(() -> Optional.ofNullable(System.getenv("DOCKER_HOST")))
                        .orElse("unix:"));
    }

    /// The machine behind that engine's address.
    static Machine at(String address) {
        if (address.startsWith("ssh://")) {
            return over(address);
        }
        var here = address.matches("unix:.*|npipe:.*|tcp://(127\\.|localhost|\\[::1\\]).*");
        return here
                ? new Machine(Optional.of(new LocalCommand()), true)
                : new Machine(Optional.empty(), false);
    }

    /// @param target `[USER@]HOST[:PORT]`
    public static Machine over(String target) {
        var user = System.getProperty("user.name", "root");
        var known = Path.of(System.getProperty("user.home", "."), ".ssh", "known_hosts");
        return new Machine(Optional.of(SshCommand.to(SshTarget.of(target, user), known)), false);
    }
}
