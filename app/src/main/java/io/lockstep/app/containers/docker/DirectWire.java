package io.lockstep.app.containers.docker;

import com.github.dockerjava.core.LocalDirectorySSLConfig;
import com.github.dockerjava.transport.SSLConfig;
import io.lockstep.chain.problem.ProblemException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Straight to a socket of this machine or a port of another one.
///
/// @param local whether a refused connection means that the engine does not run
record DirectWire(String name, URI uri, Optional<Path> folder, boolean local) implements Wire {
    private static final List<String> FILES = List.of("ca.pem", "cert.pem", "key.pem");

    DirectWire {
        folder.ifPresent(DirectWire::check);
    }

    static URI unix(Path socket) {
        return URI.create("unix://%s".formatted(socket.toUri().getRawPath()));
    }

    static URI tcp(String host, int port) {
        return URI.create("tcp://%s:%d".formatted(host, port));
    }

    private static void check(Path folder) {
        for (var file : FILES) {
            if (!Files.isReadable(folder.resolve(file))) {
                throw DockerProblems.certificateMissing(folder.resolve(file));
            }
        }
    }

    @Override
    public @Nullable SSLConfig tls() {
        return folder.map(path -> new LocalDirectorySSLConfig(path.toString())).orElse(null);
    }

    @Override
    public void ready() {
        // There is nothing in between.
    }

    @Override
    public ProblemException lost(Throwable e) {
        var cause = Wire.root(e);
        var said = String.valueOf(cause.getMessage());
        if (said.contains("Permission denied")) {
            return DockerProblems.noPermission(name);
        }
        if (local && cause instanceof ConnectException) {
            return DockerProblems.notRunning(name);
        }
        if (folder.isPresent() && untrusted(e)) {
            return DockerProblems.notTrusted(name, said);
        }
        return DockerProblems.unreachable(name, said);
    }

    private static boolean untrusted(Throwable e) {
        var cause = e.getCause();
        return e instanceof SSLException || (cause != null && untrusted(cause));
    }

    @Override
    public String toString() {
        return name;
    }

    @Override
    public void close() {
        // There is nothing in between.
    }
}
