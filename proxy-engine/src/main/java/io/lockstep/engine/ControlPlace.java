package io.lockstep.engine;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// Where the control socket is when nobody says: in the user's runtime folder, named after the port
/// of the first listener.
final class ControlPlace {
    private ControlPlace() {}

    static Path of(List<String> addresses) {
        var first = addresses.getFirst();
        return folder().resolve(
                        "engine-%s.sock".formatted(first.substring(first.lastIndexOf(':') + 1)));
    }

    /// The socket that was named, or the only one there is.
    static Path or(Path named) {
        if (!named.toString().isEmpty()) {
            return named;
        }
        var found = sockets();
        if (found.size() != 1) {
            throw new ProblemException(
                    new Problem(
                            found.isEmpty() ? "engine.unreachable" : "engine.badSocket",
                            found.isEmpty()
                                    ? "No engine of yours has its control socket in %s."
                                            .formatted(folder())
                                    : "Several engines have their control sockets in %s."
                                            .formatted(folder()),
                            "Nothing was asked or changed.",
                            "Name the socket with --control."));
        }
        return found.getFirst();
    }

    private static List<Path> sockets() {
        try (var files = Files.newDirectoryStream(folder(), "engine-*.sock")) {
            return StreamSupport.stream(files.spliterator(), false).toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Path folder() {
        return set("XDG_RUNTIME_DIR")
                .map(runtime -> Path.of(runtime).resolve("lockstep"))
                .orElseGet(() ->
                        set("XDG_STATE_HOME")
                                .map(Path::of)
                                .orElseGet(() ->
                                        Path.of(System.getProperty("user.home"), ".local", "state"))
                                .resolve("lockstep")
                                .resolve("run"));
    }

    private static Optional<String> set(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }
}
