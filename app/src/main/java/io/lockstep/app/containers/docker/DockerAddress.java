package io.lockstep.app.containers.docker;

import io.lockstep.app.containers.ssh.SshAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Where a Docker engine listens.
sealed interface DockerAddress {

    /// The address given, else the one the `docker` command would use.
    static DockerAddress of(Optional<String> address) {
        return DockerPlaces.ofThisProcess().find(address);
    }

    /// Opens the way; the engine itself is not asked yet.
    Wire wire();

    record LocalSocket(Path path) implements DockerAddress {

        /// The file's own mode says what a refused connect would not.
        @Override
        public Wire wire() {
            if (Files.notExists(path)) {
                throw DockerProblems.notRunning(path.toString());
            }
            if (!Files.isWritable(path)) {
                throw DockerProblems.noPermission(path.toString());
            }
            return new DirectWire(path.toString(), DirectWire.unix(path), Optional.empty(), true);
        }

        @Override
        public String toString() {
            return "unix://%s".formatted(path);
        }
    }

    /// @param tls folder with `ca.pem`, `cert.pem` and `key.pem`; empty means plain text
    record Tcp(String host, int port, Optional<Path> tls) implements DockerAddress {

        @Override
        public Wire wire() {
            return new DirectWire(toString(), DirectWire.tcp(host, port), tls, false);
        }

        @Override
        public String toString() {
            return "tcp://%s:%d".formatted(host, port);
        }
    }

    record Remote(SshAddress ssh) implements DockerAddress {

        @Override
        public Wire wire() {
            return new SshWire(ssh);
        }

        @Override
        public String toString() {
            return ssh.toString();
        }
    }
}
