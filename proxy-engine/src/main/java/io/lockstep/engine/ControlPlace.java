package io.lockstep.engine;

import java.nio.file.Path;
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
