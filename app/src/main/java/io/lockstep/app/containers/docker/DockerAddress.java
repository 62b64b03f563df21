package io.lockstep.app.containers.docker;

import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.transport.SSLConfig;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which engine is meant: the address given, else `DOCKER_HOST` and its TLS folder, else the socket
/// of this machine.
record DockerAddress(URI uri, @Nullable SSLConfig tls) {
    private static final List<String> SCHEMES = List.of("unix", "tcp");

    static DockerAddress of(Optional<String> address) {
        try {
            var config = DefaultDockerClientConfig.createDefaultConfigBuilder();
            address.ifPresent(config::withDockerHost);
            var built = config.build();
            return usable(new DockerAddress(built.getDockerHost(), built.getSSLConfig()));
        } catch (IllegalArgumentException | com.github.dockerjava.api.exception.DockerException e) {
            throw DockerProblems.addressUnusable(address.orElse("in DOCKER_HOST"));
        }
    }

    private static DockerAddress usable(DockerAddress address) {
        if (address.uri.getScheme() == null || !SCHEMES.contains(address.uri.getScheme())) {
            throw DockerProblems.addressUnusable(address.toString());
        }
        if (address.local()) {
            checkSocket(Path.of(address.uri.getPath()));
        }
        return address;
    }

    /// The file's own mode says what a refused connect would not.
    private static void checkSocket(Path socket) {
        if (Files.notExists(socket)) {
            throw DockerProblems.notRunning(socket.toString());
        }
        if (!Files.isWritable(socket)) {
            throw DockerProblems.noPermission(socket.toString());
        }
    }

    boolean local() {
        return uri.getScheme().equals("unix");
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
