package io.lockstep.app.containers;

import java.util.List;

/// What answers on a host.
///
/// @param name `Docker` or `Podman`, or `processes` in a rehearsal without either
/// @param api the version spoken with it; empty where none is
/// @param system its operating system and architecture
/// @param cannot what Lockstep must do without there, one clause each
public record EngineAbout(
        String name, String version, String api, String system, List<String> cannot) {

    /// One line such as `Docker 20.10.24 (API 1.41, linux/amd64)`.
    public String line() {
        return api.isEmpty()
                ? "%s %s (%s)".formatted(name, version, system)
                : "%s %s (API %s, %s)".formatted(name, version, api, system);
    }
}
