package io.lockstep.app.settings;

import java.nio.file.Path;
import java.util.Map;

/// Where Lockstep keeps its files: the XDG folders on Linux, `~/Library` on macOS, `%APPDATA%` on
/// Windows. `LOCKSTEP_HOME` puts all of them under one folder instead.
///
/// @param config what the operator edits
/// @param data journal and samples
/// @param state logs
/// @param runtime sockets of local engines
/// @param cache what can be made again
public record Folders(Path config, Path data, Path state, Path runtime, Path cache) {

    public static Folders ofThisMachine() {
        return of(System.getenv(), System.getProperty("os.name", ""));
    }

    static Folders of(Map<String, String> environment, String system) {
        var own = environment.get("LOCKSTEP_HOME");
        if (own != null) {
            return under(Path.of(own));
        }
        var home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home", ".")));
        if (system.startsWith("Windows")) {
            return under(Path.of(environment.getOrDefault("APPDATA", home.toString()), "Lockstep"));
        }
        if (system.startsWith("Mac")) {
            return under(home.resolve("Library/Application Support/Lockstep"));
        }
        var state = xdg(environment, "XDG_STATE_HOME", home.resolve(".local/state"));
        return new Folders(
                xdg(environment, "XDG_CONFIG_HOME", home.resolve(".config")),
                xdg(environment, "XDG_DATA_HOME", home.resolve(".local/share")),
                state,
                environment.containsKey("XDG_RUNTIME_DIR")
                        ? xdg(environment, "XDG_RUNTIME_DIR", home)
                        : state.resolve("run"),
                xdg(environment, "XDG_CACHE_HOME", home.resolve(".cache")));
    }

    /// All of them under one folder.
    public static Folders under(Path root) {
        return new Folders(
                root.resolve("config"),
                root.resolve("data"),
                root.resolve("state"),
                root.resolve("run"),
                root.resolve("cache"));
    }

    private static Path xdg(Map<String, String> environment, String name, Path otherwise) {
        var set = environment.get(name);
        return (set == null || set.isBlank() ? otherwise : Path.of(set)).resolve("lockstep");
    }
}
