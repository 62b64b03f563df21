package io.lockstep.engine;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.control.UnixSocketTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where the control socket is when nobody says: in the user's runtime folder, named after the port
/// of the first listener.
final class ControlPlace {
    private ControlPlace() {}

    static Path of(List<String> addresses) {
        var first = addresses.getFirst();
        return folder().resolve(
                        "engine-%s.sock".formatted(first.substring(first.lastIndexOf(':') + 1)));
    }

    /// The one socket in the usual place; refused where there is none, or several.
    static Path found() {
        var sockets = sockets();
        if (sockets.size() == 1) {
            return sockets.getFirst();
        }
        throw new ProblemException(
                new Problem(
                        "engine.unreachable",
                        sockets.isEmpty()
                                ? "No engine runs with a control socket %s."
                                        .formatted(folder().resolve("engine-PORT.sock"))
                                : "Several engines have their control sockets in %s: %s."
                                        .formatted(folder(), names(sockets)),
                        "Nothing was changed.",
                        "Name the socket with --control; an engine prints it when it starts."));
    }

    private static List<Path> sockets() {
        try (var sockets = Files.newDirectoryStream(folder(), "engine-*.sock")) {
            var found = new ArrayList<Path>();
            sockets.forEach(found::add);
            found.sort(null);
            return found.size() > 1 ? found.stream().filter(ControlPlace::answers).toList() : found;
        } catch (IOException e) {
            return List.of();
        }
    }

    /// An engine that was killed leaves its socket behind.
    private static boolean answers(Path socket) {
        try (var _ = new UnixSocketTransport(socket).open()) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static String names(List<Path> sockets) {
        return String.join(
                ", ", sockets.stream().map(Path::getFileName).map(Path::toString).toList());
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
